"""Random histories: what an anonymous visitor can fetch is what some publication allows, approved by another person.

Five people do what comes into their heads with three objects. The test keeps a small model of its own: who wrote what,
which edition was approved by whom, and what became of it. After each step every address of the touched object is
fetched and compared with the model, at the end those of all objects, and the evidence is verified.
Every second history has two stages, of which small procurements skip the
first. `HISTORIES` sets their number, `SEED` repeats a run.
"""

import os
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, Workflow, WorkflowTask

from cms.actions import approval, audit, pictures, takedown
from cms.actions.due_publications import expire_due, publish_due
from cms.actions.publication_pdf import store_pdf
from cms.actions.verification import first_difference
from cms.models import Picture, Publication, Takedown
from cms.pages import RecordAttachment
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.workflow.approval_task import ApprovalTask
from procurement.models import ProcurementSettings
from tests.factories.decisions import approve_by, settle
from tests.factories.documents import make_document, make_version
from tests.factories.people import make_user
from tests.factories.pictures import make_picture, picture_block
from tests.factories.procurement import make_procurement
from tests.factories.records import make_announcement
from tests.integration.cms.approval_case import Case

HISTORIES = int(os.environ.get("HISTORIES", 20 if connection.vendor == "sqlite" else 10))
SEED = os.environ.get("SEED") or str(random.randrange(10**6))
STEPS = 30
DAY = timedelta(days=1)
SMALL, LARGE = Decimal("12500.00"), Decimal("62500.00")

pytestmark = [pytest.mark.hard, pytest.mark.django_db]


@dataclass
class Edition:
    """An approved content as the model knows it."""

    pk: int
    token: str
    version: int | None
    picture: Any
    due_from: datetime | None
    due_until: datetime | None
    hands: set[int]
    state: str = "scheduled"
    before: str = ""


@dataclass
class Draft:
    """What the latest revision says, and who had a hand in it since the last publication."""

    token: str
    version: int | None = None
    picture: Any = None
    go_live_at: datetime | None = None
    expire_at: datetime | None = None
    hands: set[int] = field(default_factory=set)
    is_small: bool = True


@dataclass
class Thing:
    """An object of the history: its case, its draft, its editions from the oldest on, its way through the stages."""

    case: Case
    draft: Draft
    editions: list[Edition] = field(default_factory=list)
    document: Any = None
    stages: int = 1
    stage: int = 0
    done: set[int] = field(default_factory=set)
    sent_back: bool = False

    def may_skip(self) -> bool:
        """Whether the first of its stages need not decide about its draft: only a small procurement of two stages."""
        return self.stages > 1 and self.case.kind == "snippet" and self.draft.is_small

    def begin(self) -> None:
        """It was submitted, for the first time or again."""
        if not self.sent_back:
            self.stage, self.done = (1 if self.may_skip() else 0), set()
        if self.stage and self.may_skip():
            self.done.add(0)
        self.sent_back = False

    def current(self) -> Edition | None:
        return next((each for each in self.editions if "live" in (each.state, each.before)), None)

    def scheduled(self) -> Edition | None:
        return next((each for each in self.editions if "scheduled" in (each.state, each.before)), None)

    def hands(self) -> set[int]:
        """Who had a hand in what is not public yet; what is approved for later is not."""
        scheduled = self.scheduled()
        return self.draft.hands | (scheduled.hands if scheduled else set())

    def answer(self, edition: Edition) -> int:
        """What the public gets of an edition."""
        current = self.current()
        if "scheduled" in (edition.state, edition.before) or edition.state == "cancelled":
            return 404
        if edition.state == "live" or (edition.state == "superseded" and current and current.state == "live"):
            return 200
        return 404 if edition.state in ("suspended", "superseded") else 410


class History:
    """One run of thirty steps."""

    def __init__(self, seed: str, things: list[Thing], people: list[Any], client: Any) -> None:
        self.random, self.things, self.people, self.client = random.Random(seed), things, people, client
        self.now = timezone.now()
        self.log: list[str] = []

    def step(self) -> None:
        thing = self.random.choice(self.things)
        act, who = self._wild() if self.random.random() < 0.3 else self._sensible(thing)
        try:
            act(thing, who)
            outcome = "done"
        except (Refused, PermissionDenied) as refused:
            outcome = f"refused: {refused}"
        self.log.append(f"{act.__name__} {self.things.index(thing)} by {self.people.index(who)}: {outcome}")
        self.check(thing)

    def _wild(self) -> tuple[Any, Any]:
        """Anything by anybody."""
        acts = [self.edit, self.submit, self.approve, self.reject, self.recall, self.schedule, self.suspend, self.ask]
        acts += [self.settle, self.clock, self.delete_picture, self.new_version, self.recall_scheduled, self.overwrite]
        return self.random.choice(acts), self.random.choice(self.people)

    def _sensible(self, thing: Thing) -> tuple[Any, Any]:
        """What leads on from where the object is, by somebody who may; else a history would not get far."""
        officers, executives = self.people[:2], self.people[1:4]
        acts = [(self.clock, officers)]
        if thing.case.fresh().current_workflow_task_state is not None:
            acts += [(self.approve, [each for each in executives if each.pk not in thing.hands()])] * 5
        elif thing.draft.token not in {edition.token for edition in thing.editions}:
            acts += [(self.submit, officers)] * 5
        else:
            acts += [(self.edit, officers), (self.edit, officers), (self.schedule, officers)]
        if asked := self._asked(thing):
            acts += [(self.settle, [each for each in executives if each.pk != asked.requested_by_id])] * 3
        elif thing.editions:
            acts += [(self.suspend, executives), (self.ask, executives)]
        act, people = self.random.choice(acts)
        return act, self.random.choice(people or self.people)

    def _asked(self, thing: Thing) -> Takedown | None:
        return Takedown.objects.filter(decided_at=None, publication__in=[each.pk for each in thing.editions]).first()

    def edit(self, thing: Thing, who: Any, **times: datetime) -> None:
        self._save(thing, who, overwrite=None, **times)

    def schedule(self, thing: Thing, who: Any) -> None:
        self._save(thing, who, overwrite=None, go_live_at=self.now + self.random.randint(1, 4) * DAY)

    def overwrite(self, thing: Thing, who: Any) -> None:
        """As an autosave of a tab that is still open."""
        self._save(thing, who, overwrite=thing.case.fresh().latest_revision)

    def _save(self, thing: Thing, who: Any, *, overwrite: Any, go_live_at: datetime | None = None) -> None:
        token = f"เรื่อง{uuid4().hex[:10]}"
        obj = thing.case.fresh().get_latest_revision_as_object()
        draft = Draft(token, go_live_at=go_live_at, hands=thing.draft.hands | {who.pk})
        if self.random.random() < 0.2:
            draft.expire_at = (go_live_at or self.now) + self.random.randint(2, 8) * DAY
        obj.title, obj.go_live_at, obj.expire_at = token, draft.go_live_at, draft.expire_at
        if thing.document:
            draft.version = thing.document.newest.number
            draft.picture = make_picture(by=thing.case.officer, division=obj.division)
            obj.attachments = [RecordAttachment(version=thing.document.newest)]
            obj.body = [picture_block(draft.picture)]
        if thing.case.kind == "snippet":
            draft.is_small = self.random.random() < 0.5
            self._set_amount(obj, SMALL if draft.is_small else LARGE)
        obj.save_revision(user=who, overwrite_revision=overwrite)
        thing.draft, thing.done = draft, set()

    def _set_amount(self, obj: Any, amount: Decimal) -> None:
        obj.budget = obj.reference_price = amount
        for row in [*obj.bidders.all(), *obj.winners.all()]:
            row.price = amount

    def submit(self, thing: Thing, who: Any) -> None:
        approval.submit(thing.case.fresh(), by=who)
        thing.draft.hands.add(who.pk)
        thing.begin()

    def recall(self, thing: Thing, who: Any) -> None:
        approval.recall(thing.case.fresh(), by=who)
        thing.sent_back = False

    def approve(self, thing: Thing, who: Any) -> None:
        waiting = self._waiting(thing)
        approve_by(waiting, who)
        assert who.pk not in thing.hands(), self.story()
        thing.done.add(thing.stage)
        missing = [stage for stage in range(thing.stages) if stage not in thing.done]
        assert (thing.case.fresh().current_workflow_task_state is not None) == bool(missing), self.story()
        if missing:
            thing.stage = missing[0]
        else:
            self._published(thing)

    def reject(self, thing: Thing, who: Any) -> None:
        approval.reject(self._waiting(thing), by=who, comment="แก้ไข")
        thing.sent_back = True

    def _waiting(self, thing: Thing) -> TaskState:
        found = thing.case.fresh().current_workflow_task_state
        if found is None:
            raise Refused("nothing waits")
        return found

    def _published(self, thing: Thing) -> None:
        publication, draft = thing.case.publication(), thing.draft
        store_pdf(publication, uuid4().bytes)
        times = draft.go_live_at, draft.expire_at
        edition = Edition(publication.pk, draft.token, draft.version, draft.picture, *times, thing.hands())
        if waiting := thing.scheduled():
            waiting.state, waiting.before = "cancelled", ""
        if draft.go_live_at is None:
            self._go_live(thing, edition)
        thing.editions.append(edition)
        draft.hands = set()

    def _go_live(self, thing: Thing, edition: Edition) -> None:
        if current := thing.current():
            current.state = "superseded"
        edition.state, edition.before = "live", ""

    def recall_scheduled(self, thing: Thing, who: Any) -> None:
        edition = thing.scheduled() or self._none()
        approval.recall_scheduled(Publication.objects.get(pk=edition.pk), by=who)
        edition.state = "cancelled"
        self._hands_count_again(thing, edition)

    def _hands_count_again(self, thing: Thing, edition: Edition) -> None:
        """Who wrote what was cancelled before it became public wrote a part of the draft again."""
        thing.draft.hands |= edition.hands

    def suspend(self, thing: Thing, who: Any) -> None:
        edition = self._any(thing)
        takedown.suspend(Publication.objects.get(pk=edition.pk), by=who, reason="พบเลขบัตร")
        edition.state, edition.before = "suspended", edition.state

    def ask(self, thing: Thing, who: Any) -> None:
        edition = self._any(thing)
        takedown.request_withdrawal(Publication.objects.get(pk=edition.pk), by=who, reason="ข้อมูลผิด")

    def _any(self, thing: Thing) -> Edition:
        standing = [edition for edition in thing.editions if edition.state in ("live", "superseded", "scheduled")]
        return self.random.choice(standing or thing.editions or self._none())

    def _none(self) -> Any:
        raise Refused("there is none")

    def settle(self, thing: Thing, who: Any) -> None:
        asked = self._asked(thing) or self._none()
        withdraw = self.random.random() < 0.4
        settle(asked, by=who, withdraw=withdraw, now=self.now)
        assert who.pk != asked.requested_by_id
        edition = next(each for each in thing.editions if each.pk == asked.publication_id)
        if withdraw:
            self._withdraw(thing, edition)
        elif edition.state == "suspended":
            edition.state, edition.before = edition.before, ""
            if edition.state == "live" and edition.due_until and edition.due_until <= self.now:
                self._end_record(thing, "expired")

    def _withdraw(self, thing: Thing, edition: Edition) -> None:
        if edition is thing.current():
            if waiting := thing.scheduled():
                waiting.state, waiting.before = "cancelled", ""
                self._hands_count_again(thing, waiting)
            self._end_record(thing, "withdrawn")
        elif edition.before == "scheduled":
            edition.state, edition.before = "cancelled", ""
            self._hands_count_again(thing, edition)
        elif edition.state in ("superseded", "suspended"):
            edition.state, edition.before = "withdrawn", ""

    def _end_record(self, thing: Thing, state: str) -> None:
        for edition in thing.editions:
            if edition.before != "scheduled" and edition.state in ("live", "superseded", "suspended"):
                edition.state, edition.before = state, ""

    def clock(self, thing: Thing, who: Any) -> None:
        """The clock goes on for all objects, and publishes before it expires, as the timetable does."""
        self.now += self.random.randint(1, 3) * DAY
        publish_due(self.now)
        for each in self.things:
            edition, current = each.scheduled(), each.current()
            is_held = current is not None and current.state == "suspended"
            if edition and edition.state == "scheduled" and edition.due_from <= self.now and not is_held:
                self._go_live(each, edition)
        expire_due(self.now)
        for each in self.things:
            current = each.current()
            if current and current.state == "live" and current.due_until and current.due_until <= self.now:
                self._end_record(each, "expired")

    def delete_picture(self, thing: Thing, who: Any) -> None:
        picture = self.random.choice(list(Picture.objects.all()) or [None]) or self._none()
        pictures.delete_picture(picture, by=who)

    def new_version(self, thing: Thing, who: Any) -> None:
        make_version(thing.document or self._none(), by=who, data=uuid4().hex)

    def check(self, thing: Thing) -> None:
        expected = self._expected(thing)
        found = {address: self._fetch(address) for address in expected}
        statuses = {address: answer[0] for address, answer in found.items()}
        assert statuses == expected, self.story()
        shown = found[thing.case.fresh().public_address()]
        current = thing.current()
        if shown[0] == 200:
            assert current.token in shown[1], self.story()
        else:  # only the title of what was withdrawn or has expired may be told
            told = {edition.token for edition in thing.editions if edition.state in ("withdrawn", "expired")}
            tokens = {edition.token for edition in thing.editions} | {thing.draft.token}
            assert not [token for token in tokens - told if token in shown[1]], self.story()

    def _expected(self, thing: Thing) -> dict[str, int]:
        current = thing.current()
        public = [edition for edition in thing.editions if self._was_public(edition)]
        own = self._former(public) if current is None else 200 if current.state == "live" else 404
        expected = {thing.case.fresh().public_address(): own}
        files: dict[str, list[int]] = {}
        for edition in thing.editions:
            expected[reverse("publication_pdf", args=[edition.pk])] = thing.answer(edition)
            # Where several editions carry a file, one that may be read is enough; none that never was public counts.
            answers = [thing.answer(edition)] if self._was_public(edition) else []
            for address in self._carried(thing, edition):
                files.setdefault(address, []).extend(answers)
        expected |= {
            address: min(answers, default=404, key=(200, 404, 410).index) for address, answers in files.items()
        }
        return expected

    def _carried(self, thing: Thing, edition: Edition) -> list[str]:
        if not edition.picture:
            return []
        version = reverse("document_version", args=[thing.document.uuid, edition.version])
        return [version, reverse("picture", args=[edition.picture.uuid, "width-1200"])]

    def _was_public(self, edition: Edition) -> bool:
        return edition.state != "cancelled" and "scheduled" not in (edition.state, edition.before)

    def _former(self, public: list[Edition]) -> int:
        return 410 if public and public[-1].state in ("withdrawn", "expired") else 404

    def _fetch(self, address: str) -> tuple[int, str]:
        answer = self.client.get(address)
        if answer.streaming:
            return answer.status_code, b"".join(answer.streaming_content).decode(errors="replace")
        return answer.status_code, answer.content.decode()

    def story(self) -> str:
        return "\n".join([f"SEED={SEED}", *self.log])


@pytest.fixture
def people(authority, clerk_office):
    """Two who draft, one of them an executive as well, two more executives and the disclosure officer."""
    from cms.actions.people import appoint
    from cms.models import User

    people = [make_user(Role.OFFICER, clerk_office) for _each in range(2)]
    for officer in people:
        appoint(officer, Role.PROCUREMENT_OFFICER, authority=authority, division=clerk_office, by=None)
    appoint(people[1], Role.EXECUTIVE, authority=authority, by=None)
    people += [make_user(Role.EXECUTIVE), make_user(Role.EXECUTIVE), make_user(Role.DISCLOSURE_OFFICER)]
    return [User.objects.get(pk=person.pk) for person in people]


@pytest.fixture
def things(people, year_page, clerk_office):
    officer = people[0]
    found = []
    for number in range(3):
        title = f"ร่าง {number}"
        if number < 2:
            page = make_announcement(year_page, by=officer, division=clerk_office, title=title)
            thing = Thing(Case(page, officer, "page"), Draft(title, hands={officer.pk}))
            thing.document = make_document(by=officer, division=clerk_office, data=uuid4().hex)
        else:
            record = make_procurement(by=officer, division=clerk_office, title=title)
            thing = Thing(Case(record, officer, "snippet"), Draft(title, hands={officer.pk}))
        found.append(thing)
    return found


@pytest.mark.parametrize("number", range(HISTORIES))
def test_the_public_gets_what_was_approved_by_another_and_nothing_else(number, things, people, client, authority):
    if number % 2:  # a stage before the last, which small procurements skip
        task = ApprovalTask.objects.create(name="ขั้นแรก", role=Role.EXECUTIVE)
        WorkflowTask.objects.create(workflow=Workflow.objects.get(), task=task, sort_order=-1)
        ProcurementSettings.objects.create(authority=authority, first_stage_from=(SMALL + LARGE) / 2)
        for thing in things:
            thing.stages = 2
    history = History(f"{SEED}:{number}", things, people, client)

    for _step in range(STEPS):
        history.step()

    for thing in things:
        history.check(thing)
    assert audit.verify() is None, history.story()
    assert first_difference() is None, history.story()
