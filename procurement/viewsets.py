"""The admin viewset of procurement records."""

from decimal import Decimal

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from cms.models import Division
from cms.views.state_column import StateColumn
from cms.viewsets.snippets import ApprovableSnippetViewSet
from procurement.models import ProcurementRecord


def baht(record: ProcurementRecord) -> str:
    """The budget with separators: 12,500.00."""
    return f"{Decimal(record.budget):,.2f}"


class RecordFilterSet(WagtailFilterSet):
    fiscal_year = django_filters.NumberFilter(label=_("ปีงบประมาณ (พ.ศ.)"))
    division = django_filters.ModelChoiceFilter(label=_("กอง/สำนัก"), queryset=Division.objects.all())
    live = django_filters.BooleanFilter(label=_("ประชาชนเห็นอยู่"))

    class Meta:
        model = ProcurementRecord
        fields = ["fiscal_year", "division", "live"]


class ProcurementRecordViewSet(ApprovableSnippetViewSet):
    """Records of purchases and hires, one row each."""

    model = ProcurementRecord
    icon = "list-ul"
    menu_name = "procurement"
    menu_label = _("จัดซื้อจัดจ้าง")
    menu_order = 200
    list_display = [
        "title",
        Column("fiscal_year", label=_("ปีงบประมาณ"), sort_key="fiscal_year"),
        Column("division", label=_("กอง/สำนัก")),
        Column("budget", label=_("วงเงิน (บาท)"), accessor=baht, sort_key="budget", classname="number"),
        DateColumn("latest_revision_created_at", label=_("แก้ไขล่าสุด"), accessor="latest_revision.created_at"),
        StateColumn(),
    ]
    list_per_page = 50
    filterset_class = RecordFilterSet
    search_fields = ["title", "contract_number"]
    search_backend_name = None
