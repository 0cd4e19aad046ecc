"""Rows of a record out to a workbook and in from a file: form, rows, dry run and confirmation."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.actions.rows import bring_rows_in, refusal_to_bring_rows_in
from cms.editor.row_reading import RowReader
from cms.exports.row_sheets import form_of, rows_of
from cms.forms.rows import REPLACE, ConfirmRowsForm, RowsFileForm
from cms.importing.rows import DryRun, RowImport, as_json, from_json
from cms.models import User
from cms.models.approved_content import row_model
from cms.pages import RecordPage
from cms.pages.families import rows_in_order
from cms.policy.refusal import Refused
from cms.records.cells import is_filled_by_cells
from cms.records.tables import table_of
from cms.tabular.sheets import SheetError
from cms.views.records import readable_record
from cms.views.row_reading import check_rows, may_draft_some, type_with_rows
from cms.views.signed_in import SignedInRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SALT, KEPT_FOR = "cms.rows", 24 * 60 * 60
MOST_SHOWN = 50  # rows of a dry run, and problems


@require_safe
def rows_form(request: SignedInRequest, label: str, relation: str) -> HttpResponse:
    """An empty form of a table as a workbook, for those who draft such records."""
    model = type_with_rows(label, relation)
    _check_cells(model, relation)
    if not may_draft_some(request, model):
        raise PermissionDenied
    reader = RowReader(model, relation, for_user=request.user)
    return _workbook(form_of(model, relation, reader), _("แบบกรอก %(table)s") % {"table": _heading(model, relation)})


@require_safe
def rows_download(request: SignedInRequest, page_id: int, relation: str) -> HttpResponse:
    """The rows of the latest draft in the same form; the import reads it back as it is."""
    record = _record(request, page_id, relation)
    draft = record.get_latest_revision_as_object()
    reader = RowReader(type(record), relation, for_user=request.user)
    return _workbook(rows_of(draft, relation, reader), f"{_heading(type(record), relation)} {record.slug}")


@require_http_methods(["GET", "HEAD", "POST"])
def rows_import(request: SignedInRequest, page_id: int, relation: str) -> HttpResponse:
    """Choose a file; by POST see what it would bring in and what is wrong with it; by another POST bring it in."""
    record = _record(request, page_id, relation)
    refusal = refusal_to_bring_rows_in(record, by=request.user)
    if request.method != "POST":
        return _screen(request, record, relation, refusal=refusal)
    if refusal:
        raise Refused(refusal)
    if "rows" in request.POST:
        return _confirmed(request, record, relation)
    form = RowsFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _screen(request, record, relation, form=form)
    draft = record.get_latest_revision_as_object()
    reader = RowReader(type(record), relation, for_user=request.user)
    try:
        found = RowImport(reader, draft, relation).dry_run(form.cleaned_data["file"])
        kept = _kept(record, relation, found, by=request.user)
    except SheetError as problem:
        form.add_error("file", str(problem))
        return _screen(request, record, relation, form=form)
    context = _shown(found) | {"kept": kept, "confirm": _confirmation(reader, draft, relation, len(found.rows))}
    return _screen(request, record, relation, **context)


def _confirmed(request: SignedInRequest, record: RecordPage, relation: str) -> HttpResponse:
    """Bring in what was read, and open the editor; without a choice ask for it again."""
    asked = _asked(request, record, relation)
    rows = from_json(asked["rows"])
    draft = record.get_latest_revision_as_object()
    reader = RowReader(type(record), relation, for_user=request.user)
    confirm = _confirmation(reader, draft, relation, len(rows), data=request.POST)
    if confirm is not None and not confirm.is_valid():
        return _screen(request, record, relation, kept=request.POST["rows"], confirm=confirm)
    replace = confirm is not None and confirm.cleaned_data["mode"] == REPLACE
    bring_rows_in(record, relation, rows, by=request.user, seen=asked["revision"], replace=replace)
    undo = reverse("wagtailadmin_pages:revisions_revert", args=[record.pk, asked["revision"]])
    said = _("นำเข้า %(rows)s แถวเป็นร่างใหม่แล้ว ตรวจก่อนส่งขออนุมัติ") % {"rows": f"{len(rows):,}"}
    messages.success(request, said, buttons=[messages.button(undo, _("ย้อนกลับไปฉบับก่อนนำเข้า"))])
    return redirect("wagtailadmin_pages:edit", record.pk)


def _kept(record: RecordPage, relation: str, found: DryRun, *, by: User) -> str:
    """What was read, signed, until it is confirmed; "" where something is wrong. Raises `SheetError` for too much."""
    if found.problems:
        return ""
    asked = {"page": record.pk, "relation": relation, "by": by.pk}
    asked |= {"revision": record.latest_revision_id, "rows": as_json(found.rows)}
    kept = signing.dumps(asked, salt=SALT, compress=True)
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if len(kept) > most * 0.9:  # the rest of the request needs some, too
        raise SheetError(_("ข้อความในไฟล์มากเกินไปสำหรับการนำเข้าครั้งเดียว แบ่งเป็นหลายไฟล์ แล้วเพิ่มต่อท้ายทีละไฟล์"))
    return kept


def _asked(request: SignedInRequest, record: RecordPage, relation: str) -> dict[str, Any]:
    """What is confirmed. Raises `Refused` where it is not what this person was shown for this table."""
    try:
        asked: dict[str, Any] = signing.loads(request.POST["rows"], salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature as error:
        raise Refused(_("ข้อมูลที่ตรวจไว้หมดอายุหรือไม่ครบ เลือกไฟล์เพื่อตรวจอีกครั้ง")) from error
    if (asked["page"], asked["relation"], asked["by"]) != (record.pk, relation, request.user.pk):
        raise Refused(_("ข้อมูลที่ตรวจไว้หมดอายุหรือไม่ครบ เลือกไฟล์เพื่อตรวจอีกครั้ง"))
    return asked


def _confirmation(
    reader: RowReader, draft: RecordPage, relation: str, new: int, data: Mapping[str, Any] | None = None
) -> ConfirmRowsForm | None:
    """The choice between adding and replacing, where there are rows; those of a report are neither."""
    before = len(rows_in_order(draft, relation))
    if not before or reader.planned:
        return None
    return ConfirmRowsForm(data, before=before, new=new)


def _shown(found: DryRun) -> dict[str, Any]:
    """The first rows, and those that are wrong, as far as a person reads them."""
    wrong = [row for row in found.rows if row.wrong]
    rows = (wrong or found.rows)[:MOST_SHOWN]
    cells = [
        (
            row.number,
            [(column, text, column.name in row.wrong) for column, text in zip(found.columns, row.texts, strict=True)],
        )
        for row in rows
    ]
    return {
        "found": found,
        "rows": cells,
        "more_rows": len(wrong or found.rows) - len(rows),
        "problems": found.problems[:MOST_SHOWN],
        "more_problems": max(0, len(found.problems) - MOST_SHOWN),
    }


def _screen(
    request: SignedInRequest, record: RecordPage, relation: str, *, form: RowsFileForm | None = None, **context: Any
) -> HttpResponse:
    context |= {
        "page_title": _("นำเข้าจากไฟล์"),
        "record": record,
        "relation": relation,
        "label": record._meta.label_lower,
        "table": _heading(type(record), relation),
        "is_planned": bool(getattr(row_model(type(record), relation), "from_plan", ())),
        "form": form or RowsFileForm(),
    }
    return render(request, "cms/admin/rows_import.html", context)


def _record(request: SignedInRequest, page_id: int, relation: str) -> RecordPage:
    """The record with this table. Raises PermissionDenied or Http404."""
    record = readable_record(request, page_id)
    check_rows(type(record), relation)
    _check_cells(type(record), relation)
    return record


def _check_cells(model: type[RecordPage], relation: str) -> None:
    """Raises Http404 for rows that need more than a cell can say."""
    if not is_filled_by_cells(row_model(model, relation)):
        raise Http404


def _heading(model: type[RecordPage], relation: str) -> str:
    return str(table_of(model, relation, {}).heading)


def _workbook(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name.replace('/', '-')}.xlsx")
    return response


# Registered by `cms.wagtail_hooks.rows`.
admin_urls = [
    path("rows/<str:label>/<slug:relation>/form.xlsx", rows_form, name="cms_rows_form"),
    path("rows/<int:page_id>/<slug:relation>/rows.xlsx", rows_download, name="cms_rows_download"),
    path("rows/<int:page_id>/<slug:relation>/import/", rows_import, name="cms_rows_import"),
]
