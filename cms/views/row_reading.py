"""What was pasted into the rows of an editor, read: a matrix of texts in, the values of the inputs and errors out."""

import json
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, JsonResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.editor.row_reading import RowReader
from cms.models import Approvable
from cms.models.approved_content import child_rows
from cms.permissions.drafting import drafting_divisions
from cms.records.document import ATTACHMENTS
from cms.views.signed_in import SignedInRequest


class Unusable(ValueError):
    """A question that cannot be answered; the message says why, in Thai."""


@require_POST
def read_rows(request: SignedInRequest, label: str, relation: str) -> JsonResponse:
    """`{"columns": [name, …] or null, "rows": [[text, …], …]}` as the values of inputs with errors by cell.

    A first row that repeats the labels of the columns is skipped. Nothing is saved.
    """
    model = type_with_rows(label, relation)
    if not may_draft_some(request, model):
        raise PermissionDenied
    reader = RowReader(model, relation, for_user=request.user)
    try:
        columns, matrix = _question(request, reader)
    except Unusable as problem:
        return JsonResponse({"message": str(problem)}, status=400)
    found = reader.read(matrix, columns)
    errors = [{"row": each.row, "column": each.column, "message": each.message} for each in found.errors]
    return JsonResponse({"columns": found.columns, "heads": found.heads, "rows": found.rows, "errors": errors})


def type_with_rows(label: str, relation: str) -> type[Approvable]:
    """The page or snippet type with a table of rows, by the label of its model. Raises Http404."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    if not issubclass(model, Approvable):
        raise Http404
    check_rows(model, relation)
    return model


def check_rows(model: type[Approvable], relation: str) -> None:
    """Raises Http404 where a type has no such table of rows; files are no rows."""
    if relation not in child_rows(model) or relation == ATTACHMENTS:
        raise Http404


def may_draft_some(request: SignedInRequest, model: type[Approvable]) -> bool:
    """Whether the person drafts records of a type, of whichever division."""
    divisions = drafting_divisions(request.user, model.drafted_by)
    return divisions is None or bool(divisions)


def _question(request: SignedInRequest, reader: RowReader) -> tuple[list[str] | None, list[list[Any]]]:
    """The columns and the matrix that were posted. Raises `Unusable`."""
    try:
        question = json.loads(request.body)
        columns, matrix = question.get("columns"), question["rows"]
    except RequestDataTooBig as error:
        raise Unusable(_("ข้อมูลที่วางมีขนาดใหญ่เกินไป แบ่งวางทีละส่วน")) from error
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise Unusable(_("อ่านข้อมูลที่วางไม่ได้ คัดลอกจากตารางใหม่อีกครั้ง")) from error
    if not _is_matrix(matrix) or not (columns is None or _are_columns(columns, reader)):
        raise Unusable(_("อ่านข้อมูลที่วางไม่ได้ คัดลอกจากตารางใหม่อีกครั้ง"))
    if len(matrix) > reader.most_rows + 1:
        words = _("วางได้ครั้งละไม่เกิน %(most)s แถว ที่วางมามี %(rows)s แถว แบ่งวางทีละส่วน")
        raise Unusable(words % {"most": f"{reader.most_rows:,}", "rows": f"{len(matrix):,}"})
    return columns, matrix


def _is_matrix(rows: Any) -> bool:
    return isinstance(rows, list) and all(
        isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in rows
    )


def _are_columns(columns: Any, reader: RowReader) -> bool:
    known = {column.name for column in reader.columns}
    return isinstance(columns, list) and all(isinstance(name, str) and name in known for name in columns)


# Registered by `cms.wagtail_hooks.rows`.
admin_urls = [path("rows/<str:label>/<slug:relation>/read/", read_rows, name="cms_read_rows")]
