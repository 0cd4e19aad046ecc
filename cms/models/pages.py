"""The tree: home, sections with fixed addresses, a page for each fiscal year that holds the records of that year."""

from typing import ClassVar

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

# Addresses at the root that other apps answer; no section may take one.
RESERVED_SLUGS = frozenset(
    {"documents", "oit", "api", "admin", "search", "procurement", "corruption", "feeds", "integrity", "static", "media"}
)


class BasePage(Page):
    """What every page of the house shares: nothing about menus, promotion or hand-written addresses."""

    promote_panels: ClassVar[list[Panel]] = []
    show_in_menus_default = False

    class Meta:
        abstract = True


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


class SectionPage(BasePage):
    """A section of the site with a fixed ASCII address, e.g. /integrity-measures/."""

    description = models.TextField(_("คำอธิบาย"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("description")]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.YearPage"]

    class Meta:
        verbose_name = _("หมวดข้อมูล")
        verbose_name_plural = _("หมวดข้อมูล")


class YearPage(BasePage):
    """The records of one fiscal year in a section; it owns the year (Buddhist era), its address is the year."""

    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ (พ.ศ.)"))
    last_number = models.PositiveIntegerField(default=0, editable=False)

    content_panels = [*Page.content_panels, FieldPanel("fiscal_year", read_only=True)]
    parent_page_types = ["cms.SectionPage"]

    class Meta:
        verbose_name = _("ปีงบประมาณ")
        verbose_name_plural = _("ปีงบประมาณ")

    @transaction.atomic
    def take_number(self) -> int:
        """The next running number of this year, given once only (a number whose draft is dropped stays unused)."""
        YearPage.objects.filter(pk=self.pk).update(last_number=F("last_number") + 1)
        self.refresh_from_db(fields=["last_number"])
        return self.last_number
