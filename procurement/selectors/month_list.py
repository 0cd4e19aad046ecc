"""The twelve months of a fiscal year as the list of their officers shows them, in few queries for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from wagtail.models import WorkflowState

from cms.models import Authority
from cms.policy.lifecycle import Period, period_label
from procurement.policy.month_states import (
    TO_DO,
    WAITS_FOR_APPROVAL,
    WORK_IN_SHORT,
    WORK_LABEL,
    MonthWork,
    due_day,
    is_over,
    month_work,
)
from procurement.policy.month_sums import sums_of
from procurement.policy.months import short_name
from procurement.selectors.unapproved import Unapproved, unapproved_of_year

STILL_TO_SUBMIT = (
    *(MonthWork.NOT_DUE, MonthWork.ROWS, MonthWork.LATE, MonthWork.RETURNED),
    *(MonthWork.CORRECTION, MonthWork.CORRECTION_RETURNED),
)


@dataclass(frozen=True)
class ListedMonth:
    """A month: its page, where the work on it stands, what its draft holds, and what is not approved yet."""

    page: Any
    name: str
    work: MonthWork
    due_on: date
    rows: int
    total: Decimal
    states_none: bool
    is_over: bool
    lacking: list[Unapproved]

    @property
    def label(self) -> str:
        """The state in words: “12 รายการ” is said beside it."""
        return WORK_LABEL[self.work]

    @property
    def short_name(self) -> str:
        """`ต.ค.`"""
        return short_name(Period(self.page.period))

    @property
    def short_label(self) -> str:
        """The state where there is little room."""
        return WORK_IN_SHORT[self.work]

    @property
    def is_to_do(self) -> bool:
        """Whether an officer has to do something about it."""
        return self.work in TO_DO

    @property
    def is_late(self) -> bool:
        """Whether it is neither public nor waiting, and its day has passed."""
        return self.work is MonthWork.LATE

    @property
    def waits(self) -> bool:
        """Whether an approver has it."""
        return self.work in WAITS_FOR_APPROVAL

    @property
    def has_something_to_submit(self) -> bool:
        """Whether a button submits it."""
        return self.work in STILL_TO_SUBMIT and (self.rows > 0 or self.states_none or self.page.live)

    @property
    def may_state_none(self) -> bool:
        """Whether a button states that there was nothing."""
        stated = self.states_none and self.page.live
        return self.is_over and not (self.rows or self.lacking or self.waits or stated)


def months_listed(pages: Iterable[Any], authority: Authority, year: int, *, today: date) -> list[ListedMonth]:
    """The months of a year in their order; `pages` with their latest revisions."""
    pages = sorted(pages, key=lambda page: page.period)
    lacking = unapproved_of_year(authority.pk, year)
    keys = [str(page.pk) for page in pages]
    states = WorkflowState.objects.active().filter(object_id__in=keys)
    if pages:
        states = states.filter(base_content_type=pages[0].get_base_content_type())
    by_key = dict(states.values_list("object_id", "status"))
    return [_listed(page, by_key.get(str(page.pk)), lacking.get(page.period, []), today) for page in pages]


def _listed(page: Any, status: str | None, lacking: list[Unapproved], today: date) -> ListedMonth:
    content = page.latest_revision.content if page.latest_revision else {}
    rows, period = content.get("procurements", []), Period(page.period)
    is_changed = page.live and page.latest_revision_id != page.live_revision_id
    return ListedMonth(
        page=page,
        name=period_label(period, page.fiscal_year),
        work=month_work(
            fiscal_year=page.fiscal_year,
            period=period,
            rows=len(rows),
            is_public=page.live,
            is_waiting=status == WorkflowState.STATUS_IN_PROGRESS,
            is_returned=status == WorkflowState.STATUS_NEEDS_CHANGES and (is_changed or not page.live),
            is_changed=is_changed,
            today=today,
        ),
        due_on=due_day(page.fiscal_year, period),
        rows=len(rows),
        total=sums_of(rows).agreed,
        states_none="procurements" in content.get("stated_none", []),
        is_over=is_over(page.fiscal_year, period, today),
        lacking=lacking,
    )
