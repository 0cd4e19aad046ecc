"""The life of a month's summary: drawn up from what was approved, submitted, corrected. Rows are never typed.

Whoever changes something locks the page first (`lock_object`); whoever approves a record locks it after the record.
"""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import WorkflowState

from cms.actions import approval, jobs
from cms.actions.robots import robot
from cms.models import Authority, DraftContributor, Publication, User
from cms.models.publication import base_content_type
from cms.policy.approval import NOT_THEIRS
from cms.policy.lifecycle import Period, Stage
from cms.policy.refusal import Refused
from cms.workflow.locking import lock_object
from procurement.models import ProcurementRecord
from procurement.pages import MonthlyProcurementPage
from procurement.policy import month_work as policy
from procurement.policy.month_rows import Row, digest_of_rows
from procurement.policy.month_states import is_over
from procurement.selectors import months as selectors
from procurement.selectors.division import division_in_charge
from procurement.selectors.unapproved import unapproved_of

logger = logging.getLogger(__name__)

REFRESH_TASK = "procurement.tasks.refresh_month"  # by name: tasks call actions
ROWS = "procurements"
ROBOT, ROBOT_TITLE = "months", "ระบบสรุปผลรายเดือน"


def summary_robot() -> User:
    """Under whose name months are drawn up and submitted by the program."""
    return robot(ROBOT, ROBOT_TITLE)


def ask_to_refresh(page: MonthlyProcurementPage) -> None:
    """Put the drawing up of a month into the queue, once however many ask; the caller has locked the page.

    A job that has read what is approved holds the lock until it is done, so what changes now is never missed.
    """
    jobs.enqueue(REFRESH_TASK, key=f"month:{page.pk}", arguments={"page": page.pk}, again=True)


@transaction.atomic
def refresh_month(page: MonthlyProcurementPage) -> bool:
    """Draw a month up from what is approved now; whether its draft changed. Nothing is written while it waits."""
    return _refresh(lock_object(page))


def _refresh(page: MonthlyProcurementPage) -> bool:
    if page.workflow_in_progress:
        return False
    moved = _give_to_division_in_charge(page)
    draft = page.get_latest_revision_as_object()
    rows = selectors.draw_rows(page, drafted=draft.procurements)
    changed = digest_of_rows(rows) != draft.procurements_digest
    if changed or (moved and page.latest_revision_id is not None):
        draft.division_id = page.division_id
        draft.procurements, draft.procurements_digest = rows, digest_of_rows(rows)
        if rows:
            draft.stated_none = [name for name in draft.stated_none if name != ROWS]
        page.latest_revision = draft.save_revision(user=summary_robot())
    return changed


def _give_to_division_in_charge(page: MonthlyProcurementPage) -> bool:
    """Let a month that was never published belong to the division that is in charge now; whether it was another's."""
    division = division_in_charge(page.authority, now=page.division_id)
    if page.live or division is None or division.pk == page.division_id:
        return False
    if Publication.objects.of(page).exists():
        return False
    page.division = division
    MonthlyProcurementPage.objects.filter(pk=page.pk).update(division=division)
    return True


@transaction.atomic
def assign_division(authority: Authority) -> None:
    """Let the months that nobody has drafted belong to the division in charge; the others follow in the queue."""
    months = MonthlyProcurementPage.objects.filter(authority=authority, live=False).order_by("pk")
    for present in set(months.values_list("division", flat=True)):
        division = division_in_charge(authority, now=present)
        if division is None or division.pk == present:
            continue
        others = months.filter(division=present)
        others.filter(latest_revision=None).update(division=division)
        for page in others.exclude(latest_revision=None):
            lock_object(page)
            ask_to_refresh(page)


def note_hands(page: MonthlyProcurementPage, rows: Iterable[Row]) -> None:
    """Note everybody who had a hand in what a month that is submitted says as a contributor, who may not approve it.

    That is who edited or submitted what was approved of a record in these rows, and of one whose row they take away.
    """
    records = {row["record"] for row in (*rows, *selectors.approved_rows_of(page))}
    drafts = DraftContributor.objects.of(page).filter(publication=None)
    lacking = selectors.hands_in(records, but=drafts.values("user"))
    names = {"content_type": base_content_type(page), "object_id": str(page.pk), "edited_at": timezone.now()}
    DraftContributor.objects.bulk_create(DraftContributor(user_id=user, **names) for user in sorted(lacking))


@transaction.atomic
def refresh_and_correct(page: MonthlyProcurementPage) -> None:
    """Draw a month up anew; one that is public is submitted at once with what changed, unless it waits already."""
    _refresh(lock_object(page))
    page = lock_object(page)  # anew: without a draft, Wagtail's latest revision is the object itself, changed by now
    draft = page.get_latest_revision_as_object()
    if policy.submits_correction(
        is_public=page.live,
        is_waiting=page.workflow_in_progress,
        is_changed=draft.procurements_digest != page.procurements_digest,
        was_submitted=selectors.digest_submitted_last(page) == draft.procurements_digest,
    ):
        _submit_quietly(page)


@transaction.atomic
def submit_month(page: MonthlyProcurementPage, *, by: User) -> WorkflowState:
    """Draw a month up and ask for its approval, in one step. Raises `Refused`."""
    page = lock_object(page)
    _refresh(page)
    if reason := policy.refusal_to_submit(
        has_draft=page.latest_revision_id is not None,
        is_public=page.live,
        is_changed=page.latest_revision_id != page.live_revision_id,
    ):
        raise Refused(reason)
    return approval.submit(page, by=by)


@transaction.atomic
def state_none(page: MonthlyProcurementPage, *, by: User, now: datetime | None = None) -> WorkflowState:
    """State that nothing was bought or hired in a month, and ask for the approval of that. Raises `Refused`."""
    page = lock_object(page)
    _refresh(page)
    if not approval.may_edit(page, by):
        raise Refused(NOT_THEIRS)
    draft = page.get_latest_revision_as_object()
    if reason := policy.refusal_to_state_none(
        rows=len(draft.procurements),
        unapproved=len(unapproved_of(page)),
        is_over=is_over(page.fiscal_year, Period(page.period), timezone.localdate(now)),
    ):
        raise Refused(reason)
    if ROWS not in draft.stated_none:
        draft.stated_none = [*draft.stated_none, ROWS]
        draft.save_revision(user=by)
    return submit_month(page, by=by)


def submit_ended_months(now: datetime | None = None) -> int:
    """Submit the months that are over, have rows, and that nobody has submitted yet; how many. It never states none."""
    with_records = ProcurementRecord.objects.filter(live=True).exclude(month="").order_by()
    months = set(with_records.values_list("authority", "fiscal_year", "month").distinct())
    pages = MonthlyProcurementPage.objects.filter(live=False).order_by("fiscal_year", "period", "pk")
    today = timezone.localdate(now)
    return sum(
        _submit_ended(page)
        for page in pages
        if (page.authority_id, page.fiscal_year, page.period) in months
        and is_over(page.fiscal_year, Period(page.period), today)
    )


@transaction.atomic
def _submit_ended(page: MonthlyProcurementPage) -> bool:
    page = lock_object(page)
    _refresh(page)
    draft, state = page.get_latest_revision_as_object(), page.current_workflow_state
    return policy.submits_ended_month(
        is_over=True,
        rows=len(draft.procurements),
        was_published=Publication.objects.of(page).exclude(stage=Stage.CANCELLED).exists(),
        is_waiting=page.workflow_in_progress,
        is_returned=state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES,
        was_submitted=selectors.digest_submitted_last(page) == draft.procurements_digest,
    ) and _submit_quietly(page)


def _submit_quietly(page: MonthlyProcurementPage) -> bool:
    """Submit as the robot; what is refused remains a draft, and an officer reads the reason when he submits it."""
    try:
        with transaction.atomic():
            approval.submit_by_robot(page, by=summary_robot())
    except Refused as refused:
        logger.warning("month %s is not submitted: %s", page.pk, refused)
        return False
    return True
