"""Procurement as a row of the register: how many records of each fiscal year are public, and their budget."""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.models import Authority
from cms.policy.register import Cell, Listing
from cms.thai.money import in_short
from procurement.selectors.public import public_records

GROUP = "แผนและงบประมาณ"


def listing(authority: Authority) -> Listing:
    """The row of an authority; its figure is the budget of the newest fiscal year."""
    public = public_records(authority).order_by("fiscal_year")
    years = list(public.values_list("fiscal_year").annotate(count=Count("pk"), budget=Sum("budget")))
    cells = [Cell(year, count, reverse("procurement_records", args=[year])) for year, count, _budget in years]
    return Listing(_("จัดซื้อจัดจ้าง"), reverse("procurement_years"), cells, GROUP, *_figure(years))


def _figure(years: Sequence[tuple[int, int, Decimal]]) -> tuple[str, str]:
    """The budget of the newest of the years, and what that is: `4.26 ล้านบาท`, `วงเงินจัดซื้อจัดจ้าง ปีงบประมาณ 2570`."""
    if not years:
        return "", ""
    year, _count, budget = years[-1]
    return in_short(budget), _("วงเงินจัดซื้อจัดจ้าง ปีงบประมาณ %(year)s") % {"year": year}
