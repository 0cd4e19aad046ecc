"""The public register: `RecordPage` has one row for every record of every type."""

from collections.abc import Mapping
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult
from wagtail.utils.decorators import cached_classmethod

from cms.editor.layout import tabs_of
from cms.editor.page_forms import AttachmentForm, RecordPageForm
from cms.fields import PeriodField, Rule, filled
from cms.models.approvable import Approvable
from cms.models.documents import DocumentVersion
from cms.models.people import AnyUser, Authority, Division
from cms.models.pictures import Picture
from cms.models.publication import Publication
from cms.pages.row import Row
from cms.pages.tree import BasePage, YearPage
from cms.permissions.documents import refusal_to_attach
from cms.permissions.drafting import divisions_to_draft_for
from cms.permissions.pages import RecordPermissionTester
from cms.permissions.pictures import refusal_to_place
from cms.policy.lifecycle import Period, period_label
from cms.policy.periods import EVERY_YEAR, refusal_of_period
from cms.policy.schema import Added
from cms.selectors import public_context
from cms.selectors.site import authority_of


class RecordQuerySet(PageQuerySet):
    def of_year(self, fiscal_year: int) -> "RecordQuerySet":
        """Records of a fiscal year (Buddhist era)."""
        return self.filter(fiscal_year=fiscal_year)

    def of_division(self, division: Division) -> "RecordQuerySet":
        """Records that a division owns."""
        return self.filter(division=division)


class RecordPage(Approvable, BasePage):
    """One row of the public register; the base of the page types of other apps, never created by itself."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="records", editable=False)
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="records", verbose_name=_("กอง/สำนักเจ้าของเรื่อง")
    )
    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ (พ.ศ.)"), editable=False)
    period = PeriodField(_("รอบ"), max_length=4, default=Period.YEAR.value)
    # Set where a type has one record a period: authority, type, year, period (and division), see `key_of_period`.
    period_key = models.CharField(max_length=160, null=True, unique=True, editable=False)  # noqa: DJ001
    summary = models.TextField(_("สรุปสาระสำคัญ"), blank=True, help_text=_("สองสามประโยคที่ประชาชนอ่านแล้วเข้าใจ"))
    document_number = models.CharField(_("เลขที่หนังสือ"), max_length=60, blank=True)
    document_date = models.DateField(_("ลงวันที่"), null=True, blank=True)
    next_review = models.DateField(_("ทบทวนครั้งต่อไป"), null=True, blank=True)
    # The child relations of which an officer states that there are none.
    stated_none = models.JSONField(_("ไม่มีรายการ"), default=list, blank=True)

    base_form_class = RecordPageForm
    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["cms.YearPage"]
    subpage_types: ClassVar[list[str]] = []
    sections: ClassVar[tuple[str, ...]] = ()  # slugs of the sections that allow this type; empty = all
    # Before the running number in its address: `plan-` gives `plan-1`.
    slug_prefix: ClassVar[str] = ""
    periods: ClassVar[tuple[Period, ...]] = EVERY_YEAR  # where there are several, the officer chooses
    one_a_period = False  # at most one record of this type a period ...
    one_a_division = False  # ... and division
    asked_of_each_division = False  # whether every division should have one; a year page names those that have none
    is_deletable = True  # a draft that was never public; False where a period has its page for ever
    is_copied_to_other_years = True  # whether a draft of another year may begin with what a record says
    # What officers also call it, for the search of types; Wagtail's `page_description` is its one sentence.
    also_called: ClassVar[tuple[str, ...]] = ()

    not_approved: ClassVar[Mapping[str, str]] = {
        "authority": "there is one, and nobody edits it",
        "period_key": "put together from the type, the year, the period and the division",
    }

    schema_changes = (Added("stated_none", default=[], since=1),)
    evidence: ClassVar[Mapping[str, Rule]] = {"substance": filled("summary", "attachments")}

    objects = PageManager.from_queryset(RecordQuerySet)()

    class Meta:
        verbose_name = _("ข้อมูลเผยแพร่")
        verbose_name_plural = _("ข้อมูลเผยแพร่")

    @property
    def shows_corruption_ways(self) -> bool:
        """Whether its public page says how to report corruption: a page about that is no dead end."""
        return False

    @property
    def period_name(self) -> str:
        """The period in Thai with its year: m01 of 2568 is “ตุลาคม 2567”."""
        return period_label(Period(self.period), self.fiscal_year)

    @property
    def is_corrected(self) -> bool:
        """Whether what the public has is not the edition with which it was first published."""
        return self.first_published_at != self.last_published_at

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Wagtail's answer, and only under a year page of the sections that allow this type."""
        if not super().can_create_at(parent):
            return False
        return not cls.sections or parent.get_parent().slug in cls.sections

    def inherit_from_year_page(self, year_page: YearPage) -> None:
        """Set the fiscal year and the authority from the year page that becomes the parent; does not save."""
        self.fiscal_year = year_page.fiscal_year
        self.authority = Authority.objects.get(site__root_page__in=year_page.get_ancestors())

    def slug_of_number(self, number: int) -> str:
        """The last part of its address: the running number of its year behind the prefix of its type."""
        return f"{self.slug_prefix}{number}"

    def divisions_open_to(self, user: AnyUser) -> models.QuerySet[Division]:
        """The divisions of its authority for which a person may draft a record of this type."""
        return divisions_to_draft_for(user, self.drafted_by).filter(authority=self.authority)

    def key_of_period(self) -> str | None:
        """The value of `period_key`, or None where a period may have several records of this type."""
        if not self.one_a_period:
            return None
        parts = [self.authority_id, self._meta.label_lower, self.fiscal_year, self.period]
        if self.one_a_division:
            parts.append(self.division_id)
        return ":".join(str(part) for part in parts)

    def is_site_root(self) -> bool:
        """Never; saves the query that Wagtail makes at each save."""
        return False

    def refusal_of_period(self) -> str | None:
        """Why it may not stand for its period, or None. What is live counts, and every draft that was not yet."""
        key = self.key_of_period()
        taken = key is not None and type(self).objects.filter(period_key=key).exclude(pk=self.pk).exists()
        return refusal_of_period(self.period, self.periods, self.fiscal_year, is_taken=taken)

    def clean(self) -> None:
        super().clean()
        if reason := self.refusal_of_period():
            raise ValidationError(reason)

    def carried_versions(self) -> list[tuple[int, str]]:
        """The attached versions in their order: (primary key of the version, title shown)."""
        return [(row.version_id, row.title) for row in self.attachments.all()]

    def refusal_to_place(self, picture: int, *, by: AnyUser) -> str | None:
        """Why a person may not place a picture (primary key), or None. The record's division counts at submission."""
        found = Picture.objects.filter(pk=picture).select_related("collection__division").first()
        return refusal_to_place(found, by=by, division_id=None)

    @cached_classmethod
    def get_edit_handler(cls) -> Panel:  # noqa: N805 Wagtail's decorator makes it a class method
        """The editor, laid out from the fields and rows of the type."""
        return tabs_of(cls).bind_to_model(cls)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Also routes to a record that is no longer public (`serve` answers why); 404 where it never was."""
        if path_components or self.live:
            return super().route(request, path_components)
        ended = public_context.latest_public_publication(self)
        if not public_context.is_ended(ended):
            raise Http404
        return RouteResult(self, kwargs={"ended": ended})

    def serve(
        self, request: HttpRequest, *args: object, ended: Publication | None = None, **kwargs: object
    ) -> TemplateResponse:
        """The page; where `route` found an ended publication, the response that says so (410 or 404)."""
        if ended is not None:
            return public_context.ended_response(request, ended)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Adds what was approved with its evidence; in a preview, what would be submitted."""
        context = super().get_context(request, *args, **kwargs)
        if getattr(request, "is_preview", False):
            return context | public_context.preview_context(self, request)
        return context | public_context.publication_context(self, authority_of(request))

    def get_template(self, request: HttpRequest, *args: object, **kwargs: object) -> str:
        return "cms/record_page.html"

    def permissions_for_user(self, user: AnyUser) -> RecordPermissionTester:
        """By division; Wagtail's permissions by place in the tree cannot say “own division”."""
        return RecordPermissionTester(user, self)


class RecordAttachment(Row):
    """An attachment of a record: one version of a document, so that the approval covers its bytes."""

    page = ParentalKey(RecordPage, on_delete=models.CASCADE, related_name="attachments")
    version = models.ForeignKey(
        DocumentVersion, on_delete=models.PROTECT, related_name="attached_to", verbose_name=_("เอกสาร")
    )
    title = models.CharField(_("ชื่อที่แสดง"), max_length=250, blank=True, help_text=_("เว้นว่างไว้จะใช้ชื่อไฟล์"))

    base_form_class = AttachmentForm
    panels = [FieldPanel("version"), FieldPanel("title")]

    class Meta(Row.Meta):
        verbose_name = _("เอกสารแนบ")
        verbose_name_plural = _("เอกสารแนบ")

    def __str__(self) -> str:
        return self.title or self.version.name

    def refusal_to_attach(self, version: DocumentVersion, *, by: AnyUser) -> str | None:
        """Why a person may not attach a version, or None. The record's own division is checked when it is submitted."""
        return refusal_to_attach(version, by=by, division_id=None)
