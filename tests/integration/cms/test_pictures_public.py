"""Serving pictures: by their own address, to everybody, in every stage of what carries them."""

import re
import uuid
from io import BytesIO
from pathlib import Path

import pytest
import wagtail
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from cms.actions import takedown
from cms.models import PublicationPicture, Rendition
from cms.policy.lifecycle import Stage
from cms.policy.pictures import SIZES
from cms.storage.private_files import private_storage
from tests.factories.decisions import settle
from tests.factories.documents import in_stage
from tests.factories.pictures import make_picture, picture_block, show
from tests.factories.publications import current, fresh, publish
from tests.factories.records import make_announcement

RENDITION, ORIGINAL = "width-1200", "original"
OPEN = {"anonymous": 200, "officer": 200, "other_officer": 200, "executive": 200}
UNSEEN = {"anonymous": 404, "officer": 200, "other_officer": 404, "executive": 200}
GONE = {"anonymous": 410, "officer": 200, "other_officer": 410, "executive": 200}
ANSWERS = {
    None: UNSEEN,
    Stage.SCHEDULED: UNSEEN,
    Stage.CANCELLED: UNSEEN,
    Stage.LIVE: OPEN,
    Stage.SUPERSEDED: OPEN,
    Stage.SUSPENDED: UNSEEN,
    Stage.WITHDRAWN: GONE,
    Stage.EXPIRED: GONE,
}


@pytest.fixture
def page(year_page, officer, clerk_office):
    return make_announcement(year_page, by=officer, division=clerk_office)


@pytest.fixture
def picture(officer, clerk_office):
    return make_picture(by=officer, division=clerk_office)


def address(picture, size=RENDITION):
    return reverse("picture", args=[picture.uuid, size])


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("size", [RENDITION, ORIGINAL])
@pytest.mark.parametrize("who", list(OPEN))
@pytest.mark.parametrize("stage", list(ANSWERS))
def test_who_sees_a_picture_in_which_stage(client, request, picture, page, executive, stage, who, size):
    if stage is not None:
        show(picture, page, stage=stage, approved_by=executive, reason="เหตุผล")
    if stage is Stage.SUPERSEDED:
        in_stage(page, number=2, approved_by=executive)
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))

    answer = client.get(address(picture, size))

    assert answer.status_code == ANSWERS[stage][who]
    if answer.status_code != 200:
        assert answer.headers["Cache-Control"] == "no-store"
        return
    is_open = ANSWERS[stage] is OPEN
    assert answer.headers["Cache-Control"] == ("public, max-age=300" if is_open else "private, no-store")
    assert answer.headers["Content-Type"] == "image/png"
    assert Image.open(BytesIO(body(answer))).size == (60, 40)


@pytest.mark.parametrize("stage", [None, Stage.SUSPENDED, Stage.WITHDRAWN])
def test_no_rendition_is_made_for_who_may_not_see_the_picture(client, picture, page, executive, stage):
    if stage is not None:
        show(picture, page, stage=stage, approved_by=executive)

    client.get(address(picture))

    assert not Rendition.objects.exists()


def test_an_unpublished_picture_answers_as_an_unknown_address_does(client, picture):
    unknown = [reverse("picture", args=[uuid.uuid4(), RENDITION]), address(picture, "width-99")]

    answers = [client.get(path) for path in [address(picture), *unknown]]

    assert len({(each.status_code, each.content, tuple(sorted(each.headers.items()))) for each in answers}) == 1
    assert answers[0].status_code == 404


@pytest.mark.parametrize("size", ["width-1201", "fill-20x20", "max-4000x4000", "original-format-webp"])
def test_a_size_that_no_template_uses_is_not_served(client, picture, page, executive, officer, size):
    show(picture, page, approved_by=executive)
    client.force_login(officer)

    assert client.get(address(picture, size)).status_code == 404
    assert not Rendition.objects.exists()


def test_a_guessed_name_opens_nothing(client, picture, page, executive):
    show(picture, page, approved_by=executive)
    rendition = picture.get_rendition("max-165x165")
    guesses = ["idcard_somchai.max-165x165.png", rendition.file.name, picture.file.name]

    assert private_storage().exists(rendition.file.name)
    assert "somchai" not in rendition.url
    for name in guesses:
        for folder in ("media/", "media/images/", "", "pictures/"):
            assert client.get(f"/{folder}{name}").status_code == 404, (folder, name)
    assert "somchai" not in str(client.get(rendition.url).headers)


def test_what_templates_and_the_admin_ask_for_is_what_is_served():
    """Wagtail's template for an image block and its rich text formats are not among them: ours has its own."""
    pattern = re.compile(r"{% image \S+ ([a-z]+(?:-\d+(?:x\d+)?)?)")
    folders = [Path(settings.BASE_DIR) / "templates", Path(wagtail.__file__).parent / "images" / "templates"]
    files = [file for folder in folders for file in folder.rglob("*.html") if file.name != "image.html"]
    used = {size for file in files for size in pattern.findall(file.read_text(encoding="utf-8"))}

    assert used == SIZES


def test_a_page_shows_its_picture_and_the_publication_carries_it(client, year_page, officer, clerk_office, executive):
    picture = make_picture(by=officer, division=clerk_office)
    draft = make_announcement(year_page, by=officer, division=clerk_office, body=[picture_block(picture)])
    page = publish(draft, by=officer, approver=executive)

    html = client.get(page.get_url()).content.decode()

    assert f'src="{address(picture)}"' in html
    assert 'alt="ภาพกิจกรรม"' in html
    assert client.get(address(picture)).status_code == 200
    row = PublicationPicture.objects.get()
    assert (row.publication, row.picture, row.sha256) == (current(page), picture, picture.sha256)


def test_suspension_and_withdrawal_close_a_picture_at_once(
    client, year_page, officer, clerk_office, executive, second_executive
):
    picture = make_picture(by=officer, division=clerk_office)
    draft = make_announcement(year_page, by=officer, division=clerk_office, body=[picture_block(picture)])
    page = publish(draft, by=officer, approver=executive)

    request = takedown.suspend(current(page), by=executive, reason="พบเลขประจำตัวประชาชน")
    assert "ระงับการเผยแพร่ชั่วคราว" in client.get(address(picture)).content.decode()

    settle(request, by=second_executive, withdraw=True)
    answer = client.get(address(picture))
    assert answer.status_code == 410
    assert "พบเลขประจำตัวประชาชน" in answer.content.decode()
    assert not fresh(page).live


def test_a_copy_that_is_still_good_is_not_sent_again(client, picture, page, executive):
    publication = show(picture, page, approved_by=executive)
    etag = client.get(address(picture)).headers["ETag"]

    assert client.get(address(picture), headers={"If-None-Match": etag}).status_code == 304
    assert client.get(address(picture, ORIGINAL), headers={"If-None-Match": etag}).status_code == 200
    publication.stage, publication.stage_before = Stage.SUSPENDED, Stage.LIVE
    publication.save()
    assert client.get(address(picture), headers={"If-None-Match": etag}).status_code == 404


def test_head_says_what_get_says_and_other_methods_are_refused(client, picture, page, executive):
    show(picture, page, approved_by=executive)

    head, full = client.head(address(picture)), client.get(address(picture))

    assert head.content == b""
    assert head.headers == full.headers
    assert int(full.headers["Content-Length"]) == len(body(full))
    assert client.post(address(picture)).status_code == 405


def test_a_lost_file_is_a_404(client, picture, page, executive):
    show(picture, page, approved_by=executive)
    private_storage().delete(picture.file.name)

    assert client.get(address(picture)).status_code == 404


def test_a_public_picture_costs_three_queries(client, picture, page, executive):
    show(picture, page, approved_by=executive)
    body(client.get(address(picture)))
    Rendition.cache_backend.clear()

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address(picture))

    assert answer.status_code == 200
    assert len(queries) == 3
    body(answer)
