"""Random histories of procurement: a month says what was approved of its records, whatever is done in whatever order.

Two officers, one of them an executive as well, and two executives do what comes into their heads with a few records
and the four months in which they count; the queue works now and then, the robot submits what has ended. After each
step the laws of `month_laws` are checked, and page and files of a month whose public edition is another. At the end
all is decided, and each month must say exactly what is approved. `HISTORIES` sets the number, `SEED` repeats a run.
"""

import os
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import TaskState

from cms.actions import approval, audit, takedown
from cms.actions.fiscal_years import open_fiscal_year
from cms.actions.verification import first_difference
from cms.models import Publication, Takedown
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.thai.dates import fiscal_year
from procurement.actions import months
from procurement.models import ProcurementRecord
from procurement.policy.month_work import NEVER_DELETED
from tests.factories.decisions import approve_by, settle
from tests.factories.month_work import change_purchase, day_in, drafted, fresh, make_purchase, month_page, run_months
from tests.factories.people import make_user
from tests.integration.cms.hard.month_laws import check_months, check_settled, check_shown, hidden_rows

HISTORIES = int(os.environ.get("HISTORIES", 6 if connection.vendor == "sqlite" else 3))
SEED = os.environ.get("SEED") or str(random.randrange(10**6))
STEPS, MOST_RECORDS = 50, 5
# What is done, with what (a record, a month, nothing), by whom.
Move = tuple[Callable[..., None], Any, Any]

pytestmark = [pytest.mark.hard, pytest.mark.django_db]


@dataclass
class Bought:
    """A record as the test knows it: what is drafted of it, and who had a hand in what was ever approved of it."""

    obj: Any
    token: str
    drafting: set[int] = field(default_factory=set)
    approved: dict[int, datetime] = field(default_factory=dict)  # since when
    tokens: set[str] = field(default_factory=set)


class History:
    """One run; `people` are the officer, the officer who is an executive as well, and two executives."""

    def __init__(self, seed: str, pages: list[Any], days: list[date], people: list[Any], division: Any) -> None:
        self.random, self.pages, self.days, self.people = random.Random(seed), pages, days, people
        self.division = division
        self.bought: list[Bought] = []
        self.public: dict[int, Any] = {page.pk: None for page in pages}
        self.log: list[str] = []

    def step(self) -> None:
        """One move by somebody; a refusal is an answer too."""
        chance = self.random.random()
        if chance < 0.2 or not self.bought:
            self.do(*self._wild())
        elif chance < 0.4:
            self.do(self.work, None, self.people[0])
        elif chance < 0.7:
            self.do(*self._with_record(self.random.choice(self.bought)))
        else:
            self.do(*self._with_month(self.random.choice(self.pages)))

    def do(self, act: Callable[..., None], thing: Any, who: Any) -> bool:
        try:
            act(thing, who)
            outcome = "done"
        except Refused as refused:
            outcome = f"refused: {refused}"
        name = self.pages.index(thing) if thing in self.pages else thing and thing.token
        self.log.append(f"{act.__name__} {name} by {self.people.index(who)}: {outcome}")
        return outcome == "done"

    def _wild(self) -> Move:
        """Anything by anybody."""
        who, page = self.random.choice(self.people), self.random.choice(self.pages)
        both = (self.submit, self.approve, self.send_back, self.recall, self.suspend, self.ask, self.settle)
        acts = [(act, page) for act in (*both, self.submit_month, self.state_none, self.remark, self.delete_month)]
        acts += [(self.end_months, None)]
        if self.bought:
            record = self.random.choice(self.bought)
            acts += [(act, record) for act in (*both, self.delete_record)]
        if len(self.bought) < MOST_RECORDS:
            acts += [(self.buy, None)] * 4
            who = self.random.choice(self.people[:2])
        return (*self.random.choice(acts), who)

    def _with_record(self, record: Bought) -> Move:
        """What leads on from where a record is, by somebody who may."""
        acts = [(self.edit, self.people[:2]), (self.move, self.people[:2])]
        if fresh(record.obj).workflow_in_progress:
            acts = [(self.approve, self._apart(record.drafting))] * 4 + [(self.send_back, self.people[2:])]
        elif record.token not in record.tokens:
            acts += [(self.submit, self.people[:2])] * 6
        elif self._asked(record):
            acts += [(self.settle, self.people[1:])] * 4
        else:
            acts += [(self.suspend, self.people[2:]), (self.ask, self.people)]
        act, people = self.random.choice(acts)
        return act, record, self.random.choice(people)

    def _with_month(self, page: Any) -> Move:
        """What leads on from where a month is, by somebody who may."""
        acts = [(self.remark, self.people[:2])]
        if fresh(page).workflow_in_progress:
            acts = [(self.approve, self.people[1:])] * 4 + [(self.send_back, self.people[2:])]
        elif self._asked(page):
            acts += [(self.settle, self.people[1:])] * 4
        elif drafted(page).procurements != fresh(page).procurements:
            acts += [(self.submit_month, self.people[:2])] * 3 + [(self.submit, self.people[:2])]
        elif fresh(page).live:
            acts += [(self.suspend, self.people[2:]), (self.ask, self.people)]
        else:
            acts += [(self.state_none, self.people[:2])]
        act, people = self.random.choice(acts)
        return act, page, self.random.choice(people)

    def _apart(self, hands: set[int]) -> list[Any]:
        return [each for each in self.people[1:] if each.pk not in hands]

    # With records.

    def buy(self, _nothing: None, who: Any) -> None:
        token = self._token()
        fields = {"on": self.random.choice(self.days), "price": self._price(), "contract_number": f"จ.{token[-10:]}"}
        record = make_purchase(by=who, division=self.division, title=token, **fields)
        self.bought.append(Bought(record, token, drafting={who.pk}))

    def edit(self, record: Bought, who: Any) -> None:
        self._change(record, who)

    def move(self, record: Bought, who: Any) -> None:
        """It counts in another month or year."""
        self._change(record, who, contract_date=self.random.choice(self.days))

    def _change(self, record: Bought, who: Any, **fields: Any) -> None:
        token = self._token()
        change_purchase(record.obj, by=who, title=token, budget=self._budget(), **fields)
        record.token = token
        record.drafting.add(who.pk)

    def delete_record(self, record: Bought, who: Any) -> None:
        fresh(record.obj).delete()
        assert not record.tokens, "what was public is never deleted"
        self.bought.remove(record)

    # With months.

    def submit_month(self, page: Any, who: Any) -> None:
        months.submit_month(fresh(page), by=who)

    def state_none(self, page: Any, who: Any) -> None:
        months.state_none(fresh(page), by=who)
        assert not drafted(page).procurements

    def remark(self, page: Any, who: Any) -> None:
        """As an officer saves the editor of a month."""
        if not approval.may_edit(fresh(page), who):
            raise Refused("not theirs")
        draft = drafted(page)
        draft.summary = self._token()
        draft.save_revision(user=who)

    def delete_month(self, page: Any, who: Any) -> None:
        with pytest.raises(Refused, match=NEVER_DELETED):
            fresh(page).delete()

    def work(self, _nothing: None, who: Any) -> None:
        run_months()

    def end_months(self, _nothing: None, who: Any) -> None:
        months.submit_ended_months()

    # With both.

    def submit(self, thing: Any, who: Any) -> None:
        """The editor's way; of a month too, past the list of months."""
        obj = self._of(thing)
        if obj.latest_revision_id is None:
            raise Refused("no draft")
        approval.submit(obj, by=who)
        if isinstance(thing, Bought):
            thing.drafting.add(who.pk)

    def recall(self, thing: Any, who: Any) -> None:
        approval.recall(self._of(thing), by=who)

    def send_back(self, thing: Any, who: Any) -> None:
        approval.reject(self._waiting(thing), by=who, comment="แก้ไข")

    def approve(self, thing: Any, who: Any) -> None:
        waiting = self._waiting(thing)
        if isinstance(thing, Bought):
            approve_by(waiting, who)
            assert who.pk not in thing.drafting, "four eyes"
            now = timezone.now()
            thing.approved = dict.fromkeys(thing.drafting, now) | thing.approved
            thing.drafting = set()
            thing.tokens.add(thing.token)
            return
        before = Publication.objects.of(thing).current().first()
        rows = waiting.revision.content["procurements"]
        approve_by(waiting, who)
        assert not hidden_rows(rows), "approved with a row that nobody may read"
        touched = {row["record"] for row in [*rows, *(before.content.get("procurements", []) if before else [])]}
        hands = [each.approved.get(who.pk) for each in self.bought if each.obj.pk in touched]
        assert not [since for since in hands if since and since < waiting.started_at], "four eyes"
        self.public[thing.pk] = rows

    def suspend(self, thing: Any, who: Any) -> None:
        takedown.suspend(self._current(thing), by=who, reason="พบเลขบัตร")

    def ask(self, thing: Any, who: Any) -> None:
        takedown.request_withdrawal(self._current(thing), by=who, reason="ข้อมูลผิด")

    def settle(self, thing: Any, who: Any) -> None:
        asked = self._asked(thing)
        if asked is None:
            raise Refused("nothing to decide")
        settle(asked, by=who, withdraw=self.random.random() < 0.5)

    def _asked(self, thing: Any) -> Takedown | None:
        return Takedown.objects.filter(decided_at=None, publication__in=Publication.objects.of(self._of(thing))).first()

    def _of(self, thing: Any) -> Any:
        return fresh(thing.obj if isinstance(thing, Bought) else thing)

    def _waiting(self, thing: Any) -> TaskState:
        state = self._of(thing).current_workflow_task_state
        if state is None:
            raise Refused("nothing waits")
        return state

    def _current(self, thing: Any) -> Publication:
        found = Publication.objects.of(self._of(thing)).filter(stage=Stage.LIVE).first()
        if found is None:
            raise Refused("nothing is public")
        return found

    def _token(self) -> str:
        return f"งาน{uuid4().hex[:10]}"

    def _price(self) -> str:
        """Below the reference price, so that nothing is odd."""
        return f"{self.random.randrange(11_000, 12_400)}.{self.random.randrange(100):02d}"

    def _budget(self) -> str:
        return f"{self.random.randrange(12_500, 13_000)}.00"

    def begin(self) -> None:
        """Three approved records, so that there is something to do."""
        officer, _both, executive, _second = self.people
        for _each in range(3):
            self.buy(None, officer)
            self.submit(self.bought[-1], officer)
            self.approve(self.bought[-1], executive)

    # What holds.

    def check(self, client: Any, before: dict[int, Any]) -> None:
        """The laws; and what the public gets of a month whose edition is another than before, and after a takedown."""
        check_months(self.pages)
        ended = self._hidden_titles()
        for page in map(fresh, self.pages):
            if page.live:
                assert page.procurements == self.public[page.pk], "changed without an approval"
            if self.editions()[page.pk] != before[page.pk] or self.log[-1].startswith(("settle", "suspend")):
                text = check_shown(page, client)
                shown = {row["title"] for row in page.procurements} if page.live else set()
                assert not [title for title in ended - shown if title in text], "readable though it was taken down"
                drafts = {each.token for each in self.bought} - {token for each in self.bought for token in each.tokens}
                assert not [title for title in drafts if title in text], "a draft is public"

    def _hidden_titles(self) -> set[str]:
        """What was said in editions of records that nobody may read any more."""
        kind = ProcurementRecord._meta.label_lower
        hidden = Publication.objects.filter(kind=kind, stage__in=[Stage.SUSPENDED, Stage.WITHDRAWN])
        return set(hidden.values_list("title", flat=True))

    def editions(self) -> dict[int, Any]:
        """Publication and stage of what is newest of each month."""
        found: dict[int, Any] = defaultdict(lambda: None)
        for page in self.pages:
            found[page.pk] = Publication.objects.of(page).values_list("pk", "stage").first()
        return found

    def settle_all(self) -> None:
        """Decide all that is open, until each month says what is approved."""
        officer, _both, executive, second = self.people
        for thing in [*self.bought, *self.pages]:
            while asked := self._asked(thing):
                self.do(self.settle, thing, second if asked.requested_by_id == executive.pk else executive)
        for record in self.bought:
            obj = fresh(record.obj)
            if not obj.workflow_in_progress and record.token not in record.tokens:
                self.submit(record, officer)
            if fresh(record.obj).workflow_in_progress:
                self.approve(record, executive)
        for _round in range(4):
            for page in self.pages:
                self._finish(page)

    def _finish(self, page: Any) -> None:
        officer, _both, executive, _second = self.people
        run_months()
        if not fresh(page).workflow_in_progress and not self.do(self.submit_month, page, officer):
            self.do(self.state_none, page, officer)
        if fresh(page).workflow_in_progress and not self.do(self.approve, page, executive):
            self.do(self.send_back, page, executive)
        run_months()

    def story(self) -> str:
        """How to play it again."""
        return "\n".join([f"SEED={SEED}", *self.log])


@pytest.fixture
def people(authority, finance):
    from cms.actions.people import appoint
    from cms.models import User

    both = make_user(Role.PROCUREMENT_OFFICER, finance)
    appoint(both, Role.EXECUTIVE, authority=authority, by=None)
    people = [make_user(Role.PROCUREMENT_OFFICER, finance), both, make_user(Role.EXECUTIVE), make_user(Role.EXECUTIVE)]
    return [User.objects.get(pk=person.pk) for person in people]


@pytest.fixture
def places(authority, site_admin):
    """Two months of last fiscal year, one of the year before, and the current one, each with a day in it."""
    today = timezone.localdate()
    last = fiscal_year(today) - 1
    for year in (last - 1, last):
        open_fiscal_year(authority, year, by=site_admin)
    return [(last, "m01"), (last, "m02"), (last - 1, "m12")]


@pytest.mark.parametrize("number", range(HISTORIES))
def test_a_month_says_what_was_approved_of_its_records_and_nothing_else(
    number, places, people, client, authority, finance
):
    pages = [month_page(authority, *place) for place in places]
    history = History(f"{SEED}:{number}", pages, [day_in(*place) for place in places], people, finance)
    try:
        history.begin()
        for _step in range(STEPS):
            before = history.editions()
            history.step()
            history.check(client, before)
        history.settle_all()
        check_settled(pages)
        for page in pages:
            check_shown(page, client)
    except BaseException:
        print(history.story())
        raise
    assert audit.verify() is None
    assert first_difference() is None
