"""The editor of what needs an approval: one next step in each state, and nothing that was said or typed is lost."""

import re

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from cms.actions import approval
from cms.policy.approval import SENT_BACK
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.thai.dates import day_in_sight, thai_date
from tests.factories.decisions import approve_by
from tests.factories.people import make_user
from tests.factories.publications import publish
from tests.integration.cms.approval_case import SNIPPET
from tests.integration.cms.test_kept_revisions import NEW_TITLE, editor_form
from tests.integration.procurement.record_form import record_form

AGAIN, RECALL = "ส่งขออนุมัติอีกครั้ง", "เรียกคืน"
REASON = "ใส่วันที่ของประกาศด้วย"


@pytest.fixture
def mayor(executive):
    """The executive with the position that the authority's mayor has."""
    executive.memberships.update(position="นายกองค์การบริหารส่วนตำบลดงหม้อทอง")
    return executive


def opened(client, case) -> str:
    client.force_login(case.officer)
    return client.get(case.edit_url).content.decode()


def buttons(html) -> list[str]:
    """What the footer of the editor offers, without the icons and what a screen reader hears."""
    footer = html[html.index("<footer") : html.index("</footer>")]
    found = re.findall(r"<button(?![^>]*aria-label)[^>]*>(.*?)</button>", footer, re.DOTALL)
    return [" ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", "", each, flags=re.DOTALL).split()) for each in found]


def message(client) -> list[str]:
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    return re.findall(r"(?:ส่งแล้ว|บันทึกร่าง|สร้างหน้า)[^<\n]*", html[html.index("messages") :])


def test_what_was_sent_back_opens_with_who_when_why_and_one_next_step(case, mayor, client):
    approval.reject(case.submit(), by=mayor, comment=REASON)

    html = opened(client, case)

    assert REASON in html
    assert f"{mayor} ส่งกลับให้แก้ไข เมื่อ" in html
    offered = buttons(html)
    assert [each for each in offered if "ส่ง" in each] == [AGAIN]
    assert offered[0] == AGAIN
    assert not {"action-restart-workflow", "action-cancel-workflow"} & set(re.findall(r'name="([\w-]+)"', html))


@pytest.mark.parametrize("button", ["action-cancel-workflow", "action-restart-workflow"])
def test_no_click_loses_what_the_approver_said(case, mayor, client, button):
    approval.reject(case.submit(), by=mayor, comment=REASON)
    client.force_login(case.officer)

    client.post(case.edit_url, {button: "1"})

    assert REASON in opened(client, case)
    with pytest.raises(Refused, match=SENT_BACK):
        approval.recall(case.fresh(), by=case.officer)


def test_it_is_submitted_again_by_that_button(case, mayor, client):
    approval.reject(case.submit(), by=mayor, comment=REASON)
    client.force_login(case.officer)
    form = editor_form(client, case)

    answer = client.post(case.edit_url, {**form.dict(), "action-submit": AGAIN})

    assert answer.url == reverse("wagtailadmin_home")
    assert case.waiting().status == "in_progress"
    assert REASON not in opened(client, case)


def test_what_waits_says_who_decides_by_when_and_can_only_be_recalled(case, mayor, client):
    waiting = case.submit()

    html = opened(client, case)

    assert f"รอ นายก อบต. พิจารณาภายใน {thai_date(waiting.review.due_on)}" in " ".join(html.split())
    assert buttons(html) == [RECALL]
    assert "content-locked" in html

    answer = client.post(case.edit_url, {"action-cancel-workflow": RECALL})
    assert answer.url == case.edit_url
    assert not case.fresh().workflow_in_progress


def test_two_who_may_decide_are_both_named_and_more_by_their_role(case, mayor, second_executive, client):
    second_executive.memberships.update(position="ปลัดองค์การบริหารส่วนตำบลดงหม้อทอง")
    case.submit()
    assert "รอ นายก อบต. หรือ ปลัด อบต. พิจารณา" in opened(client, case)

    make_user(Role.EXECUTIVE)
    assert "รอ ผู้บริหาร พิจารณา" in opened(client, case)


def test_after_submitting_one_comes_to_the_own_work_and_reads_who_decides_by_when(case, mayor, client):
    client.force_login(case.officer)
    form = editor_form(client, case)

    answer = client.post(case.edit_url, {**form.dict(), "action-submit": "ส่งขออนุมัติ"})

    assert answer.url == reverse("wagtailadmin_home")
    due_on = case.waiting().review.due_on
    assert message(client) == [f"ส่งแล้ว รอ นายก อบต. ภายใน {day_in_sight(due_on, today=due_on)}"]


def test_who_saves_reads_that_nothing_was_submitted(case, client):
    client.force_login(case.officer)
    form = editor_form(client, case)
    form["title"] = NEW_TITLE

    client.post(case.edit_url, form)

    assert message(client) == ["บันทึกร่างแล้ว ยังไม่ได้ส่งขออนุมัติ"]


@pytest.mark.parametrize("button", ["", "action-submit"])
def test_a_new_record_says_the_same(case, mayor, client, button, year_page):
    client.force_login(case.officer)
    type_of_page = ("disclosures", "generalannouncementpage", year_page.pk)
    page = reverse("wagtailadmin_pages:add", args=type_of_page)
    address = page if case.kind == "page" else reverse(f"{SNIPPET}:add")
    form_id = "page-edit-form" if case.kind == "page" else "w-editor-form"
    form = querydict_from_html(client.get(address).content.decode(), form_id=form_id).dict()
    needed = {"title": "เรื่องใหม่", "summary": "สรุป", "body-count": "0"}
    if case.kind == "snippet":
        needed = record_form(case.fresh().division)

    client.post(address, {**form, **needed, **({button: "1"} if button else {})})

    found = message(client)
    assert len(found) == 1
    assert found[0].startswith("ส่งแล้ว รอ นายก อบต. ภายใน") == bool(button)


def test_what_was_typed_into_an_editor_opened_before_stays_on_the_screen(case, client):
    client.force_login(case.officer)
    form = editor_form(client, case)
    form["title"] = NEW_TITLE
    case.submit()

    answer = client.post(case.edit_url, form)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'value="{NEW_TITLE}"' in html
    assert "ข้อความที่พิมพ์ยังอยู่ในหน้านี้" in html
    assert case.fresh().latest_revision.content["title"] != NEW_TITLE


def test_a_live_record_is_edited_by_one_click_from_the_home_page_and_by_two_through_the_list(case, executive, client):
    publish(case.obj, by=case.officer, approver=executive)
    client.force_login(case.officer)

    home = client.get(reverse("wagtailadmin_home")).content.decode()
    listed = client.get(reverse("cms_published")).content.decode()

    assert f'href="{case.edit_url}"' in home
    assert f'href="{reverse("cms_published")}"' in home
    assert f'href="{case.edit_url}"' in listed


def test_who_may_not_edit_a_record_is_offered_no_way_to(case, executive, client):
    publish(case.obj, by=case.officer, approver=executive)
    client.force_login(executive)

    assert case.edit_url not in client.get(reverse("cms_published")).content.decode()


def test_the_history_says_who_did_what(case, mayor, client):
    approval.reject(case.submit(), by=mayor, comment=REASON)
    approve_by(case.submit(), mayor)
    client.force_login(case.officer)

    html = client.get(case.edit_url.replace("edit", "history")).content.decode()

    for words in ("นายก อบต. อนุมัติและเผยแพร่", "นายก อบต. ส่งกลับแก้ไข", REASON, AGAIN, "ส่งขออนุมัติ"):
        assert words in html, words
    assert "ผู้บริหารอนุมัติ" not in html
    assert "อนุมัติก่อนเผยแพร่" not in html
