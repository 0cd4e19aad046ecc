"""Pictures: whose they are, what an approval covers, and that a used one is not deleted."""

import html
import json
import re

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from cms.actions import approval
from cms.actions.pictures import delete_picture
from cms.blocks import NarrativeBlock
from cms.editor.page_forms import RecordPageForm, stream_fields
from cms.models import Approvable, AuditEntry, Picture, Publication, Rendition
from cms.policy.changes import changes
from cms.policy.refusal import Refused
from cms.records.content import canonical_content, carried_pictures, content_digest
from cms.records.stream_pictures import with_pictures
from cms.records.wording import reading
from cms.storage.private_files import private_storage
from tests.factories.people import UserFactory
from tests.factories.pictures import make_picture, picture_block, png
from tests.factories.publications import fresh, publish
from tests.factories.records import make_announcement
from tests.integration.cms.test_pictures import add, upload

SECRET = "บัตรประชาชนของสมชาย"
FOREIGN = "เป็นของกองหรือสำนักอื่น"


@pytest.fixture
def picture(officer, clerk_office):
    return make_picture(by=officer, division=clerk_office)


@pytest.fixture
def foreign(other_officer, finance):
    return make_picture(by=other_officer, division=finance, title=SECRET)


@pytest.fixture
def shown(year_page, officer, clerk_office):
    """A draft of the clerk's office that shows a picture."""
    return lambda picture, **fields: make_announcement(
        year_page, by=officer, division=clerk_office, body=[picture_block(picture)], **fields
    )


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def page_form(page, picture, **fields):
    """What the page editor posts for a body of one picture."""
    return {
        "title": page.title,
        "division": page.division_id,
        "summary": "สรุป",
        "document_number": "",
        "document_date": "",
        "next_review": "",
        "go_live_at": "",
        "expire_at": "",
        "attachments-TOTAL_FORMS": 0,
        "attachments-INITIAL_FORMS": 0,
        "attachments-MIN_NUM_FORMS": 0,
        "attachments-MAX_NUM_FORMS": 1000,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": 1000,
        "body-count": 1,
        "body-0-deleted": "",
        "body-0-order": 0,
        "body-0-type": "picture",
        "body-0-id": "",
        "body-0-value-image": picture.pk,
        "body-0-value-alt_text": "ภาพ",
        **fields,
    }


def words(response):
    """The text of a response, also that which it carries as JSON in scripts and attributes."""
    text = html.unescape(response.content.decode())
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


# What an approval covers


def test_the_digest_covers_the_bytes_of_a_picture_in_the_text(picture, shown):
    page = shown(picture)
    before = content_digest(page)
    content = canonical_content(page)

    assert content["body"][0]["value"]["image"] == {"picture": picture.pk, "sha256": picture.sha256}
    assert carried_pictures(content) == {picture.pk: picture.sha256}
    assert content_digest(page.latest_revision.as_object()) == before
    Picture.objects.filter(pk=picture.pk).update(sha256="f" * 64)
    assert content_digest(page) != before


def test_bytes_that_changed_after_the_submission_are_not_approved(picture, shown, officer, executive):
    page = shown(picture)
    approval.submit(page, by=officer)
    waiting = fresh(page).current_workflow_task_state
    seen = waiting.review.digest
    Picture.objects.filter(pk=picture.pk).update(sha256="f" * 64)

    with pytest.raises(Refused):
        approval.approve(waiting, by=executive, revision=waiting.revision_id, digest=seen)

    assert not Publication.objects.exists()


def test_the_approver_is_told_that_another_picture_takes_the_place(picture, shown, officer, clerk_office):
    other = make_picture(by=officer, division=clerk_office, colour="red")
    pages = [shown(each) for each in (picture, other)]
    before, after = (reading(type(page), canonical_content(page)) for page in pages)

    changed = [change for change in changes(before, after, {"body": "เนื้อหา"}) if change.is_changed]

    told = "".join(piece.text for change in changed for piece in change.pieces)
    assert picture.sha256[:8] in told
    assert other.sha256[:8] in told


class Gallery(StreamBlock):
    bare = ImageChooserBlock()
    picture = ImageBlock()
    many = ListBlock(ImageChooserBlock())
    nested = StructBlock([("inner", StreamBlock([("deep", StructBlock([("picture", ImageChooserBlock())]))]))])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("bare", 7),
        ("picture", {"image": 7, "decorative": False, "alt_text": ""}),
        ("picture", 7),
        ("many", [7]),
        ("many", [{"type": "item", "value": 7, "id": "x"}]),
        ("nested", {"inner": [{"type": "deep", "value": {"picture": 7}, "id": "x"}]}),
    ],
)
def test_a_picture_is_found_in_whatever_block(kind, value):
    found = with_pictures(Gallery(), [{"type": kind, "value": value, "id": "a"}])

    assert '{"picture": 7}' in json.dumps(found)


def test_a_block_without_a_picture_is_left_as_it_is_but_for_its_identifier():
    blocks = [{"type": "heading", "value": "7"}, {"type": "picture", "value": {"image": None}}]
    stream = [{**block, "id": str(number)} for number, block in enumerate(blocks)]

    assert with_pictures(NarrativeBlock(), stream) == blocks


# Whose a picture is


def test_a_picture_of_another_division_is_not_taken_by_its_number(desk, foreign, year_page, officer, clerk_office):
    page = make_announcement(year_page, by=officer, division=clerk_office)

    answer = desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), page_form(page, foreign))

    text = words(answer)
    assert FOREIGN in text
    assert SECRET not in text
    assert str(foreign.uuid) not in text
    assert not fresh(page).get_latest_revision_as_object().body
    assert not Rendition.objects.exists()


def test_a_preview_shows_no_picture_of_another_division(desk, foreign, year_page, officer, clerk_office):
    page = make_announcement(year_page, by=officer, division=clerk_office)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])

    assert desk.post(address, page_form(page, foreign)).json()["is_valid"] is False
    assert str(foreign.uuid) not in words(desk.get(address))


def test_a_number_without_a_picture_is_refused(desk, year_page, officer, clerk_office):
    page = make_announcement(year_page, by=officer, division=clerk_office)

    desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), page_form(page, Picture(pk=4711)))

    assert not carried_pictures(canonical_content(fresh(page).get_latest_revision_as_object()))


def test_every_model_that_can_show_a_picture_has_the_form_that_refuses_others():
    """Snippets have no pictures so far; one that gets a StreamField needs the check of `RecordPageForm`."""
    approvable = [model for model in apps.get_models() if issubclass(model, Approvable)]
    referring = {field.related_model for field in Picture._meta.related_objects if not field.related_model._meta.proxy}

    assert all(issubclass(model.base_form_class, RecordPageForm) for model in approvable if stream_fields(model))
    assert {model._meta.label for model in referring} <= {"cms.Rendition", "cms.PublicationPicture"}


def test_the_own_picture_is_placed_and_kept(desk, picture, year_page, officer, clerk_office):
    page = make_announcement(year_page, by=officer, division=clerk_office)

    for _time in range(2):
        desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), page_form(page, picture))

    draft = fresh(page).get_latest_revision_as_object()
    assert list(carried_pictures(canonical_content(draft))) == [picture.pk]


@pytest.mark.parametrize("what", ["another division's", "deleted"])
def test_a_draft_with_a_picture_that_it_must_not_show_is_not_submitted(shown, foreign, officer, what):
    page = shown(foreign)
    if what == "deleted":  # past all our rules
        Picture.objects.all()._raw_delete(Picture.objects.db)

    with pytest.raises(Refused, match=FOREIGN):
        approval.submit(page, by=officer)


def test_who_manages_both_libraries_may_place_it(shown, foreign, disclosure_officer):
    approval.submit(shown(foreign), by=disclosure_officer)


@pytest.mark.parametrize("name", ["chosen", "select_format"])
def test_a_chooser_answers_no_number_of_another_division(desk, foreign, name):
    answer = desk.get(reverse(f"wagtailimages_chooser:{name}", args=[foreign.pk]), follow=True)

    assert SECRET not in words(answer)


def test_lists_and_choosers_show_the_own_pictures_only(desk, picture, foreign):
    lists = ["wagtailimages:index", "wagtailimages:index_results", "wagtailimages_chooser:choose"]
    for path in [*map(reverse, lists), reverse("wagtailimages_chooser:chosen_multiple") + f"?id={foreign.pk}"]:
        answer = desk.get(path)
        assert answer.status_code == 200
        assert SECRET not in words(answer), path
    text = desk.get(reverse("wagtailimages:index")).content.decode()
    assert reverse("picture", args=[picture.uuid, "max-165x165"]) in text
    assert "data-bulk-action-checkbox" not in text


def test_a_picture_is_not_moved_to_another_division(desk, picture, disclosure_officer, finance):
    desk.force_login(disclosure_officer)

    desk.post(
        reverse("wagtailimages:edit", args=[picture.pk]),
        {"title": "ใหม่", "tags": "", "collection": finance.collection_id},
    )

    moved = Picture.objects.get(pk=picture.pk)
    assert (moved.title, moved.collection_id) == ("ใหม่", picture.collection_id)


@pytest.mark.parametrize("action", ["delete", "add_to_collection", "add_tags"])
@pytest.mark.parametrize("superuser", [False, True])
def test_bulk_actions_are_closed(client, officer, picture, finance, action, superuser):
    client.force_login(UserFactory(is_superuser=True) if superuser else officer)

    client.post(
        reverse("wagtail_bulk_action", args=["cms", "picture", action]) + f"?id={picture.pk}",
        {"collection": finance.collection_id, "tags": "ก"},
    )

    assert Picture.objects.get().collection_id == picture.collection_id
    assert not Picture.objects.get().tags.exists()


# Uploading and deleting


@pytest.mark.parametrize("name", ["add", "add_multiple", "chooser"])
def test_an_upload_is_audited(desk, officer, name):
    if name == "add":
        add(desk, upload(png(), "ภาพ.png"))
    elif name == "add_multiple":
        desk.post(reverse("wagtailimages:add_multiple"), {"title": "ภาพ", "files[]": upload(png(), "ภาพ.png")})
    else:
        fields = {"image-chooser-upload-title": "ภาพ", "image-chooser-upload-file": upload(png(), "ภาพ.png")}
        desk.post(reverse("wagtailimages_chooser:create"), fields)

    picture, entry = Picture.objects.get(), AuditEntry.objects.get(action="picture.add")
    assert picture.uploaded_by_user == officer
    assert picture.sha256
    assert (entry.actor, entry.object_id, entry.after) == (officer, str(picture.pk), picture.sha256)


def remove(desk, picture, way):
    name = {"single": "wagtailimages:delete", "many": "wagtailimages:delete_multiple"}[way]
    return desk.post(reverse(name, args=[picture.pk]), headers={"accept": "application/json"} if way == "many" else {})


@pytest.mark.parametrize("way", ["single", "many"])
def test_an_unused_picture_is_deleted_with_its_files_and_audited(
    desk, officer, picture, way, django_capture_on_commit_callbacks
):
    rendition = picture.get_rendition("max-165x165")
    names = [picture.file.name, rendition.file.name]

    with django_capture_on_commit_callbacks(execute=True):
        answer = remove(desk, picture, way)

    assert answer.status_code == (302 if way == "single" else 200)
    assert not Picture.objects.exists()
    assert [name for name in names if private_storage().exists(name)] == []
    entry = AuditEntry.objects.get(action="picture.delete")
    assert (entry.actor, entry.before) == (officer, picture.sha256)
    assert entry.data["uuid"] == str(picture.uuid)


@pytest.mark.parametrize("way", ["single", "many"])
@pytest.mark.parametrize("use", ["live", "published before", "draft", "earlier revision"])
def test_a_used_picture_stays(desk, officer, executive, picture, shown, way, use):
    page = shown(picture)
    if use in ("live", "published before"):
        page = publish(page, by=officer, approver=executive)
    if use in ("published before", "earlier revision"):
        page = fresh(page).get_latest_revision_as_object()
        page.body = []
        page.save_revision(user=officer)
    if use == "published before":
        publish(fresh(page), by=officer, approver=executive)

    answer = remove(desk, picture, way)

    reason = "เคยเผยแพร่แล้ว" if use in ("live", "published before") else "ใช้อยู่ในร่าง"
    assert answer.status_code == (200 if way == "single" else 403)
    assert reason in (answer.content.decode() if way == "single" else answer.json()["error_message"])
    assert private_storage().exists(Picture.objects.get().file.name)
    assert not AuditEntry.objects.filter(action="picture.delete").exists()


@pytest.mark.parametrize("published", [False, True])
@pytest.mark.parametrize("way", ["delete", "queryset"])
def test_the_model_refuses_too(picture, shown, officer, executive, published, way):
    page = shown(picture)
    if published:
        publish(page, by=officer, approver=executive)

    with pytest.raises((Refused, ProtectedError)), transaction.atomic():
        picture.delete() if way == "delete" else Picture.objects.all().delete()

    assert Picture.objects.exists()


def test_another_picture_with_a_longer_number_is_not_mistaken_for_it(picture, shown, officer, clerk_office):
    other = make_picture(by=officer, division=clerk_office, colour="red")
    longer = Picture.objects.create(
        pk=picture.pk * 10, title="อื่น", file=other.file.name, collection=clerk_office.collection, width=1, height=1
    )
    shown(longer)

    delete_picture(picture, by=officer)

    assert not Picture.objects.filter(pk=picture.pk).exists()


def test_a_picture_of_another_division_is_not_deleted(officer, foreign):
    with pytest.raises(Refused):
        delete_picture(foreign, by=officer)

    assert Picture.objects.exists()
