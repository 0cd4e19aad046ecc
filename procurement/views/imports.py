"""Procurements from a file in the admin: upload, dry run, columns, confirmation, drafts, taking them back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.actions.approval import may_edit
from cms.models import Division
from cms.models.jobs import Job, JobState
from cms.models.people import User
from cms.permissions.drafting import divisions_to_draft_for
from cms.policy.lifecycle import Period, period_label
from cms.policy.refusal import Refused
from cms.tabular.writing import csv_text
from cms.thai.dates import thai_date
from cms.thai.money import format_amount
from cms.views.signed_in import SignedInRequest
from cms.views.type_places import required_authority
from procurement.actions import import_undo, imports
from procurement.actions.import_drafts import record_of
from procurement.actions.month_pages import months_of
from procurement.forms.imports import ImportFileForm, chosen_columns, column_choices
from procurement.models import ImportBatch, ImportRow, ProcurementRecord
from procurement.pages import MonthlyProcurementPage
from procurement.policy.codes import METHODS
from procurement.policy.imports import AT_WORK, BatchState, Mode, refusal_to_undo
from procurement.policy.months import month_of
from procurement.selectors.imported import MonthTotal, imports_of, month_totals, problem_rows
from procurement.selectors.month_list import months_listed
from procurement.views.summaries import require_writer

PAGE_SIZE, FIRST_ROWS, MOST_MONTHS = 50, 10, 24
REFRESH_SECONDS = "2"
KEY_OF = {
    BatchState.READING: imports.read_key,
    BatchState.MAKING: imports.make_key,
    BatchState.UNDOING: import_undo.undo_key,
}


@dataclass(frozen=True)
class ShownRow:
    """A row of a file in the words in which its draft will be read."""

    row: ImportRow
    method: str
    winners: str
    contract: str
    month: str


@dataclass(frozen=True)
class ShownMonth:
    """A month in which rows of a file count, and what may be done with its summary."""

    total: MonthTotal
    page: MonthlyProcurementPage | None
    state: str = ""
    may_submit: bool = False
    approved: int = 0


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    """Choose a file; by POST it is kept, and a job reads it. Below that the files of this person."""
    require_writer(request)
    authority = required_authority(request)
    drafted_by = ProcurementRecord.drafted_by
    divisions = divisions_to_draft_for(request.user, drafted_by).filter(authority=authority).order_by("pk")
    form = ImportFileForm(request.POST or None, request.FILES or None, divisions=divisions)
    if request.method == "POST" and form.is_valid():
        file, division = form.cleaned_data["file"], form.cleaned_data["division"]
        if not isinstance(division, Division):
            raise Refused(imports.NOBODY)
        batch = imports.begin_import(authority, division, file.file, file.name or "", by=request.user)
        return redirect("procurement_import_batch", batch.pk)
    mine = Paginator(imports_of(authority, request.user.pk), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "page_title": _("นำเข้าจาก Excel"),
        "form": form,
        "asks_division": form.only is None,
        "page_obj": mine,
    }
    return render(request, "procurement/admin/import.html", context)


@require_safe
def batch(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a file would bring in or brought in; while a job works on it, how far it is."""
    found = _batch_or_refusal(request, pk)
    context: dict[str, Any] = {"page_title": _("นำเข้าจาก Excel"), "batch": found, "stage": found.stage.value}
    if found.stage in AT_WORK:
        return _at_work(request, found, context)
    if found.stage is BatchState.READ:
        context |= _dry_run(request, found)
    elif found.stage in (BatchState.DONE, BatchState.UNDONE):
        context |= _outcome(request, found)
    return render(request, "procurement/admin/import_batch.html", context)


def _at_work(request: SignedInRequest, found: ImportBatch, context: dict[str, Any]) -> HttpResponse:
    """The progress; the browser asks again by itself, without a script, until the work is done or given up."""
    job = Job.objects.filter(key=KEY_OF[found.stage](found)).first()
    is_dead = job is None or job.state == JobState.DEAD
    context |= {"progress": job.progress if job else 0, "is_dead": is_dead}
    response = render(request, "procurement/admin/import_batch.html", context)
    if not is_dead:
        response.headers["Refresh"] = REFRESH_SECONDS
    return response


def _dry_run(request: SignedInRequest, found: ImportBatch) -> dict[str, Any]:
    new, known = found.rows.filter(duplicate=""), found.rows.exclude(duplicate="")
    sound = found.rows.count()
    coming = new if new.exists() else found.rows.all()
    return {
        "rows": [_shown(row, found) for row in coming[:FIRST_ROWS]],
        "sound": sound,
        "new": new.count(),
        "known": known.count(),
        "wrong_rows": found.problems.exclude(row=0).order_by().values("sheet", "row").distinct().count(),
        "problems": _paged(request, found.problems.all(), "p"),
        "duplicates": _paged(request, known, "d"),
        "sheets": column_choices(found.columns),
        "months": month_totals(coming)[:MOST_MONTHS],
        "none": _month_without(found) if found.states_none else None,
    }


def _outcome(request: SignedInRequest, found: ImportBatch) -> dict[str, Any]:
    made = found.rows.filter(record__isnull=False)
    return {
        "counts": imports.counts_of(found),
        "noted": _paged(request, found.rows.exclude(note=""), "p"),
        "months": _months(request, found, month_totals(made)[:MOST_MONTHS]),
        "may_undo": refusal_to_undo(found.stage) is None,
        "record_url": "wagtailsnippets_procurement_procurementrecord:edit",
        "list_url": reverse("wagtailsnippets_procurement_procurementrecord:list"),
    }


def _paged(request: SignedInRequest, rows: Any, name: str) -> Page[Any]:
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get(name))


def _shown(row: ImportRow, found: ImportBatch) -> ShownRow:
    values, record = row.values, record_of(row.values, found.division)
    prices = [f"{name} {format_amount(price)}" for name, price in _parties(record)]
    day = record.contract_date or record.order_date or record.request_date
    return ShownRow(
        row=row,
        method=METHODS.get(values["method"], ""),
        winners=" · ".join(prices),
        contract=" ".join(part for part in (values["contract_number"], thai_date(day, "short") if day else "") if part),
        month=str(period_label(Period(row.month), row.fiscal_year)) if row.month and row.fiscal_year else "",
    )


def _parties(record: Any) -> list[tuple[str, Any]]:
    return [(each.name, each.price) for each in record.winners.all()]


def _months(request: SignedInRequest, found: ImportBatch, totals: list[MonthTotal]) -> list[ShownMonth]:
    """The months with their pages; of each year the list of months says what may be submitted."""
    listed: dict[tuple[int | None, str], Any] = {}
    for year in {each.year for each in totals if each.year and each.period}:
        pages = months_of(found.authority, year).select_related("latest_revision", "division")
        for month in months_listed(pages, found.authority, year, today=timezone.localdate()):
            listed[year, month.page.period] = month
    return [_shown_month(total, listed.get((total.year, total.period)), request.user) for total in totals]


def _shown_month(total: MonthTotal, month: Any, user: User) -> ShownMonth:
    if month is None:
        return ShownMonth(total, None)
    may_submit = may_edit(month.page, user) and month.has_something_to_submit and not month.states_none
    return ShownMonth(total, month.page, month.label, may_submit, month.rows)


def _month_without(found: ImportBatch) -> MonthlyProcurementPage | None:
    """The page of the month of which the file says that nothing was bought, or None."""
    if not found.named_month:
        return None
    year, month = (int(part) for part in found.named_month.split("-"))
    fiscal, period = month_of(date(year, month, 1))
    return months_of(found.authority, fiscal).filter(period=period).first()


@require_POST
def columns(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read the file anew with the meanings that were chosen for its columns."""
    found = _batch_or_refusal(request, pk)
    imports.map_columns(found, chosen_columns(found.columns, request.POST), by=request.user)
    return redirect("procurement_import_batch", pk)


@require_safe
def errors(request: SignedInRequest, pk: int) -> HttpResponse:
    """The errors of a file as CSV, formulas neutralised."""
    found = _batch_or_refusal(request, pk)
    labels = [_("แผ่นงาน"), _("แถว"), _("คอลัมน์"), _("ช่อง"), _("ต้องแก้")]
    response = HttpResponse(csv_text(labels, problem_rows(found)), content_type="text/csv; charset=utf-8")
    name = _("ช่องที่ต้องแก้ %(file)s.csv") % {"file": found.name.rpartition(".")[0]}
    response.headers["Content-Disposition"] = content_disposition_header(True, name.replace("/", "-"))
    return response


@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a job make the drafts, and submit them where the officer chose that."""
    found = _batch_or_refusal(request, pk)
    mode = Mode.SUBMIT if request.POST.get("mode") == Mode.SUBMIT else Mode.DRAFT
    with_duplicates = request.POST.get("duplicates") == "on"
    imports.confirm_import(found, mode, with_duplicates=with_duplicates, by=request.user)
    return redirect("procurement_import_batch", pk)


@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a job delete the drafts of a file that nobody touched since."""
    found = _batch_or_refusal(request, pk)
    import_undo.undo_import(found, by=request.user)
    messages.success(request, _("กำลังยกเลิกการนำเข้า “%(name)s”") % {"name": found.name})
    return redirect("procurement_import_batch", pk)


def _batch_or_refusal(request: SignedInRequest, pk: int) -> ImportBatch:
    """The file. Raises Refused for everybody but who brought it in."""
    require_writer(request)
    rows = ImportBatch.objects.select_related("authority", "division")
    found = get_object_or_404(rows, pk=pk, authority=required_authority(request))
    imports.require_own(found, by=request.user)
    return found


# Registered by `procurement.wagtail_hooks`.
admin_urls = [
    path("procurement/import/", upload, name="procurement_import"),
    path("procurement/import/<int:pk>/", batch, name="procurement_import_batch"),
    path("procurement/import/<int:pk>/columns/", columns, name="procurement_import_columns"),
    path("procurement/import/<int:pk>/errors.csv", errors, name="procurement_import_errors"),
    path("procurement/import/<int:pk>/confirm/", confirm, name="procurement_import_confirm"),
    path("procurement/import/<int:pk>/undo/", undo, name="procurement_import_undo"),
]
