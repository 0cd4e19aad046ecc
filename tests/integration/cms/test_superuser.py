"""What a superuser does in the admin: evidence that nobody overlooks, or a refusal, never half of it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction
from wagtail.log_actions import LogContext
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Revision
from wagtail.test.utils.form_data import querydict_from_html

from cms.actions.due_publications import publish_due
from cms.models import AuditEntry, Publication
from cms.pages import SectionPage
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from tests.factories.decisions import approve_by
from tests.factories.people import UserFactory
from tests.factories.procurement import make_procurement
from tests.factories.publications import publish
from tests.factories.records import make_announcement


@pytest.fixture
def first_superuser(authority):
    """Another one, made earlier: what is done is never told of the wrong one."""
    return UserFactory(is_superuser=True)


@pytest.fixture
def superuser(first_superuser):
    return UserFactory(is_superuser=True)


@pytest.fixture
def root(client, superuser):
    client.force_login(superuser)
    return client


def break_glass():
    return AuditEntry.objects.filter(kind="break_glass").exclude(action="break_glass.superuser")


def editor_form(client, case, **changes):
    """What the editor of the case would post."""
    form_id = "page-edit-form" if case.kind == "page" else "w-editor-form"
    html = client.get(case.edit_url).content.decode()
    data = querydict_from_html(html, form_id=form_id if f'id="{form_id}"' in html else None).copy()
    data.update({"body-count": "0", **changes})
    return data


def test_publishing_in_the_editor_is_evidence_of_who_did_it(root, case, superuser):
    root.post(case.edit_url, editor_form(root, case, **{"action-publish": "1"}))

    publication = case.publication()
    assert case.fresh().live
    assert (publication.stage, publication.break_glass, publication.approved_by) == (Stage.LIVE, True, superuser)
    assert [(entry.action, entry.actor) for entry in break_glass()] == [("break_glass.publish", superuser)]


def test_the_revision_of_an_officer_is_published_in_the_name_of_the_superuser(root, case, superuser):
    revision = case.fresh().get_latest_revision()
    assert revision.user != superuser

    root.post(case.edit_url, editor_form(root, case, **{"action-publish": "1"}))

    assert case.publication().approved_by == superuser


def test_publishing_past_a_waiting_approval_is_refused(root, case):
    form = editor_form(root, case, **{"action-publish": "1"})
    waiting = case.submit()

    root.post(case.edit_url, form)
    with pytest.raises(Refused):
        case.fresh().get_latest_revision().publish()

    assert not case.fresh().live
    assert case.waiting() == waiting
    assert not break_glass().exists()


def unpublish_address(case):
    return reverse(case.edit_url_name.replace(":edit", ":unpublish"), args=[case.obj.pk])


def test_unpublishing_is_evidence_of_who_did_it(root, case, superuser, executive):
    publish(case.fresh(), by=case.officer, approver=executive)

    root.post(unpublish_address(case))

    publication = case.publication()
    assert not case.fresh().live
    assert (publication.stage, publication.break_glass, publication.ended_by) == (Stage.WITHDRAWN, True, superuser)
    assert [(entry.action, entry.actor) for entry in break_glass()] == [("break_glass.unpublish", superuser)]


def test_unpublishing_cancels_what_was_to_follow(case, executive, superuser):
    """In the admin, Wagtail refuses to unpublish a page that something is to follow; a script may."""
    publish(case.fresh(), by=case.officer, approver=executive)
    schedule(case, executive)

    with LogContext(user=superuser):
        case.fresh().unpublish()
    publish_due(timezone.now() + timedelta(days=2))

    assert [row.stage for row in Publication.objects.of(case.obj)] == [Stage.CANCELLED, Stage.WITHDRAWN]
    assert not case.fresh().live


def schedule(case, executive):
    """A newer draft, approved for tomorrow."""
    draft = case.fresh().get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision(user=case.officer)
    waiting = case.submit()
    approve_by(waiting, executive)


@pytest.mark.parametrize("was_live", [False, True])
def test_a_time_of_publication_is_set_by_an_approval_alone(root, case, executive, was_live):
    if was_live:
        publish(case.fresh(), by=case.officer, approver=executive)
    before = list(Publication.objects.values())
    draft = case.fresh().get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision(user=case.officer)

    root.post(case.edit_url, editor_form(root, case, **{"action-publish": "1"}))
    with pytest.raises(Refused):
        case.fresh().get_latest_revision().publish(skip_permission_checks=True)
    call_command("publish_scheduled")

    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert list(Publication.objects.values()) == before
    assert case.fresh().live == was_live


def test_an_approved_time_is_not_taken_back_by_half(root, case, executive):
    schedule(case, executive)
    revision = case.fresh().scheduled_revision

    root.post(reverse(case.edit_url_name.replace(":edit", ":revisions_unschedule"), args=[case.obj.pk, revision.pk]))

    assert Revision.objects.get(pk=revision.pk).approved_go_live_at
    assert case.publication().stage == Stage.SCHEDULED


@pytest.fixture
def page(year_page, officer, clerk_office, executive):
    return publish(make_announcement(year_page, by=officer, division=clerk_office), by=officer, approver=executive)


def closed_addresses(page, year_page):
    """Address and form of what would be done to a page, and to the section that it is below."""
    for target in (page, year_page):
        pk, to = target.pk, Page.objects.get(depth=2).pk
        yield reverse("wagtailadmin_pages:set_privacy", args=[pk]), {"restriction_type": "login"}
        yield reverse("wagtailadmin_pages:move_confirm", args=[pk, to]), {}
        yield (
            reverse("wagtailadmin_pages:copy", args=[pk]),
            {"new_title": "x", "new_slug": "x", "new_parent_page": to, "publish_copies": "on", "copy_subpages": "on"},
        )
        yield reverse("wagtailadmin_pages:copy", args=[pk]), {"new_title": "x", "new_slug": "x", "alias": "on"}
        yield reverse("wagtailadmin_pages:convert_alias", args=[pk]), {}
        for action in ("copy", "move", "publish", "unpublish", "create_alias", "convert_alias", "delete"):
            address = reverse("wagtailadmin_api:pages:action", args=[pk, action])
            yield address, {"destination_page_id": to, "recursive": "true", "keep_live": "true"}
    for action in ("move", "publish", "unpublish", "delete"):
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        yield f"{bulk}?id={page.pk}", {"move_applicable": "on", "chooser": year_page.pk, "include_descendants": "on"}


def test_privacy_moving_copying_aliases_and_many_at_once_are_closed(root, page, year_page):
    before = list(Page.objects.order_by("pk").values("pk", "path", "url_path", "live", "alias_of"))

    answers = {address: root.post(address, data) for address, data in closed_addresses(page, year_page)}

    assert {address: answer.status_code for address, answer in answers.items() if answer.status_code < 300} == {}
    assert list(Page.objects.order_by("pk").values("pk", "path", "url_path", "live", "alias_of")) == before
    assert not PageViewRestriction.objects.exists()
    assert not break_glass().exists()


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete"])
def test_many_snippets_at_once_are_closed(root, procurement_officer, finance, action):
    record = make_procurement(by=procurement_officer, division=finance)
    address = reverse("wagtail_bulk_action", args=["procurement", "procurementrecord", action])

    root.post(f"{address}?id={record.pk}")

    record.refresh_from_db()
    assert not record.live


def test_the_law_holds_where_no_address_is_asked(page, year_page, superuser):
    with pytest.raises(Refused):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    with pytest.raises(Refused):
        CollectionViewRestriction.objects.create(collection=Collection.get_first_root_node(), restriction_type="login")
    with pytest.raises(Refused):
        page.create_alias(parent=year_page, update_slug="x")
    move = MovePageAction(Page.objects.get(pk=page.pk), Page.objects.get(depth=2), pos="last-child", user=superuser)
    with LogContext(user=superuser), pytest.raises(Refused):
        move.execute(skip_permission_checks=True)


def test_a_tree_page_is_neither_moved_nor_copied(year_page, superuser):
    tester = year_page.specific.permissions_for_user(superuser)

    assert not tester.can_move()
    assert not tester.can_copy()


def test_a_section_published_unpublished_or_deleted_is_evidence(root, superuser, authority):
    """Home, sections and years have no approval; only a superuser changes them."""
    section = SectionPage.objects.get(slug="announcements")
    edit = reverse("wagtailadmin_pages:edit", args=[section.pk])
    form = querydict_from_html(root.get(edit).content.decode(), form_id="page-edit-form").copy()

    root.post(edit, {**form.dict(), "title": "ประกาศ", "action-publish": "1"})
    root.post(reverse("wagtailadmin_pages:unpublish", args=[section.pk]))
    root.post(reverse("wagtailadmin_pages:delete", args=[section.get_children().first().pk]))

    assert [(entry.action, entry.actor) for entry in break_glass().order_by("seq")] == [
        ("break_glass.publish_tree", superuser),
        ("break_glass.unpublish_tree", superuser),
        ("break_glass.delete_tree", superuser),
        ("break_glass.unpublish_tree", superuser),  # Wagtail's, of the live page that is deleted
    ]
