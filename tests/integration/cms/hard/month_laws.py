"""What must hold of the months of procurement at any moment, whoever does what to them and in whatever order."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Revision, WorkflowState

from cms.actions import audit
from cms.models import AuditEntry, DraftContributor, Publication, User
from cms.policy.lifecycle import Stage
from cms.records.content import content_of_today
from cms.tabular.delimited import unmarked
from procurement.actions import months
from procurement.models import ProcurementRecord
from procurement.pages import MonthlyProcurementPage
from procurement.policy.month_rows import Edition, Standing, digest_of_rows, row_of
from procurement.policy.month_sums import sums_of
from procurement.policy.month_tables import ALL_COLUMNS
from procurement.policy.months import calendar_month
from procurement.selectors import months as selectors
from tests.factories.month_work import drafted, fresh, run_months

BUDGET = ALL_COLUMNS.index("วงเงินที่จะซื้อหรือจ้าง (บาท)")
AGREED = ALL_COLUMNS.index("ราคาที่ตกลงซื้อหรือจ้าง (บาท)")
MASKED = {"number", "record", "title", "withdrawn"}
READABLE = (Stage.LIVE, Stage.SUPERSEDED)

Rows = Sequence[dict[str, Any]]


def check_months(pages: Iterable[MonthlyProcurementPage]) -> None:
    """The laws that hold whatever is still to do."""
    for page in map(fresh, pages):
        _public_is_what_was_approved(page)
        _one_waits_and_holds_everybody(page)
        for rows in (page.procurements if page.live else [], drafted(page).procurements):
            _rows_are_of_approved_editions(rows)
    _robot_stays_apart()


def _public_is_what_was_approved(page: MonthlyProcurementPage) -> None:
    live = Publication.objects.of(page).filter(stage=Stage.LIVE)
    assert live.count() == int(page.live)
    for publication in live:
        assert publication.is_intact
        assert publication.content.get("procurements", []) == page.procurements
        assert page.procurements_digest == digest_of_rows(page.procurements)
        assert page.live_revision_id == publication.revision_id
        assert not publication.approved_by.is_robot


def _one_waits_and_holds_everybody(page: MonthlyProcurementPage) -> None:
    waiting = WorkflowState.objects.for_instance(page).filter(status=WorkflowState.STATUS_IN_PROGRESS)
    assert waiting.count() <= 1
    for state in waiting:
        waits = state.current_task_state
        rows = [*waits.revision.content["procurements"], *selectors.approved_rows_of(page)]
        hands = set(_hands_before(waits.started_at, {str(row["record"]) for row in rows}))
        noted = set(DraftContributor.objects.of(page).filter(publication=None).values_list("user", flat=True))
        assert hands <= noted


def _hands_before(moment: datetime, records: set[str]) -> Any:
    """Who edited or submitted what had been approved of the records by then, but for robots."""
    kind = ContentType.objects.get_for_model(ProcurementRecord)
    hands = DraftContributor.objects.filter(content_type=kind, object_id__in=records, user__is_robot=False)
    return hands.filter(publication__approved_at__lt=moment).values_list("user", flat=True)


def _rows_are_of_approved_editions(rows: Rows) -> None:
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert len({row["record"] for row in rows}) == len(rows)
    shown = [row for row in rows if "withdrawn" not in row]
    assert all(row.keys() <= MASKED for row in rows if row not in shown)
    named = Publication.objects.in_bulk([row["publication"] for row in shown])
    for row in shown:
        edition = named[row["publication"]]
        assert edition.object_id == str(row["record"])
        assert edition.live_from is not None
        content = content_of_today(ProcurementRecord, edition.content, edition.schema_version)
        of_edition = row_of(Edition(row["record"], edition.pk, content, Standing.LIVE))
        assert row == {**of_edition, "number": row["number"]}
    assert sums_of(rows).agreed == _sum(rows)


def _sum(rows: Rows) -> Decimal:
    return sum((Decimal(winner["price"]) for row in rows for winner in row.get("winners", [])), Decimal(0))


def _robot_stays_apart() -> None:
    assert not User.objects.filter(is_robot=True).exists()
    robots = [*User.with_robots.filter(is_robot=True)]
    assert not Publication.objects.filter(approved_by__in=robots).exists()
    assert not AuditEntry.objects.filter(kind="decision", actor__in=robots).exists()


def hidden_rows(rows: Rows) -> list[int]:
    """The records of those rows whose content nobody may read now."""
    shown = {row["record"]: row for row in rows if "withdrawn" not in row}
    editions = {each.record: each for each in selectors.editions_of(shown)}
    stages = dict(Publication.objects.values_list("pk", "stage"))
    return [
        record
        for record, row in shown.items()
        if editions[record].standing is not Standing.LIVE
        or (stages[row["publication"]] not in READABLE and _said(row) != _said(row_of(editions[record])))
    ]


def _said(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("number", "publication")}


def check_shown(page: MonthlyProcurementPage, client: Any) -> str:
    """Page and files of a public month agree on its rows; the text of the page and of its OCDS."""
    page = fresh(page)
    address = {"fiscal_year": page.fiscal_year, "month": f"{calendar_month(page.period):02d}"}
    answers = {
        form: client.get(reverse("procurement_month_export", kwargs={**address, "format": form}))
        for form in ("csv", "json", "ocds")
    }
    shown = client.get(page.public_address())
    if not page.live:
        assert all(answer.status_code in (404, 410) for answer in answers.values())
        return shown.content.decode()
    rows = page.procurements
    assert shown.context["rows"] == rows
    assert json.loads(answers["json"].content)["content"].get("procurements", []) == rows
    _head, *lines = csv.reader(io.StringIO(answers["csv"].content.decode("utf-8-sig"), newline=""))
    lines = [[unmarked(cell) for cell in line] for line in lines]
    assert sum(Decimal(line[AGREED] or 0) for line in lines) == _sum(rows) == shown.context["sums"].agreed
    assert sum(Decimal(line[BUDGET] or 0) for line in lines) == shown.context["sums"].budget
    return shown.content.decode() + answers["ocds"].content.decode()


def check_settled(pages: Iterable[MonthlyProcurementPage]) -> None:
    """Nothing is left to do: each month says what is approved of its records, and another drawing up writes nothing."""
    run_months()
    before = Revision.objects.count()
    for page in map(fresh, pages):
        approved = Publication.objects.filter(kind=ProcurementRecord._meta.label_lower, stage=Stage.LIVE)
        of_month = approved.filter(content__fiscal_year=page.fiscal_year, content__month=page.period)
        public = {row["record"]: row for row in page.procurements} if page.live else {}
        shown = {str(record) for record, row in public.items() if "withdrawn" not in row}
        assert shown == set(of_month.values_list("object_id", flat=True)), page
        assert not hidden_rows([*public.values()])
        months.refresh_and_correct(page)
        assert not fresh(page).workflow_in_progress
        assert drafted(page).procurements == [*public.values()]
    assert months.submit_ended_months() == 0
    assert Revision.objects.count() == before
    check_months(pages)
    assert audit.verify() is None
