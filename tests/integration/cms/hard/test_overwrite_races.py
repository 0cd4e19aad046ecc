"""The editor's autosave, which overwrites a revision, against what makes that revision count."""

import pytest
from django.test import Client

from cms.actions import approval, audit, takedown
from cms.actions.verification import first_difference
from cms.models import Publication
from cms.policy.takedown import Decision, ReviewedTakedown
from cms.records.content import content_digest
from tests.integration.cms.hard.processes import RACES
from tests.integration.cms.hard.races import FEWER, approve, by, race
from tests.integration.cms.test_kept_revisions import NEW_TITLE, editor_form, values

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]


def overwrite(case):
    """An autosave that read the draft before the other act, and asks to overwrite its latest revision."""
    draft = case.fresh().get_latest_revision_as_object()
    draft.title = NEW_TITLE
    return lambda: draft.save_revision(user=by(case.officer), overwrite_revision=draft.latest_revision)


def test_overwrite_and_approve(cases, executive):
    """Refused before the decision, a newer draft after it; what was approved is published as it was, word by word."""
    seen = set()
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()
        before = values(waiting.revision)

        approved, overwritten = race(number, approve(case, waiting, executive), overwrite(case))

        assert approved
        live, publication = case.fresh(), Publication.objects.of(case.obj).get()
        assert publication.revision_id == waiting.revision_id == live.live_revision_id
        assert values(waiting.revision) == before
        assert content_digest(live) == publication.digest == waiting.review.digest
        assert (live.latest_revision_id != waiting.revision_id) == overwritten == live.has_unpublished_changes
        assert (live.latest_revision.content["title"] == NEW_TITLE) == overwritten
        assert audit.verify() is None
        seen.add(overwritten)
    assert seen == {True, False}
    assert first_difference() is None


def test_submit_and_overwrite(cases):
    """What waits is what its review says, whether that is the text before the autosave or after it."""
    seen = set()
    for number in range(FEWER):
        case = cases(number)

        submitted, overwritten = race(
            number, lambda case=case: approval.submit(case.fresh(), by=by(case.officer)), overwrite(case), of=FEWER
        )

        assert submitted
        waiting, fresh = case.waiting(), case.fresh()
        assert content_digest(waiting.revision.as_object()) == waiting.review.digest
        assert fresh.latest_revision_id == waiting.revision_id
        assert (waiting.revision.content["title"] == NEW_TITLE) == overwritten
        assert audit.verify() is None
        seen.add(overwritten)
    assert seen == {True, False}
    assert first_difference() is None


def test_lift_and_edit(cases, executive, second_executive):
    """By the editor's own address, which writes the columns of what is not live: as suspended, when it began."""
    for number in range(RACES):
        case = cases(number)
        approve(case, case.submit(), executive)()
        publication = case.publication()
        suspension = takedown.suspend(publication, by=executive, reason="พบเลขบัตร")
        reviewed = ReviewedTakedown(publication.pk, publication.digest)
        editor, answers = Client(), []
        editor.force_login(case.officer)
        form = editor_form(editor, case)
        form["title"] = NEW_TITLE

        race(
            number,
            lambda suspension=suspension, reviewed=reviewed: takedown.settle(
                suspension, Decision.KEEP, by=by(second_executive), reviewed=reviewed
            ),
            lambda case=case, form=form, editor=editor, answers=answers: answers.append(
                editor.post(case.edit_url, form, headers={"Accept": "application/json"})
            ),
        )

        live = case.fresh()
        assert [answer.status_code for answer in answers] == [200]
        assert (live.live, live.live_revision_id) == (True, publication.revision_id)
        assert content_digest(live) == publication.digest
        assert (live.latest_revision.content["title"], live.has_unpublished_changes) == (NEW_TITLE, True)
        assert audit.verify() is None
    assert first_difference() is None
