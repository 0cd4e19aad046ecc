"""Autosave of tabs that were open before somebody else's act: what is kept stays, and what was typed is not lost."""

import pytest
from playwright.sync_api import expect

from cms.actions import approval
from cms.actions.verification import first_difference
from cms.policy.approval import WAITS
from cms.records.content import content_digest
from tests.factories.decisions import approve_by
from tests.factories.procurement import make_procurement
from tests.factories.records import make_announcement
from tests.integration.cms.approval_case import Case
from tests.integration.cms.test_kept_revisions import values

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

TYPED, TYPED_ELSEWHERE = "ข้อความที่พิมพ์ในแท็บนี้", "ข้อความที่พิมพ์ในอีกแท็บ"
# Wagtail takes what is typed in the first two seconds for what was loaded, and may look a second time soon after.
NOTE_WHEN_IT_WATCHES = """
let settled
document.addEventListener('w-unsaved:watch-edits', () => {
  clearTimeout(settled)
  settled = setTimeout(() => { document.documentElement.dataset.watches = '' }, 500)
})
"""
NEWER_VERSION = "หากบันทึก จะเขียนทับฉบับที่ใหม่กว่า"


@pytest.fixture(autouse=True)
def autosave(settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 50  # milliseconds after the last key


@pytest.fixture(params=["page", "snippet"])
def case(request, year_page, officer, clerk_office, procurement_officer, finance):
    if request.param == "page":
        return Case(make_announcement(year_page, by=officer, division=clerk_office), officer, "page")
    return Case(make_procurement(by=procurement_officer, division=finance), procurement_officer, "snippet")


@pytest.fixture
def open_editor(browser, live_server, client, case):
    """A further tab of the officer's browser, at the editor."""
    client.force_login(case.officer)
    context = browser.new_context(base_url=live_server.url, locale="th-TH")
    context.add_init_script(NOTE_WHEN_IT_WATCHES)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])

    def open_tab():
        tab = context.new_page()
        tab.goto(case.edit_url)
        wait_for_editor(tab)
        return tab

    yield open_tab
    context.close()


def wait_for_editor(tab):
    expect(tab.locator("html[data-watches]")).to_be_attached()


def indicator(tab):
    return tab.locator("#w-autosave-indicator")


def title(tab):
    return tab.locator("[name=title]")


def type_and_wait(tab, case, text):
    """Type a title; the answer to the autosave of it."""
    with tab.expect_response(lambda answer: answer.request.method == "POST" and case.edit_url in answer.url) as answer:
        title(tab).fill(text)
    return answer.value


def expect_saved(tab):
    expect(indicator(tab)).to_have_attribute("data-w-autosave-state-value", "saved")


def expect_refused(tab, reason, text):
    """The reason is read where Wagtail tells of unsaved edits, and what was typed is still in the form."""
    expect(tab.locator("footer, .footer__container").get_by_text(reason).first).to_be_visible()
    expect(indicator(tab)).to_have_attribute("data-w-autosave-state-value", "paused")
    expect(title(tab)).to_have_value(text)


def approve(case, executive):
    waiting = case.waiting()
    approve_by(waiting, executive)
    return case.publication()


def check_published(case, publication, before, page):
    """What was approved is public and in its revision as it was."""
    assert values(publication.revision) == before
    assert content_digest(case.fresh()) == publication.digest
    assert first_difference() is None
    page.goto(case.fresh().public_address())
    expect(page.get_by_role("heading", level=1)).to_contain_text(publication.title)


def submit(tab):
    tab.get_by_role("button", name="การดำเนินการเพิ่มเติม").click()
    tab.locator("[name=action-submit]").first.click()
    expect(tab.locator(".messages")).to_contain_text("ส่งแล้ว รอ")


def check_that_both_go_into_one_new_draft(tab, case, publication):
    assert type_and_wait(tab, case, TYPED).ok
    expect_saved(tab)
    newest = case.fresh().latest_revision
    assert newest.pk != publication.revision_id
    assert newest.content["title"] == TYPED
    assert type_and_wait(tab, case, TYPED_ELSEWHERE).ok
    expect_saved(tab)
    assert case.fresh().latest_revision_id == newest.pk
    assert case.fresh().latest_revision.content["title"] == TYPED_ELSEWHERE


def test_who_goes_back_to_the_editor_after_the_approval_writes_a_new_draft(case, executive, open_editor):
    desk = open_editor()
    submit(desk)
    publication = approve(case, executive)
    before = values(publication.revision)
    desk.go_back()
    desk.wait_for_url("**" + case.edit_url)
    wait_for_editor(desk)

    check_that_both_go_into_one_new_draft(desk, case, publication)
    check_published(case, publication, before, open_editor())


def test_a_tab_from_before_the_approval_writes_a_new_draft(case, executive, open_editor):
    older = open_editor()
    approval.submit(case.fresh(), by=case.officer)
    publication = approve(case, executive)
    before = values(publication.revision)

    check_that_both_go_into_one_new_draft(older, case, publication)
    check_published(case, publication, before, open_editor())


def test_the_older_of_two_tabs_is_told_that_the_other_has_saved(case, executive, open_editor):
    approval.submit(case.fresh(), by=case.officer)
    publication = approve(case, executive)
    before = values(publication.revision)
    first, second = open_editor(), open_editor()

    assert type_and_wait(second, case, TYPED_ELSEWHERE).ok
    expect_saved(second)
    draft = case.fresh().latest_revision
    answer = type_and_wait(first, case, TYPED)

    assert answer.status == 400
    expect_refused(first, NEWER_VERSION, TYPED)
    assert case.fresh().latest_revision_id == draft.pk
    assert case.fresh().latest_revision.content["title"] == TYPED_ELSEWHERE
    check_published(case, publication, before, open_editor())


def test_a_tab_from_before_the_submission_is_told_why_it_does_not_save(case, open_editor):
    stale = open_editor()
    approval.submit(case.fresh(), by=case.officer)
    waiting = case.waiting()
    before = values(waiting.revision)

    answer = type_and_wait(stale, case, TYPED)

    assert answer.status == 403
    expect_refused(stale, WAITS, TYPED)
    assert values(waiting.revision) == before
    assert case.fresh().latest_revision_id == waiting.revision_id

    # Recalled, the same tab goes on saving.
    approval.recall(case.fresh(), by=case.officer)
    assert type_and_wait(stale, case, TYPED_ELSEWHERE).ok
    expect_saved(stale)
    assert case.fresh().latest_revision.content["title"] == TYPED_ELSEWHERE
