"""Characters that nobody sees come neither through the admin's forms nor through the actions into what is approved."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from cms.actions import approval
from cms.models import Publication, Takedown
from cms.pages import HomePage
from cms.policy.refusal import Refused
from cms.records.content import canonical_content
from disclosures.pages import IntegrityMeasurePage
from tests.factories.publications import make_full_measure, make_version, publish
from tests.factories.records import make_announcement
from tests.integration.cms.approval_case import decision
from tests.tampering import overwrite_in_the_database, without_triggers

FORBIDDEN = ["\u202e", "\u2066", "\u061c", "\x01", "\x7f", "\ufff9", "\U000e0041", "\uf0b7", "\ufdd0"]
ZERO_WIDTH = ["\u200b", "\u00ad", "\u200d", "\ufeff"]


def posted(client, address, changed):
    """The form at an address, posted with changes as a browser would."""
    html = client.get(address).content.decode()
    data = querydict_from_html(html, form_id=form_id(html)).copy()
    data.setdefault("body-count", "0")
    for name, value in changed.items():
        data[name] = value
    return client.post(address, data)


def form_id(html):
    return "page-edit-form" if "page-edit-form" in html else "w-editor-form"


@pytest.mark.parametrize("letter", FORBIDDEN, ids=ascii)
def test_the_editor_refuses_a_title_with_hidden_characters(case, client, letter):
    client.force_login(case.officer)
    before = case.fresh().latest_revision_id

    answer = posted(client, case.edit_url, {"title": f"ประกาศ{letter}ลับ"})

    assert answer.status_code == 200
    errors = " ".join(answer.context["form"].errors["title"])
    assert f"U+{ord(letter):04X}" in errors
    assert case.fresh().latest_revision_id == before


@pytest.mark.parametrize("letter", ZERO_WIDTH, ids=ascii)
def test_the_editor_removes_what_has_no_width(case, client, letter):
    client.force_login(case.officer)

    posted(client, case.edit_url, {"title": f"ประกาศ{letter}ใหม่"})

    assert case.fresh().get_latest_revision_as_object().title == "ประกาศใหม่"


@pytest.mark.parametrize("letter", ["\u200b", "\u3164", "\u2800"], ids=ascii)
def test_a_title_that_nobody_sees_is_none(case, letter):
    def save_and_submit():
        case.change_title(letter, by=case.officer)
        case.submit()

    with pytest.raises((Refused, ValidationError)):
        save_and_submit()


@pytest.mark.parametrize("letter", FORBIDDEN, ids=ascii)
def test_a_draft_with_hidden_characters_is_not_submitted(case, letter):
    case.change_title(f"ประกาศ{letter}", by=case.officer)

    with pytest.raises(Refused, match=r"อักขระ|รหัส"):
        case.submit()
    assert not case.fresh().workflow_in_progress


@pytest.mark.parametrize("letter", ZERO_WIDTH, ids=ascii)
def test_a_saved_revision_has_no_zero_width(case, letter):
    case.change_title(f"ประ{letter}กาศ", by=case.officer)

    assert case.fresh().get_latest_revision_as_object().title == "ประกาศ"


ROWS = [
    ("title", lambda page, text: setattr(page, "title", text)),
    ("summary", lambda page, text: setattr(page, "summary", text)),
    ("actions", lambda page, text: setattr(page.actions.first(), "text", text)),
    ("obligations", lambda page, text: setattr(page.obligations.first(), "owner", text)),
    ("attachments", lambda page, text: setattr(page.attachments.first(), "title", text)),
]


@pytest.mark.parametrize(("name", "put"), ROWS, ids=[name for name, _put in ROWS])
def test_every_text_of_a_record_is_cleaned_and_refused(name, put, year_page, officer, clerk_office):
    page = make_full_measure(
        year_page, by=officer, division=clerk_office, number=1, versions=(make_version(clerk_office),)
    )
    draft = page.get_latest_revision_as_object()
    put(draft, "ก\u200bข")
    draft.save_revision(user=officer)
    assert "\u200b" not in json.dumps(draft.latest_revision.content, ensure_ascii=False, default=str)

    put(draft, "ก\u202eข")
    draft.save_revision(user=officer)
    with pytest.raises(Refused, match="U\\+202E"):
        approval.submit(draft, by=officer)


BODIES = [
    {"type": "heading", "value": "ก{}ข"},
    {"type": "paragraph", "value": "<p>ก{}ข</p>"},
    {"type": "paragraph", "value": '<p><a href="https://a.go.th/{}">ข</a></p>'},
]


@pytest.mark.parametrize("block", BODIES, ids=lambda block: block["value"])
@pytest.mark.parametrize("hidden", ["\u202e", "&#x202e;", "&rlm;"], ids=ascii)
def test_a_block_is_refused_too(block, hidden, year_page, officer, clerk_office):
    page = make_announcement(year_page, by=officer, division=clerk_office)
    page.body = json.dumps([{**block, "value": block["value"].format(hidden)}])
    page.save_revision(user=officer)

    with pytest.raises(Refused, match="U\\+20"):
        approval.submit(page, by=officer)


@pytest.mark.parametrize("block", BODIES, ids=lambda block: block["value"])
def test_a_block_is_cleaned_too(block, year_page, officer, clerk_office):
    page = make_announcement(year_page, by=officer, division=clerk_office)
    page.body = json.dumps([{**block, "value": block["value"].format("\u200b&shy;")}])
    page.save_revision(user=officer)

    assert canonical_content(page)["body"][0]["value"] == block["value"].format("")


def test_the_form_of_a_row_refuses_it(year_page, officer, clerk_office, client):
    page = make_full_measure(year_page, by=officer, division=clerk_office, number=1)
    client.force_login(officer)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    answer = posted(client, address, {"actions-0-text": "ติดตาม\u202eลับ"})

    assert "มีอักขระควบคุมทิศทาง" in answer.content.decode()
    assert "\u202e" not in IntegrityMeasurePage.objects.get().get_latest_revision_as_object().actions.first().text


def test_the_form_of_a_page_that_needs_no_approval_refuses_it_too(authority, admin_user, client):
    home = HomePage.objects.get()
    client.force_login(admin_user)

    answer = posted(client, reverse("wagtailadmin_pages:edit", args=[home.pk]), {"introduction": "ยินดี\u202eลับ"})

    assert "มีอักขระควบคุมทิศทาง" in answer.content.decode()


def test_old_content_shows_what_it_hides(case, executive, client):
    waiting = case.submit()
    revision = waiting.revision
    content = {**revision.content, "title": "ประกาศ\u202eลับ\u200b"}
    overwrite_in_the_database(revision, content)
    client.force_login(executive)

    screen = client.get(reverse("cms_review", args=[waiting.pk])).content.decode()

    assert "ประกาศ⟦U+202E⟧ลับ⟦U+200B⟧" in screen


def test_the_queue_shows_what_an_old_title_hides(case, executive, client):
    waiting = case.submit()
    with without_triggers():
        type(waiting.revision).objects.filter(pk=waiting.revision_id).update(object_str="ประกาศ\u202eลับ")
    client.force_login(executive)

    assert "ประกาศ⟦U+202E⟧ลับ" in client.get(reverse("cms_queue")).content.decode()


@pytest.mark.parametrize("text", ["\u200b", "\u3164 \u202e", "\u2800"], ids=ascii)
def test_an_invisible_comment_sends_nothing_back(case, executive, client, text):
    waiting = case.submit()
    client.force_login(executive)

    client.post(reverse("cms_review", args=[waiting.pk]), decision(waiting, "reject", comment=text))

    assert case.fresh().workflow_in_progress


@pytest.mark.parametrize("text", ["\u200b", "\u3164 \u202e", "\u2800"], ids=ascii)
def test_an_invisible_reason_takes_nothing_down(case, executive, client, text):
    publish(case.obj, by=case.officer, approver=executive)
    client.force_login(executive)
    address = reverse("cms_takedown_ask", args=[Publication.objects.of(case.obj).get().pk])

    client.post(address, {"reason": text, "action": "suspend"})

    assert not Takedown.objects.exists()
    assert case.fresh().live
