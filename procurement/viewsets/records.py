"""The admin viewset of procurement records, and their list as a sheet."""

from datetime import date
from functools import partial
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views import snippets

from cms.editor.comparison import ApprovablePanels
from cms.editor.layout import panels_of
from cms.models import Division, FiscalYear
from cms.permissions.querysets import rows_read_by
from cms.policy.delivery import attachment
from cms.policy.periods import MONTH_CHOICES
from cms.policy.refusal import Refused
from cms.policy.states import GROUP_LABEL, StateGroup
from cms.selectors.states import of_group
from cms.thai.dates import MONTHS_SHORT, buddhist_year, fiscal_months
from cms.thai.money import format_amount
from cms.views.signed_in import SignedInRequest
from cms.views.state_column import StateColumn
from cms.viewsets.snippets import ApprovableSnippetViewSet, DraftingPolicy
from procurement.editor.record_panels import record_panels
from procurement.exports.selection import csv_of_drafts, xlsx_of_drafts
from procurement.models import Bidder, ProcurementRecord, Winner
from procurement.policy.codes import METHODS
from procurement.views.downloads import csv_response, xlsx_response
from procurement.viewsets.record_form import RecordForm

Records = QuerySet[ProcurementRecord]
# By which an item comes into “จัดซื้อจัดจ้าง” in the sidebar.
MENU_HOOK = "register_procurement_menu_item"
SEARCHED = ["title", "contract_number", "egp_number"]
DOWNLOADS = {"xlsx": _("ดาวน์โหลดรายการนี้เป็น Excel"), "csv": _("ดาวน์โหลดรายการนี้เป็น CSV")}


def baht(record: ProcurementRecord) -> str:
    """The budget with separators: 12,500.00."""
    return format_amount(record.budget)


def month_of_record(record: ProcurementRecord) -> str:
    """The month in which it counts: `ต.ค. 2568`; without one its fiscal year."""
    if not record.month:
        return _("ปี %(year)s") % {"year": record.fiscal_year}
    place = int(record.month[1:])
    year, month = fiscal_months(record.fiscal_year)[place - 1]
    return f"{MONTHS_SHORT[month - 1]} {buddhist_year(date(year, month, 1))}"


def agreed(record: ProcurementRecord) -> str:
    """What was agreed with all winners, or a dash."""
    return "–" if record.agreed is None else format_amount(record.agreed)


def vendors(record: ProcurementRecord) -> str:
    """The names of the winners, each on its line in the cell."""
    return ", ".join(each.name for each in record.winners.all()) or "–"


def years_listed() -> list[tuple[int, str]]:
    """The fiscal years that are open or have records, the newest first."""
    found = (
        FiscalYear.objects.order_by()
        .values_list("year", flat=True)
        .union(ProcurementRecord.objects.order_by().values_list("fiscal_year", flat=True))
    )
    return [(year, str(year)) for year in sorted(found, reverse=True)]


class RecordFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("สถานะ"), choices=[(group.value, GROUP_LABEL[group]) for group in StateGroup], method="of_state"
    )
    fiscal_year = django_filters.ChoiceFilter(label=_("ปีงบประมาณ"), choices=years_listed)
    month = django_filters.ChoiceFilter(label=_("เดือน"), choices=MONTH_CHOICES)
    method = django_filters.ChoiceFilter(label=_("วิธีซื้อหรือจ้าง"), choices=[*METHODS.items()])
    division = django_filters.ModelChoiceFilter(label=_("กอง/สำนัก"), queryset=Division.objects.all())
    vendor = django_filters.CharFilter(label=_("ผู้เสนอราคาหรือผู้ได้รับการคัดเลือก"), method="of_vendor")

    class Meta:
        model = ProcurementRecord
        fields = ["state", "fiscal_year", "month", "method", "division", "vendor"]

    def of_state(self, rows: Records, name: str, group: str) -> Records:
        """The records in one of the states of a group."""
        return of_group(rows, StateGroup(group))

    def of_vendor(self, rows: Records, name: str, text: str) -> Records:
        """The records with a bidder or winner whose name has this text in it."""
        found = [model.objects.filter(name__icontains=text.strip()).values("record") for model in (Bidder, Winner)]
        return rows.filter(Q(pk__in=found[0]) | Q(pk__in=found[1]))


class RecordIndex(snippets.IndexView):
    """The list, which on a phone shows each record in a block, is downloaded as it is filtered, and takes in a file."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's, with the look of the list."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["media"] += forms.Media(css={"all": ["procurement/css/admin.css"]})
        return context

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Adding one, and for those who may add one bringing in a file."""
        buttons: list[Button] = super().header_buttons
        if not self.permission_policy.user_has_permission(self.request.user, "add"):
            return buttons
        return [*buttons, HeaderButton(_("นำเข้าจาก Excel"), url=reverse("procurement_import"), icon_name="upload")]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Wagtail's, and the downloads."""
        asked = self.request.GET.copy()
        asked.pop("p", None)
        downloads = [
            Button(
                label,
                url=f"{reverse('procurement_records_sheet', args=[ending])}?{asked.urlencode()}",
                icon_name="download",
            )
            for ending, label in DOWNLOADS.items()
        ]
        return [*super().header_more_buttons, *downloads]


class ProcurementRecordViewSet(ApprovableSnippetViewSet):
    """Records of purchases and hires, one row each."""

    model = ProcurementRecord
    icon = "list-ul"
    menu_hook = MENU_HOOK
    menu_name = "procurement-records"
    menu_label = _("รายการ")
    menu_order = 10
    index_view_class = RecordIndex
    list_display = [
        "title",
        Column("month", label=_("เดือน"), accessor=month_of_record, sort_key="fiscal_year", classname="record-month"),
        Column("budget", label=_("วงเงิน (บาท)"), accessor=baht, sort_key="budget", classname="number record-budget"),
        Column("agreed", label=_("ราคาที่ตกลง (บาท)"), accessor=agreed, classname="number record-agreed"),
        Column("vendor", label=_("ผู้ได้รับการคัดเลือก"), accessor=vendors, classname="record-vendor"),
        StateColumn(),
    ]
    list_per_page = 50
    filterset_class = RecordFilterSet
    search_fields = SEARCHED
    search_backend_name = None

    def get_queryset(self, request: SignedInRequest) -> Records:
        """What the user may read, with the winners of a page of the list in one query."""
        rows: Any = super().get_queryset(request)
        return rows.prefetch_related("winners")

    def get_edit_handler(self) -> ApprovablePanels:
        panels = panels_of(self.model, form=RecordForm, content=record_panels())
        return panels.bind_to_model(self.model)


@require_safe
def sheet(request: SignedInRequest, ending: str) -> HttpResponseBase:
    """The list as a sheet, of all records that it shows on its pages. Raises Refused for those to whom it is closed."""
    if ending not in DOWNLOADS:
        raise Http404
    if not DraftingPolicy(ProcurementRecord).user_has_permission(request.user, "view"):
        raise Refused(say("หน้านี้สำหรับเจ้าหน้าที่พัสดุและผู้ที่อ่านเรื่องของทุกกอง"))
    rows = rows_read_by(request.user, ProcurementRecord.objects.select_related("division"))
    records = RecordFilterSet(request.GET, queryset=rows, request=request).qs
    if text := request.GET.get("q", "").strip():
        records = records.filter(Q(*((f"{name}__icontains", text) for name in SEARCHED), _connector=Q.OR))
    name = say("รายการจัดซื้อจัดจ้าง")
    if ending == "csv":
        return csv_response(csv_of_drafts(records), name)
    response = xlsx_response(partial(xlsx_of_drafts, records))
    response.headers["Content-Disposition"] = attachment(f"{name}.xlsx")
    response.headers["Cache-Control"] = "no-store"  # it has drafts
    return response


admin_urls = [path("procurement/records/<slug:ending>/", sheet, name="procurement_records_sheet")]
