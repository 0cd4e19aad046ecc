"""The admin viewset of procurement records."""

from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views import snippets

from cms.editor.comparison import ApprovablePanels
from cms.editor.layout import panels_of
from cms.models import Division
from cms.policy.lifecycle import Period, period_label
from cms.policy.periods import EVERY_MONTH
from cms.thai.dates import fiscal_month_name
from cms.thai.money import format_amount
from cms.views.signed_in import SignedInRequest
from cms.views.state_column import StateColumn
from cms.viewsets.snippets import ApprovableSnippetViewSet, DraftForm
from procurement.editor.record_panels import record_panels
from procurement.models import Bidder, ProcurementRecord, Winner
from procurement.policy.codes import METHODS

Records = QuerySet[ProcurementRecord]


def baht(record: ProcurementRecord) -> str:
    """The budget with separators: 12,500.00."""
    return format_amount(record.budget)


def month_of_record(record: ProcurementRecord) -> str:
    """The month in which it counts: `ตุลาคม 2568`; without one its fiscal year."""
    if not record.month:
        return _("ปี %(year)s") % {"year": record.fiscal_year}
    return str(period_label(Period(record.month), record.fiscal_year))


def agreed(record: ProcurementRecord) -> str:
    """What was agreed with all winners, or a dash."""
    winners = record.winners.all()
    return format_amount(sum((each.price for each in winners), Decimal(0))) if winners else "–"


def vendors(record: ProcurementRecord) -> str:
    """The names of the winners, each on its line in the cell."""
    return ", ".join(each.name for each in record.winners.all()) or "–"


class RecordFilterSet(WagtailFilterSet):
    fiscal_year = django_filters.NumberFilter(label=_("ปีงบประมาณ (พ.ศ.)"))
    month = django_filters.ChoiceFilter(
        label=_("เดือน"), choices=[(month.value, fiscal_month_name(int(month[1:]))) for month in EVERY_MONTH]
    )
    division = django_filters.ModelChoiceFilter(label=_("กอง/สำนัก"), queryset=Division.objects.all())
    method = django_filters.ChoiceFilter(label=_("วิธีซื้อหรือจ้าง"), choices=[*METHODS.items()])
    vendor = django_filters.CharFilter(label=_("ผู้เสนอราคาหรือผู้ได้รับการคัดเลือก"), method="of_vendor")
    live = django_filters.BooleanFilter(label=_("ประชาชนเห็นอยู่"))

    class Meta:
        model = ProcurementRecord
        fields = ["fiscal_year", "month", "division", "method", "vendor", "live"]

    def of_vendor(self, rows: Records, name: str, text: str) -> Records:
        """The records with a bidder or winner whose name has this text in it."""
        found = [model.objects.filter(name__icontains=text.strip()).values("record") for model in (Bidder, Winner)]
        return rows.filter(Q(pk__in=found[0]) | Q(pk__in=found[1]))


class RecordIndexView(snippets.IndexView):
    """Wagtail's list, with the way in from a file."""

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Adding one, and for those who may add one bringing in a file."""
        buttons: list[Button] = super().header_buttons
        if not self.permission_policy.user_has_permission(self.request.user, "add"):
            return buttons
        return [*buttons, HeaderButton(_("นำเข้าจาก Excel"), url=reverse("procurement_import"), icon_name="upload")]


class ProcurementRecordViewSet(ApprovableSnippetViewSet):
    """Records of purchases and hires, one row each."""

    model = ProcurementRecord
    icon = "list-ul"
    menu_name = "procurement"
    menu_label = _("จัดซื้อจัดจ้าง")
    menu_order = 200
    list_display = [
        "title",
        Column("month", label=_("เดือน"), accessor=month_of_record, sort_key="fiscal_year"),
        Column("budget", label=_("วงเงิน (บาท)"), accessor=baht, sort_key="budget", classname="number"),
        Column("agreed", label=_("ราคาที่ตกลง (บาท)"), accessor=agreed, classname="number"),
        Column("vendor", label=_("ผู้ได้รับการคัดเลือก"), accessor=vendors),
        StateColumn(),
    ]
    index_view_class = RecordIndexView
    list_per_page = 50
    filterset_class = RecordFilterSet
    search_fields = ["title", "contract_number"]
    search_backend_name = None

    def get_queryset(self, request: SignedInRequest) -> Records:
        """What the user may read, with the winners of a page of the list in one query."""
        rows: Any = super().get_queryset(request)
        return rows.prefetch_related("winners")

    def get_edit_handler(self) -> ApprovablePanels:
        panels = panels_of(self.model, form=DraftForm, content=record_panels())
        return panels.bind_to_model(self.model)
