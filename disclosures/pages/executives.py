"""Who leads the authority, on the political and on the permanent side."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import Table, each_choice, every, rows
from cms.models import Picture
from cms.pages import Row, TablePage
from disclosures.policy.channels import HELD, HOLDINGS, SIDES, VACANT

IF_VACANT = ("holding", VACANT)


class ExecutivesPage(TablePage):
    """The executives (ข้อมูลผู้บริหาร), each with post, photo and how to reach them; a vacant post is said."""

    page_description = _("ชื่อ ตำแหน่ง รูปถ่าย และช่องทางติดต่อของผู้บริหารทุกคน ตำแหน่งที่ว่างให้ระบุว่าว่าง")
    also_called = ("ทำเนียบ", "คณะผู้บริหาร", "นายก", "ปลัด")
    sections, one_a_period, holds_for_years = ("about",), True, True
    evidence = {
        "substance": rows("executives"),
        "names": every("executives", "name", unless=IF_VACANT),
        "photos": every("executives", "photo", unless=IF_VACANT),
        "telephones": every("executives", "telephone", unless=IF_VACANT),
        "sides": each_choice("executives", "side"),
    }

    class Meta:
        verbose_name = verbose_name_plural = _("ข้อมูลผู้บริหาร")


class Executive(Row):
    """One executive or vacant post."""

    page = ParentalKey(ExecutivesPage, on_delete=models.CASCADE, related_name="executives")
    position = models.CharField(_("ตำแหน่ง"), max_length=200)
    name = models.CharField(_("ชื่อและนามสกุล"), max_length=200, blank=True, help_text=_("เว้นไว้ถ้าตำแหน่งว่าง"))
    holding = models.CharField(_("สถานะของตำแหน่ง"), max_length=8, choices=HOLDINGS, default=HELD)
    side = models.CharField(_("ฝ่าย"), max_length=10, choices=SIDES)
    photo = models.ForeignKey(
        Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("รูปถ่าย")
    )
    telephone = models.CharField(_("โทรศัพท์"), max_length=60, blank=True)
    email = models.EmailField(_("อีเมล"), blank=True)

    table = Table(heading=_("ผู้บริหาร"))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("ผู้บริหาร")
