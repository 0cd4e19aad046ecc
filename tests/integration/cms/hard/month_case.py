"""A month of procurement with its people, on which two act at once; each race has another month and fresh records."""

import os
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from wagtail.models import Revision

from cms.actions import takedown
from cms.actions.fiscal_years import open_fiscal_year
from cms.models import Publication
from cms.policy.refusal import Refused
from cms.policy.takedown import Decision, ReviewedTakedown
from cms.thai.dates import fiscal_year
from procurement.actions import months
from tests.factories.month_work import (
    approve_month,
    approved_purchase,
    day_in,
    fresh,
    make_purchase,
    month_page,
    run_months,
)
from tests.integration.cms.approval_case import Case
from tests.integration.cms.hard.month_laws import check_months
from tests.integration.cms.hard.races import by, race

RACES = int(os.environ.get("N", 30))
PLAYED_OUT = 5  # every fifth race is played on to what follows much later


def run_race(number: int, *acts: Callable[[], object]) -> list[bool]:
    """`race`, most of them closer to each other than those of other tests: what locks is locked early."""
    return race(number, *acts, of=RACES, closeness=7)


class Month:
    """A month that is over, with its people; each race has a fresh record or two in it."""

    def __init__(self, authority: Any, finance: Any, officer: Any, executive: Any, second: Any) -> None:
        self.authority, self.finance, self.officer = authority, finance, officer
        self.executive, self.second = executive, second
        self.year = fiscal_year(timezone.localdate()) - 1
        self.place = 0

    def next(self) -> None:
        """Let the next race have the next of the twelve months; after those, of an earlier year."""
        if self.place % 12 == 0 and self.place:
            self.year -= 1
            open_fiscal_year(self.authority, self.year, by=None)
        self.period = f"m{self.place % 12 + 1:02d}"
        self.place += 1
        self.page = month_page(self.authority, self.year, self.period)
        self.case = Case(self.page, self.officer, "page")

    @property
    def on(self) -> Any:
        return day_in(self.year, self.period)

    def draft(self, **fields: Any) -> Case:
        made = make_purchase(by=self.officer, division=self.finance, on=self.on, **fields)
        return Case(made, self.officer, "snippet")

    def approved(self, **fields: Any) -> Any:
        people = {"by": self.officer, "approver": self.executive, "division": self.finance}
        return approved_purchase(on=self.on, **people, **fields)

    def submit(self, by: Any = None) -> Any:
        months.submit_month(fresh(self.page), by=by or self.officer)
        return self.case.waiting()

    def publish(self) -> None:
        self.submit()
        approve_month(self.page, by=self.executive)

    def public(self) -> list[int]:
        """The records of its public rows."""
        page = fresh(self.page)
        return [row["record"] for row in page.procurements] if page.live else []

    def waits(self) -> bool:
        return bool(fresh(self.page).workflow_in_progress)

    def draws_the_same_again(self) -> None:
        """The queue once more, and the laws: nothing is written."""
        run_months()
        before = Revision.objects.count()
        months.refresh_and_correct(fresh(self.page))
        assert Revision.objects.count() == before
        check_months([self.page])


def withdrawal(record: Any, month: Month) -> Callable[[], object]:
    """The second executive withdraws a record, as asked before."""
    publication = Publication.objects.of(record).current().get()
    asked = takedown.request_withdrawal(publication, by=month.officer, reason="พิมพ์ซ้ำ")
    reviewed = ReviewedTakedown(publication.pk, publication.digest)
    return lambda: takedown.settle(asked, Decision.WITHDRAW, by=by(month.second), reviewed=reviewed)


def is_refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except Refused:
        return True
    return False
