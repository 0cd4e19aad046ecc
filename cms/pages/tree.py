"""The page tree: home, sections with fixed addresses, and year pages, whose children are the year's records."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from cms.editor.page_forms import TreePageForm
from cms.models.people import AnyUser
from cms.permissions.pages import TreePermissionTester
from cms.policy.registration import refusal_to_use_slug
from cms.registry import registered
from cms.selectors import division_gaps, listings
from cms.selectors.home import register_context
from cms.selectors.site import authority_of, site_context
from cms.selectors.trees import pages_of_type

LATEST = 5  # records in the list of the newest of a section
LATEST_AT_HOME = 8
OwnContext = Callable[[Page, HttpRequest], Mapping[str, Any]]


class BasePage(Page):
    """Base of every page of this project: no promote panel, no menus, no hand-written slugs."""

    base_form_class = TreePageForm
    promote_panels: ClassVar[list[Panel]] = []
    show_in_menus_default = False
    takes_drafts = False  # whether officers may create records under it
    search_auto_update = False  # see `Approvable`

    class Meta:
        abstract = True

    def permissions_for_user(self, user: AnyUser) -> TreePermissionTester:
        return TreePermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Adds the breadcrumbs."""
        return {**super().get_context(request, *args, **kwargs), "breadcrumbs": listings.breadcrumbs(self, request)}


class HomePage(BasePage):
    """The home page of an authority's site."""

    introduction = models.TextField(_("ข้อความแนะนำ"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.SectionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("หน้าแรก")
        verbose_name_plural = _("หน้าแรก")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """The register by section and year, what else the visitor can do, and the newest records."""
        context = super().get_context(request, *args, **kwargs)
        records = listings.public_records(authority_of(request), self)
        sections = pages_of_type(SectionPage).live().child_of(self)
        years = listings.years(pages_of_type(YearPage).live().descendant_of(self), request)
        return {
            **context,
            **register_context(sections, years, request),
            "latest": listings.latest(records, request, self.path, LATEST_AT_HOME),
        }


class SectionPage(BasePage):
    """A section of the site with a fixed ASCII address, e.g. /integrity-measures/."""

    description = models.TextField(_("คำอธิบาย"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("description")]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.YearPage"]

    class Meta:
        verbose_name = _("หมวดข้อมูล")
        verbose_name_plural = _("หมวดข้อมูล")

    def clean(self) -> None:
        """Refuses an address that the URL patterns of an app use; Wagtail calls it whenever the page is saved."""
        super().clean()
        if reason := refusal_to_use_slug(self.slug, registered().reserved_addresses):
            raise ValidationError(reason)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Adds the section's year pages and its newest records."""
        context = super().get_context(request, *args, **kwargs)
        if own := own_context(self.slug):
            return {**context, **own(self, request)}
        records = listings.public_records(authority_of(request), self)
        return context | {
            "years": listings.years(pages_of_type(YearPage).live().child_of(self), request),
            "latest": listings.latest(records, request, self.path, LATEST),
        }

    def get_template(self, request: HttpRequest, *args: object, **kwargs: object) -> str:
        """That of all sections, or its own where its app shows it in its own way."""
        return f"{self.slug}/section_page.html" if own_context(self.slug) else "cms/section_page.html"


class YearPage(BasePage):
    """The parent of a section's records of one fiscal year (Buddhist era); its slug is the year."""

    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ (พ.ศ.)"))
    last_number = models.PositiveIntegerField(default=0, editable=False)

    content_panels = [*Page.content_panels, FieldPanel("fiscal_year", read_only=True)]
    parent_page_types = ["cms.SectionPage"]
    takes_drafts = True

    class Meta:
        verbose_name = _("ปีงบประมาณ")
        verbose_name_plural = _("ปีงบประมาณ")

    @transaction.atomic
    def take_number(self) -> int:
        """The next running number of this year, never given twice (that of a deleted draft stays unused)."""
        YearPage.objects.filter(pk=self.pk).update(last_number=F("last_number") + 1)
        self.refresh_from_db(fields=["last_number"])
        return self.last_number

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Adds one page of the year's records; `division`, `sort` and `p` of the query string choose it."""
        context = super().get_context(request, *args, **kwargs)
        section = self.get_parent()
        if own := own_context(section.slug):
            return {**context, **own(self, request)}
        records = listings.public_records(authority_of(request), self)
        divisions = listings.divisions(self, request)
        division, newest_first = listings.requested_division(request), request.GET.get("sort") == listings.NEWEST_FIRST
        wanted = records.filter(division=division) if division else records
        wanted = wanted.order_by("-last_published_at", "-pk") if newest_first else wanted
        count = sum(each.count for each in divisions if division in (None, each.pk))
        kinds = division_gaps.types_in(section.slug)
        return context | {
            "section": section,
            "gaps": division_gaps.gaps(kinds, self, authority_of(request)) if kinds and divisions else [],
            "years": listings.years(pages_of_type(YearPage).live().child_of(section), request),
            "divisions": divisions,
            "division": division,
            "newest_first": newest_first,
            "audit_head": site_context(request).audit_head,
            "page_obj": listings.page_of(listings.for_listing(wanted), count, request),
        }

    def get_template(self, request: HttpRequest, *args: object, **kwargs: object) -> str:
        """That of all years, or its own where the app of its section shows it in its own way."""
        slug = self.get_parent().slug
        return f"{slug}/year_page.html" if own_context(slug) else "cms/year_page.html"


def own_context(slug: str) -> OwnContext | None:
    """What an app registered to show the pages of a section in its own way, or None."""
    named = next((section.context for section in registered().sections if section.slug == slug), "")
    found: OwnContext | None = import_string(named) if named else None
    return found
