"""An editor's request that reads before somebody else's act and writes after it: what is public stays as it is.

Wagtail's editor reads the object, then writes all its columns where it was not live. Here a hook acts in between, so
that the order is certain; `hard/test_overwrite_races.py` leaves it to threads.
"""

from contextlib import contextmanager

import pytest
from django.apps import apps
from wagtail import hooks
from wagtail.models import Page

from cms.actions import audit, takedown
from cms.actions.verification import approvable_models, first_difference
from cms.editor.approvable_form import ApprovableForm
from cms.models.approvable import STATE_FIELDS
from cms.policy.approval import WAITS
from cms.records.content import content_digest
from tests.factories.decisions import approve_by, settle
from tests.integration.cms.test_kept_revisions import NEW_TITLE, approve, editor_form


@contextmanager
def between_reading_and_writing(act):
    """Run `act` once within the next request of an editor, after the object was read."""
    left = [act]

    def hook(request, obj):
        while request.method == "POST" and left:
            left.pop()()

    with (
        hooks.register_temporarily("before_edit_page", hook, order=1000),
        hooks.register_temporarily("before_edit_snippet", hook, order=1000),
    ):
        yield
    assert not left


def save(client, case, *, autosave, overwrite=None):
    form = editor_form(client, case)
    form["title"] = NEW_TITLE
    if overwrite is not None:
        form["overwrite_revision_id"] = str(overwrite.pk)
    return lambda: client.post(case.edit_url, form, headers={"Accept": "application/json"} if autosave else {})


def check(case):
    publication, live = case.publication(), case.fresh()
    assert live.live
    assert content_digest(live) == publication.digest
    assert (live.live_revision_id, live.first_published_at) == (publication.revision_id, publication.live_from)
    assert live.has_unpublished_changes
    newest = live.latest_revision
    assert newest.pk != publication.revision_id
    assert newest.content["title"] == NEW_TITLE
    assert audit.verify() is None
    assert first_difference() is None


@pytest.mark.parametrize("autosave", [True, False])
def test_what_was_approved_meanwhile_stays_public(case, executive, client, autosave):
    client.force_login(case.officer)
    request = save(client, case, autosave=autosave)

    def submit_and_approve():
        waiting = case.submit()
        approve_by(waiting, executive)

    with between_reading_and_writing(submit_and_approve):
        answer = request()

    assert answer.status_code in (200, 302)
    check(case)


@pytest.mark.parametrize("autosave", [True, False])
def test_what_was_lifted_meanwhile_stays_public(case, executive, second_executive, client, autosave):
    suspension = takedown.suspend(approve(case, executive), by=executive, reason="พบเลขบัตร")
    client.force_login(case.officer)
    request = save(client, case, autosave=autosave)

    with between_reading_and_writing(lambda: settle(suspension, by=second_executive, withdraw=False)):
        answer = request()

    assert answer.status_code in (200, 302)
    publication, live = case.publication(), case.fresh()
    assert live.live
    assert content_digest(live) == publication.digest
    assert live.latest_revision.content["title"] == NEW_TITLE
    assert first_difference() is None


def test_a_suspension_meanwhile_leaves_when_it_was_first_public(case, executive, second_executive, client):
    """Approved and suspended again while the editor was open: not live before and after, yet another row."""
    client.force_login(case.officer)
    request = save(client, case, autosave=False)

    with between_reading_and_writing(
        lambda: takedown.suspend(approve(case, executive), by=executive, reason="พบเลขบัตร")
    ):
        request()

    fresh = case.fresh()
    assert not fresh.live
    assert fresh.first_published_at == case.publication().live_from
    assert first_difference() is None


def test_a_submission_meanwhile_refuses_the_edit(case, client):
    client.force_login(case.officer)
    request = save(client, case, autosave=True)

    with between_reading_and_writing(case.submit):
        answer = request()

    assert answer.status_code == 403
    assert answer.json() == {"success": False, "error_code": "locked", "error_message": WAITS}
    assert case.fresh().title != NEW_TITLE
    assert first_difference() is None


def test_a_newer_draft_of_somebody_else_is_not_lost(case, client, executive):
    """The autosave would overwrite its own revision, which is no longer the latest, and make that the latest again."""
    own = case.fresh().latest_revision
    client.force_login(case.officer)
    request = save(client, case, autosave=True, overwrite=own)
    newer = []

    with between_reading_and_writing(lambda: newer.append(case.change_title("ของเพื่อนร่วมงาน", by=executive))):
        answer = request()

    assert answer.status_code == 400
    assert case.fresh().latest_revision_id == newer[0].pk
    own.refresh_from_db()
    assert own.content["title"] != NEW_TITLE


def form_class(model):
    handler = model.get_edit_handler() if issubclass(model, Page) else model.snippet_viewset.get_edit_handler()
    return handler.get_form_class()


@pytest.mark.parametrize("model", approvable_models(), ids=lambda model: model.__name__)
def test_every_editor_saves_by_the_form_that_looks_again(model):
    concrete = [each for each in apps.get_models() if issubclass(each, model) and each not in (Page, model)] or [model]
    for each in concrete:
        form = form_class(each)
        assert issubclass(form, ApprovableForm), each
        assert not STATE_FIELDS & set(form.base_fields), each
