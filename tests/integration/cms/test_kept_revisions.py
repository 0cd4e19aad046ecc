"""What was submitted, returned or published stays as it was, whoever asks the editor to overwrite it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from wagtail.models import Revision
from wagtail.test.utils.form_data import querydict_from_html

from cms.actions import approval, takedown
from cms.models import DraftContributor, Publication
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from tests.factories.decisions import approve_by, settle
from tests.factories.people import make_user

NEW_TITLE = "ข้อความที่ไม่มีผู้ใดอนุมัติ"
KEPT = ("content_type_id", "base_content_type_id", "object_id", "object_str", "user_id", "created_at", "content")


@pytest.fixture
def colleague(case):
    """Another person who may edit the same drafts."""
    role = Role.OFFICER if case.kind == "page" else Role.PROCUREMENT_OFFICER
    return make_user(role, case.obj.division)


def approve(case, executive, **times):
    draft = case.fresh().get_latest_revision_as_object()
    for name, moment in times.items():
        setattr(draft, name, moment)
    draft.save_revision(user=case.officer)
    waiting = case.submit()
    approve_by(waiting, executive)
    return case.publication()


def returned(case, executive, second):
    approval.reject(case.submit(), by=executive, comment="แก้ชื่อเรื่อง")


def recalled(case, executive, second):
    case.submit()
    approval.recall(case.fresh(), by=case.officer)


def live(case, executive, second):
    approve(case, executive)


def scheduled(case, executive, second):
    approve(case, executive, go_live_at=timezone.now() + timedelta(days=1))


def suspended(case, executive, second):
    takedown.suspend(approve(case, executive), by=executive, reason="พบเลขบัตร")


def withdrawn(case, executive, second):
    request = takedown.request_withdrawal(approve(case, executive), by=executive, reason="ข้อมูลผิด")
    settle(request, by=second, withdraw=True)


STATES = [returned, recalled, live, scheduled, suspended, withdrawn]


def values(revision: Revision) -> dict:
    return Revision.objects.values(*KEPT).get(pk=revision.pk)


def editor_form(client, case):
    """What the browser would post from the editor as it stands."""
    html = client.get(case.edit_url).content.decode()
    if case.kind == "page":
        form = querydict_from_html(html, form_id="page-edit-form").copy()
        form["body-count"] = "0"  # a script fills in the narrative
        return form
    return querydict_from_html(html, form_id="w-editor-form").copy()


def overwrite(client, case, revision, *, autosave):
    form = editor_form(client, case)
    form["title"] = NEW_TITLE
    form["overwrite_revision_id"] = str(revision.pk)
    headers = {"Accept": "application/json"} if autosave else {}
    return client.post(case.edit_url, form, headers=headers)


@pytest.mark.parametrize("autosave", [True, False])
@pytest.mark.parametrize("state", [each for each in STATES if each is not scheduled], ids=lambda state: state.__name__)
@pytest.mark.parametrize("who", ["author", "colleague"])
def test_the_editor_makes_a_new_revision_of_what_was_submitted(
    case, colleague, executive, second_executive, client, state, who, autosave
):
    state(case, executive, second_executive)
    revision = case.fresh().latest_revision
    before = values(revision)
    user = case.officer if who == "author" else colleague
    client.force_login(user)

    answer = overwrite(client, case, revision, autosave=autosave)

    assert answer.status_code in (200, 302), answer.content[:300]
    assert values(revision) == before
    newest = case.fresh().latest_revision
    assert newest.pk != revision.pk
    assert (newest.content["title"], newest.user_id) == (NEW_TITLE, user.pk)
    if autosave:
        assert answer.json()["revision_id"] == newest.pk


@pytest.mark.parametrize("who", ["other_officer", "executive", "second_executive", "disclosure_officer", "site_admin"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_role_overwrites_it(case, executive, second_executive, client, request, who, state):
    state(case, executive, second_executive)
    revision = case.fresh().latest_revision
    before = values(revision)
    client.force_login(case.officer)
    form = {**editor_form(client, case).dict(), "title": NEW_TITLE, "overwrite_revision_id": str(revision.pk)}
    client.force_login(request.getfixturevalue(who))

    for accepted in ("application/json", "text/html"):
        client.post(case.edit_url, form, headers={"Accept": accepted})

    assert values(revision) == before


@pytest.mark.parametrize("autosave", [True, False])
def test_what_is_approved_for_later_is_locked(case, executive, second_executive, client, autosave):
    scheduled(case, executive, second_executive)
    revision = case.fresh().latest_revision
    before = values(revision)
    client.force_login(case.officer)

    overwrite(client, case, revision, autosave=autosave)

    assert values(revision) == before
    assert case.fresh().latest_revision_id == revision.pk


@pytest.mark.parametrize("state", [live, suspended], ids=lambda state: state.__name__)
def test_an_older_kept_revision_is_not_overwritten_either(case, executive, second_executive, client, state):
    state(case, executive, second_executive)
    revision = case.fresh().latest_revision
    before = values(revision)
    newer = case.change_title("ฉบับร่างใหม่", by=case.officer)
    client.force_login(case.officer)

    answer = overwrite(client, case, revision, autosave=True)

    assert answer.status_code >= 400
    assert values(revision) == before
    assert case.fresh().latest_revision_id == newer.pk


def test_ones_own_draft_that_was_never_submitted_is_overwritten_as_autosave_does(case, client):
    revision = case.fresh().latest_revision
    client.force_login(case.officer)

    overwrite(client, case, revision, autosave=True)

    assert case.fresh().latest_revision_id == revision.pk
    assert values(revision)["content"]["title"] == NEW_TITLE


def test_who_wrote_what_waits_stays_its_author_after_an_overwrite(case, executive, client, authority):
    """The attack: an author overwrote the published revision, and by its later time left the four-eyes set."""
    from cms.actions.people import appoint
    from cms.models import User

    approve(case, executive)
    appoint(case.officer, Role.EXECUTIVE, authority=authority, by=None)
    author = User.objects.get(pk=case.officer.pk)
    client.force_login(author)
    overwrite(client, case, case.fresh().latest_revision, autosave=True)
    approval.submit(case.fresh(), by=author)
    waiting = case.waiting()

    with pytest.raises(Refused):
        approve_by(waiting, author)


def test_lifting_a_suspension_shows_what_was_approved(case, executive, second_executive, client):
    publication = approve(case, executive)
    suspension = takedown.suspend(publication, by=executive, reason="พบเลขบัตร")
    client.force_login(case.officer)
    overwrite(client, case, case.fresh().latest_revision, autosave=True)

    settle(suspension, by=second_executive, withdraw=False)

    assert case.fresh().live
    assert case.fresh().title == publication.title != NEW_TITLE


def refused(statement, *params):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize(
    "change",
    ["content = '{}'", "object_id = '0'", "user_id = NULL", "created_at = CURRENT_TIMESTAMP", "object_str = 'x'"],
)
def test_the_database_refuses_to_change_it(case, executive, second_executive, state, change):
    state(case, executive, second_executive)
    pk = case.fresh().latest_revision_id

    refused(f"UPDATE wagtailcore_revision SET {change} WHERE id = %s", pk)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_revision SET approved_go_live_at = NULL WHERE id = %s", [pk])


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_the_model_refuses_to_change_it_with_a_sentence(case, executive, second_executive, state):
    state(case, executive, second_executive)
    revision = case.fresh().latest_revision
    revision.content = {**revision.content, "title": NEW_TITLE}

    with pytest.raises(Refused, match="เก็บไว้ตามเดิม"):
        revision.save()


def test_the_database_refuses_to_delete_what_was_published(case, executive):
    revision = approve(case, executive).revision_id

    refused("DELETE FROM wagtailcore_revision WHERE id = %s", revision)
    if connection.vendor == "sqlite":
        refused(
            "INSERT OR REPLACE INTO wagtailcore_revision SELECT * FROM wagtailcore_revision WHERE id = %s", revision
        )


def test_a_returned_draft_may_go_with_its_object(case, executive):
    returned(case, executive, None)
    revision = case.fresh().latest_revision_id

    case.fresh().delete()

    assert not Revision.objects.filter(pk=revision).exists()


def test_who_sends_a_returned_draft_again_is_a_requester_too(case, colleague, executive, authority):
    """A colleague who only submits again what was sent back may not approve it as the executive he is as well."""
    from cms.actions.people import appoint
    from cms.models import User

    returned(case, executive, None)
    appoint(colleague, Role.EXECUTIVE, authority=authority, by=None)
    approval.submit(case.fresh(), by=User.objects.get(pk=colleague.pk))
    waiting = case.waiting()

    with pytest.raises(Refused, match="ท่านเป็นผู้ส่ง"):
        approval.approve(
            waiting, by=User.objects.get(pk=colleague.pk), revision=waiting.revision_id, digest=waiting.review.digest
        )


def test_contributions_belong_to_the_publication_that_covers_them(case, colleague, executive):
    case.change_title("แก้โดยอีกคน", by=colleague)
    publication = approve(case, executive)

    covered = DraftContributor.objects.filter(publication=publication).values_list("user", flat=True)
    assert set(covered) == {case.officer.pk, colleague.pk}
    assert not DraftContributor.objects.of(case.obj).never_public()


def test_contributions_to_a_cancelled_publication_count_again(case, colleague, executive):
    case.change_title("แก้โดยอีกคน", by=colleague)
    publication = approve(case, executive, go_live_at=timezone.now() + timedelta(days=1))
    approval.recall_scheduled(publication, by=case.officer)

    assert Publication.objects.get().stage == Stage.CANCELLED
    assert set(DraftContributor.objects.of(case.obj).never_public().values_list("user", flat=True)) == {
        case.officer.pk,
        colleague.pk,
    }
