"""How the lists of a model are named and counted where changes are shown: rows, paragraphs of a text, files."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from wagtail.fields import StreamField

from cms.models import Approvable, DocumentVersion
from cms.models.approved_content import approved_fields, approved_rows, field_of, row_model
from cms.policy.changes import Change
from cms.policy.shown_changes import ShownChange, Unit, headline_of, shown
from cms.records.wording import labels_of

# What stands between the name of a list and the number of its entry: “การดำเนินการ ข้อ 3”.
NUMBERED: Mapping[Unit, str] = {Unit.ROW: "ข้อ", Unit.FILE: "ฉบับที่", Unit.PARAGRAPH: "ย่อหน้าที่"}


def units_of(model: type[Approvable]) -> dict[str, Unit]:
    """The unit of each list of a model: blocks are paragraphs, attachments files, other rows rows."""
    streams = [name for name in approved_fields(model) if isinstance(field_of(model, name), StreamField)]
    rows = {name: Unit.FILE if _carries_files(model, name) else Unit.ROW for name in approved_rows(model)}
    return dict.fromkeys(streams, Unit.PARAGRAPH) | rows


def numbered_labels(model: type[Approvable]) -> dict[str, str]:
    """The Thai names of the approved fields and rows, ready for the number of an entry."""
    units = units_of(model)
    return {
        name: f"{label} {NUMBERED[units[name]]}" if name in units else label for name, label in labels_of(model).items()
    }


def shown_change(model: type[Approvable], change: Change) -> ShownChange:
    """A change of a field or row of a model, as screens show it."""
    unit = units_of(model).get(change.field, Unit.FIELD)
    return replace(shown(change, unit), headline=headline_of(change, _headline_labels(model, change.field, unit)))


def _headline_labels(model: type[Approvable], relation: str, unit: Unit) -> list[str]:
    """The labels of the columns that stand for a row (`headline` of its model), of which there are many."""
    rows: Any = row_model(model, relation) if unit is Unit.ROW else None
    names: tuple[str, ...] = getattr(rows, "headline", ())
    columns = {each.name: each.field for each in rows.table.computed} if names else {}
    return [str((columns.get(name) or rows._meta.get_field(name)).verbose_name) for name in names]


def _carries_files(model: type[Approvable], relation: str) -> bool:
    return any(field.related_model is DocumentVersion for field in row_model(model, relation)._meta.get_fields())
