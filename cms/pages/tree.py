"""The tree: home, sections with fixed addresses, a page for each fiscal year that holds the records of that year."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from cms.permissions.pages import TreePermissionTester
from cms.selectors import listings
from cms.selectors.site import authority_of, site_context
from cms.selectors.trees import pages_of_type

# Addresses at the root that other apps answer; no section may take one.
RESERVED_SLUGS = frozenset(
    {
        "admin",
        "api",
        "corruption",
        "documents",
        "feeds",
        "integrity",
        "media",
        "oit",
        "procurement",
        "search",
        "setup",
        "static",
    }
)
LATEST = 5
YEARS_ACROSS = 6


class BasePage(Page):
    """What every page of the house shares: nothing about menus, promotion or hand-written addresses."""

    promote_panels: ClassVar[list[Panel]] = []
    show_in_menus_default = False
    takes_drafts = False  # whether officers put records under it
    search_auto_update = False  # as of what is approved: see `Approvable`

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> Any:
        return TreePermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "trail": listings.breadcrumbs(self, request)}


class HomePage(BasePage):
    """The front door of an authority."""

    introduction = models.TextField(_("ข้อความแนะนำ"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.SectionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("หน้าแรก")
        verbose_name_plural = _("หน้าแรก")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Sections, what each holds by year, and the newest records."""
        context = super().get_context(request, *args, **kwargs)
        records = listings.public_records(authority_of(request), self)
        sections = pages_of_type(SectionPage).live().child_of(self)
        years = listings.years(pages_of_type(YearPage).live().descendant_of(self), request)
        section_listings = [listings.section_listing(section, years, request) for section in sections]
        across = sorted({year.fiscal_year for year in years if year.count}, reverse=True)[:YEARS_ACROSS]
        return context | {
            "totals": listings.totals(request),
            "section_listings": section_listings,
            "years": across,
            "matrix": [(section_listing, section_listing.across(across)) for section_listing in section_listings],
            "latest": listings.latest(records, request, self.path, LATEST),
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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        records = listings.public_records(authority_of(request), self)
        return context | {
            "years": listings.years(pages_of_type(YearPage).live().child_of(self), request),
            "latest": listings.latest(records, request, self.path, LATEST),
        }


class YearPage(BasePage):
    """The records of one fiscal year in a section; it owns the year (Buddhist era), its address is the year."""

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
        """The next running number of this year, given once only (a number whose draft is dropped stays unused)."""
        YearPage.objects.filter(pk=self.pk).update(last_number=F("last_number") + 1)
        self.refresh_from_db(fields=["last_number"])
        return self.last_number

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """A page of the year's records, by division and order as the address asks."""
        context = super().get_context(request, *args, **kwargs)
        section = self.get_parent()
        records = listings.public_records(authority_of(request), self)
        divisions = listings.divisions(self, request)
        division, newest_first = listings.asked_division(request), request.GET.get("sort") == listings.NEWEST_FIRST
        wanted = records.filter(division=division) if division else records
        wanted = wanted.order_by("-last_published_at", "-pk") if newest_first else wanted
        count = sum(each["count"] for each in divisions if division in (None, each["pk"]))
        return context | {
            "section": section,
            "years": listings.years(pages_of_type(YearPage).live().child_of(section), request),
            "divisions": divisions,
            "division": division,
            "newest_first": newest_first,
            "audit_head": site_context(request).audit_head,
            "page_obj": listings.page_of(listings.for_listing(wanted), count, request),
        }
