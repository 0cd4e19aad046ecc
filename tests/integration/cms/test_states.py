"""A page and a snippet through every state: each screen of the admin says the same word."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.actions import approval, takedown
from cms.actions.due_publications import expire_due, publish_due
from cms.models import Publication
from cms.pages import SectionPage
from cms.policy.roles import Role
from cms.policy.states import LABEL, STATES_OF, State, StateGroup
from cms.selectors.states import of_group, state_of_object, states_of
from tests.factories.decisions import approve_by, settle
from tests.factories.people import make_user
from tests.factories.procurement import make_procurement
from tests.factories.publications import publish
from tests.factories.records import make_announcement
from tests.integration.cms.approval_case import SNIPPET

HOUR = timedelta(hours=1)
CHOOSER = SNIPPET.replace("wagtailsnippets_", "wagtailsnippetchoosers_")


@pytest.fixture
def steps(case, executive, second_executive):
    """The steps of the story, by name."""
    return Steps(case, executive, second_executive)


class Steps:
    def __init__(self, case, executive, second):
        self.case, self.executive, self.second = case, executive, second

    def edit(self, **fields):
        draft = self.case.fresh().get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(draft, name, value)
        draft.save_revision(user=self.case.officer)

    def submit(self):
        return self.case.submit()

    def send_back(self):
        approval.reject(self.case.waiting(), by=self.executive, comment="ใส่วันที่ด้วย")

    def approve(self):
        approve_by(self.case.waiting(), self.executive)

    def publish(self):
        self.submit()
        self.approve()

    def schedule(self):
        self.edit(go_live_at=timezone.now() + HOUR)
        self.publish()

    def current(self):
        return Publication.objects.of(self.case.obj).current().get()

    def suspend(self, publication=None):
        return takedown.suspend(publication or self.current(), by=self.executive, reason="พบเลขบัตร")

    def withdraw(self):
        settle(self.suspend(), by=self.second, withdraw=True)

    def expire(self):
        self.edit(expire_at=timezone.now() + HOUR)
        self.publish()
        expire_due(now=timezone.now() + 2 * HOUR)


def draft(steps):
    pass


def waiting(steps):
    steps.submit()


def recalled(steps):
    steps.submit()
    approval.recall(steps.case.fresh(), by=steps.case.officer)


def returned(steps):
    steps.submit()
    steps.send_back()


def scheduled(steps):
    steps.schedule()


def held(steps):
    steps.schedule()
    steps.suspend(steps.case.publication())


def unscheduled(steps):
    steps.schedule()
    approval.recall_scheduled(steps.case.publication(), by=steps.case.officer)


def live(steps):
    steps.publish()


def live_after_its_time_came(steps):
    steps.schedule()
    publish_due(now=timezone.now() + 2 * HOUR)


def live_draft(steps):
    steps.publish()
    steps.edit(title="ประกาศฉบับแก้ไข")


def live_waiting(steps):
    live_draft(steps)
    steps.submit()


def live_returned(steps):
    live_waiting(steps)
    steps.send_back()


def live_scheduled(steps):
    steps.publish()
    steps.schedule()


def live_held(steps):
    live_scheduled(steps)
    steps.suspend(steps.case.publication())


def suspended(steps):
    steps.publish()
    steps.suspend()


def suspended_draft(steps):
    suspended(steps)
    steps.edit(title="ประกาศฉบับแก้ไข")


def suspended_waiting(steps):
    suspended_draft(steps)
    steps.submit()


def lifted(steps):
    steps.publish()
    settle(steps.suspend(), by=steps.second, withdraw=False)


def withdrawn(steps):
    steps.publish()
    steps.withdraw()


def withdrawn_draft(steps):
    withdrawn(steps)
    steps.edit(title="ประกาศฉบับแก้ไข")


def withdrawn_and_published_again(steps):
    withdrawn_draft(steps)
    steps.publish()


def expired(steps):
    steps.expire()


def expired_draft(steps):
    expired(steps)
    steps.edit(title="ประกาศฉบับแก้ไข", expire_at=None)


STORIES = [
    (draft, State.DRAFT),
    (waiting, State.WAITING),
    (recalled, State.DRAFT),
    (returned, State.RETURNED),
    (scheduled, State.SCHEDULED),
    (held, State.SUSPENDED),
    (unscheduled, State.DRAFT),
    (live, State.LIVE),
    (live_after_its_time_came, State.LIVE),
    (live_draft, State.LIVE_DRAFT),
    (live_waiting, State.LIVE_WAITING),
    (live_returned, State.LIVE_RETURNED),
    (live_scheduled, State.LIVE_SCHEDULED),
    (live_held, State.LIVE_HELD),
    (suspended, State.SUSPENDED),
    (suspended_draft, State.SUSPENDED_DRAFT),
    (suspended_waiting, State.SUSPENDED_WAITING),
    (lifted, State.LIVE),
    (withdrawn, State.WITHDRAWN),
    (withdrawn_draft, State.WITHDRAWN_DRAFT),
    (withdrawn_and_published_again, State.LIVE),
    (expired, State.EXPIRED),
    (expired_draft, State.EXPIRED_DRAFT),
]
LISTED_AS_PUBLISHED = {state for state in State if state.name.startswith(("LIVE", "SUSPENDED"))} | {State.SCHEDULED}
IN_MY_WORK = {state for state in State if state.name.endswith(("DRAFT", "RETURNED", "WAITING"))}


def said(html: str) -> list[str]:
    """The words for states on a screen, in their order."""
    return re.findall(r'data-state="\w+">\s*<svg.*?</svg>\s*([ก-๙]+)', html, re.DOTALL)


def read(client, name, *args, **asked) -> list[str]:
    response = client.get(reverse(name, args=args), asked)
    assert response.status_code == 200, name
    return said(response.content.decode())


def words_for_the_officer(case, client, state) -> dict[str, list[str]]:
    client.force_login(case.officer)
    if case.kind == "page":
        parent = case.obj.get_parent()
        yield "explorer", read(client, "wagtailadmin_explore", parent.pk)[-1:]  # after those of the year
        asked = {"q": "ประกาศ", "search_all": 1}
        yield "search", read(client, "wagtailadmin_explore", Page.objects.get(depth=2).pk, **asked)[-1:]
        yield "editor", read(client, "wagtailadmin_pages:edit", case.obj.pk)
    else:
        yield "list", read(client, f"{SNIPPET}:list")
        yield "editor", read(client, f"{SNIPPET}:edit", case.obj.pk)
    panels = read(client, "wagtailadmin_home")
    assert bool(panels) == (state in LISTED_AS_PUBLISHED | IN_MY_WORK)
    if panels:
        yield "home", panels
    if state in LISTED_AS_PUBLISHED:
        yield "published", read(client, "cms_published")


@pytest.mark.parametrize(("story", "state"), STORIES, ids=lambda each: getattr(each, "__name__", ""))
def test_every_screen_says_the_same_word(case, steps, client, story, state):
    story(steps)

    assert state_of_object(case.fresh()) is state
    if case.kind == "page":
        assert state_of_object(Page.objects.get(pk=case.obj.pk)) is state
    for screen, words in words_for_the_officer(case, client, state):
        assert set(words) == {LABEL[state]}, screen
    if case.kind == "page":
        client.force_login(make_user(Role.AUDITOR))
        assert read(client, "cms_records") == [LABEL[state]]


@pytest.mark.parametrize("case", ["snippet"], indirect=True)
@pytest.mark.parametrize(("story", "state"), STORIES, ids=lambda each: getattr(each, "__name__", ""))
def test_a_list_is_filtered_by_the_state_that_it_says(case, steps, story, state):
    story(steps)

    rows = type(case.obj).objects.filter(pk=case.obj.pk)

    assert {group for group in StateGroup if of_group(rows, group).exists()} == {
        group for group in StateGroup if state in STATES_OF[group]
    }


def test_choosers_say_it_too(case, steps, client):
    withdrawn_draft(steps)
    client.force_login(case.officer)
    name = "wagtailadmin_choose_page_child" if case.kind == "page" else f"{CHOOSER}:choose"
    args = [case.obj.get_parent().pk] if case.kind == "page" else []

    html = client.get(reverse(name, args=args)).json()["html"]

    assert said(html)[-1] == LABEL[State.WITHDRAWN_DRAFT]


def test_the_tree_is_published_without_an_approval(year_page, authority):
    assert {*states_of([year_page, year_page.get_parent(), *SectionPage.objects.all()]).values()} == {State.LIVE}


@pytest.mark.parametrize("rows", [1, 12])
def test_a_page_of_rows_asks_twice_however_many_there_are(
    year_page, officer, clerk_office, django_assert_num_queries, rows
):
    for number in range(rows):
        make_announcement(year_page, by=officer, division=clerk_office, title=f"ประกาศ {number}")
    pages = list(Page.objects.child_of(year_page))

    with django_assert_num_queries(2):
        states = states_of(pages)

    assert set(states.values()) == {State.DRAFT}
    assert len(states) == rows


def test_lists_ask_no_more_for_more_rows(
    year_page, officer, clerk_office, procurement_officer, finance, executive, client
):
    def add(numbers):
        for number in numbers:
            make_announcement(year_page, by=officer, division=clerk_office, title=f"ประกาศ {number}")
            record = make_procurement(by=procurement_officer, division=finance, title=f"จ้าง {number}")
            publish(record, by=procurement_officer, approver=executive)

    def asked(user, name, *args):
        client.force_login(user)
        client.get(reverse(name, args=args))
        with CaptureQueriesContext(connection) as queries:
            assert said(client.get(reverse(name, args=args)).content.decode())
        return len(queries)

    screens = [
        (officer, "wagtailadmin_explore", year_page.pk),
        (procurement_officer, f"{SNIPPET}:list"),
        (make_user(Role.AUDITOR), "cms_records"),
        (procurement_officer, "cms_published"),
    ]
    add([1, 2])
    few = [asked(*screen) for screen in screens]
    add(range(3, 10))

    assert [asked(*screen) for screen in screens] == few
