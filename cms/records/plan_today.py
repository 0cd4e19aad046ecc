"""What a report says of its plan beside what the plan says today: which rows were corrected since, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.models import Approvable, Publication
from cms.models.approved_content import field_of, row_model
from cms.models.publication import base_content_type
from cms.policy.canonical import Content
from cms.policy.lifecycle import Stage
from cms.policy.plan_rows import RowPair, pair_rows
from cms.records.content import canonical_content
from cms.records.document import document_of
from cms.records.tables import Column, RecordTable, table_of
from cms.records.wording import value_in_words

SHOWN = 50  # corrected rows that are told one by one


@dataclass(frozen=True)
class CellChange:
    """A cell of a row that the plan has in another way today."""

    label: str
    reported: str
    planned: str


@dataclass(frozen=True)
class RowChange:
    """A row that was corrected: its number in the report (in the plan where it is new) and what it is called."""

    relation: str
    number: int
    name: str
    is_new: bool = False
    is_gone: bool = False
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True)
class PlanToday:
    """The plan of a report as the public has it now; `publication` is None where it is not public."""

    title: str
    publication: Publication | None
    changes: tuple[RowChange, ...] = ()

    @property
    def shown(self) -> tuple[RowChange, ...]:
        """The corrected rows that are told."""
        return self.changes[:SHOWN]

    @property
    def notes(self) -> dict[str, dict[int, str]]:
        """What a page notes about the rows of the report that the plan has in another way, by relation and number."""
        found: dict[str, dict[int, str]] = {}
        for each in self.changes:
            if not each.is_new:
                note = _("ไม่อยู่ในแผนแล้ว") if each.is_gone else _("แผนแก้ไขภายหลัง")
                found.setdefault(each.relation, {})[each.number] = note
        return found

    @property
    def not_shown(self) -> int:
        """How many more there are."""
        return len(self.changes) - len(self.shown)


def plan_today(report: Any, content: Content | None = None) -> PlanToday:
    """The plan of a report (a `ReportPage`) beside a content of it, at first that of the draft."""
    content = canonical_content(report) if content is None else content
    publication = current_publication(report)
    changes: tuple[RowChange, ...] = ()
    if publication is not None:
        planned = document_of(publication).content
        changes = tuple(each for rows in report.rows_from_plan() for each in _changes(report, rows, content, planned))
    return PlanToday(value_in_words(field_of(type(report), "plan"), content.get("plan")), publication, changes)


def current_publication(report: Any) -> Publication | None:
    """The publication of a report's plan that is public now; one query."""
    # A plan is a page as its report is.
    same = {"content_type": base_content_type(report), "object_id": str(report.plan_id)}
    found: Publication | None = Publication.objects.filter(**same, stage=Stage.LIVE).first()
    return found


def pairs_of_rows(report: type[Any], relation: str, reported: Sequence[Any], planned: Sequence[Any]) -> list[RowPair]:
    """Which rows (of canonical contents) of a report and of its plan are the same."""
    columns = report.rows_from_plan()[relation]
    return pair_rows(reported, planned, columns=columns, called_by=_called_by(report, relation))


def _called_by(report: type[Approvable], relation: str) -> list[str]:
    """The columns of the plan that tell its rows apart in words: its sentences, at least its first column."""
    columns: tuple[str, ...] = getattr(row_model(report, relation), "from_plan", ())
    texts = [name for name in columns if Column(field_of(row_model(report, relation), name)).is_text]
    return texts or [*columns[:1]]


def _changes(report: Any, relation: str, content: Content, planned: Content) -> Iterator[RowChange]:
    kind = type(report)
    here, there = table_of(kind, relation, content), table_of(kind, relation, planned)
    differing = [pair for pair in pairs_of_rows(kind, relation, here.rows, there.rows) if pair.differs]
    known = sorted((pair for pair in differing if pair.reported is not None), key=lambda pair: pair.reported or 0)
    for pair in [*known, *(pair for pair in differing if pair.reported is None)]:
        yield _change(pair, here, there, _called_by(kind, relation)[0])


def _change(pair: RowPair, here: RecordTable, there: RecordTable, called_by: str) -> RowChange:
    if pair.reported is None and pair.planned is not None:
        return RowChange(here.name, pair.planned + 1, there.words(there.rows[pair.planned], called_by), is_new=True)
    place = pair.reported or 0
    name = here.words(here.rows[place], called_by)
    if pair.planned is None:
        return RowChange(here.name, place + 1, name, is_gone=True)
    old, new = here.rows[place], there.rows[pair.planned]
    cells = tuple(
        CellChange(here.column(each).label, here.words(old, each), there.words(new, each)) for each in pair.changed
    )
    return RowChange(here.name, place + 1, name, cells=cells)
