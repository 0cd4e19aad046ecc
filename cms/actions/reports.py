"""Reports on plans: begun from the plan, and brought up to a plan that was corrected since."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from cms.actions.records import draft_report
from cms.models import User
from cms.models.approved_content import row_model
from cms.models.people import AnyUser
from cms.pages import PlanPage, ReportPage, YearPage
from cms.pages.families import rows_in_order
from cms.permissions.drafting import may_draft
from cms.policy.approval import WAITS
from cms.policy.lifecycle import Period, period_label
from cms.policy.plan_rows import RowPair
from cms.policy.progress import NOT_HIS_DIVISION, refusal_to_report, refusal_to_take_over
from cms.policy.refusal import Refused
from cms.records.content import canonical_content
from cms.records.plan_today import RowChange, pairs_of_rows, plan_today
from cms.workflow.locking import lock_object


def begin_report(plan: PlanPage, kind: type[ReportPage], period: Period, *, by: User) -> ReportPage:
    """Make a draft of a report on a plan, for the plan's division and beside it. Raises `Refused`."""
    if reason := refusal_to_begin_report(plan, kind, period, by=by):
        raise Refused(reason)
    year_page: YearPage = plan.get_parent().specific
    return draft_report(_begun(plan, kind, period), year_page, by=by)


def refusal_to_begin_report(plan: PlanPage, kind: type[ReportPage], period: Period, *, by: AnyUser) -> str | None:
    """Why a person may not begin a report of a type and period on a plan, or None."""
    if not may_draft(by, kind.drafted_by, plan.division_id):
        return NOT_HIS_DIVISION
    return refusal_to_report(plan_is_public=plan.live) or _begun(plan, kind, period).refusal_of_period()


def _begun(plan: PlanPage, kind: type[ReportPage], period: Period) -> ReportPage:
    title = f"{kind._meta.verbose_name} {period_label(period, plan.fiscal_year)}"
    place = {"authority": plan.authority, "fiscal_year": plan.fiscal_year, "period": period}
    return kind(title=title, plan=plan, division=plan.division, **place)


@transaction.atomic
def take_over_plan(report: ReportPage, *, by: User) -> None:
    """Save a newer draft of a report whose rows are those that its plan has now; what was reported stays.

    A row that left the plan stays behind the others where something was reported of it. Raises `Refused`.
    """
    report = lock_object(report)
    if reason := refusal_to_take_over_plan(report, by=by):
        raise Refused(reason)
    draft = report.get_latest_revision_as_object()
    content, planned = canonical_content(draft), canonical_content(report.plan)
    for relation in report.rows_from_plan():
        pairs = pairs_of_rows(type(report), relation, content.get(relation, []), planned.get(relation, []))
        setattr(draft, relation, _rows_taken_over(draft, relation, pairs))
    draft.save_revision(user=by, log_action=True)


def refusal_to_take_over_plan(report: ReportPage, *, by: AnyUser) -> str | None:
    """Why a person may not bring the draft of a report up to its plan, or None."""
    if report.workflow_in_progress:
        return WAITS
    draft = report.get_latest_revision_as_object()
    today = plan_today(draft)
    return refusal_to_take_over(
        may_draft=may_draft(by, report.drafted_by, report.division_id),
        plan_is_public=today.publication is not None,
        plan_differs=any(not (each.is_gone and _stays(draft, each)) for each in today.changes),
    )


def _rows_taken_over(draft: ReportPage, relation: str, pairs: Sequence[RowPair]) -> list[Any]:
    reported, planned = rows_in_order(draft, relation), rows_in_order(draft.plan, relation)
    columns = draft.rows_from_plan()[relation]
    rows: list[Any] = []
    for pair in pairs:
        row: Any = row_model(type(draft), relation)() if pair.reported is None else reported[pair.reported]
        if pair.planned is not None:
            row.copy_columns(planned[pair.planned], columns)
        elif not draft.is_reported(relation, row):
            continue
        row.sort_order = len(rows)
        rows.append(row)
    return rows


def _stays(draft: ReportPage, gone: RowChange) -> bool:
    """Whether a row that left the plan stays in the report."""
    return draft.is_reported(gone.relation, rows_in_order(draft, gone.relation)[gone.number - 1])
