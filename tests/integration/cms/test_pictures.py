"""Pictures: looked into, kept private as they came, shown to the public without the camera's notes."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from cms.models import Picture
from cms.storage.private_files import private_storage

MAKER, PLACE = 0x010F, 0x8825
SECRET = b"SECRETCAMERA"


def photograph(kind="JPEG"):
    image = Image.new("RGB", (60, 40), "green")
    exif = Image.Exif()
    exif[MAKER] = SECRET.decode()
    exif.get_ifd(PLACE)[1] = "N"
    data = BytesIO()
    image.save(data, kind, exif=exif, **({"comment": SECRET} if kind == "JPEG" else {}))
    return data.getvalue()


def upload(data, name="ภาพ.jpg"):
    return SimpleUploadedFile(name, data)


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def add(desk, file):
    return desk.post(reverse("wagtailimages:add"), {"title": "ภาพ", "file": file})


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "ภาพ.jpg"), ("PNG", "ภาพ.png"), ("WEBP", "ภาพ.webp")])
@pytest.mark.parametrize("spec", ["original", "width-30", "fill-20x20|format-webp", "max-60x60|format-jpeg"])
def test_a_rendition_forgets_the_camera_and_the_original_stays_private(desk, client, kind, name, spec):
    data = photograph(kind)
    assert SECRET in data
    add(desk, upload(data, name))
    picture = Picture.objects.get()

    rendition = picture.get_rendition(spec)

    with rendition.file.open() as file:
        shown = file.read()
    assert SECRET not in shown
    assert not Image.open(BytesIO(shown)).getexif()
    for file in (picture.file, rendition.file):
        assert private_storage().exists(file.name)
        assert not default_storage.exists(file.name)


def test_the_digest_of_an_approval_can_name_a_picture(desk):
    add(desk, upload(photograph()))

    picture = Picture.objects.get()
    assert len(picture.sha256) == 64
    with private_storage().open(picture.file.name) as kept:
        assert kept.read() == photograph()


def test_what_is_no_honest_picture_is_refused(desk):
    answer = add(desk, upload(photograph()[:40] + b"<?php", "ภาพ.jpg"))

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("data", "title"), [(photograph(), "ก" * 300), (b"<?php", "ภาพ")], ids=["title too long", "no picture"]
)
def test_nothing_is_put_aside_in_another_folder(desk, data, title):
    answer = desk.post(reverse("wagtailimages:add_multiple"), {"title": title, "files[]": upload(data)})

    assert answer.json()["success"] is False
    assert answer.json()["error_message"]
    assert not UploadedFile.objects.exists()
    assert not Picture.objects.exists()


def test_many_pictures_come_in_one_by_one(desk):
    answer = desk.post(reverse("wagtailimages:add_multiple"), {"title": "ภาพ", "files[]": upload(photograph())})

    assert answer.json()["success"] is True
    assert len(Picture.objects.get().sha256) == 64


def test_the_file_of_a_picture_is_not_replaced(desk):
    add(desk, upload(photograph()))
    picture = Picture.objects.get()
    address = reverse("wagtailimages:edit", args=[picture.pk])

    assert 'type="file"' not in desk.get(address).content.decode()
    desk.post(address, {"title": "ชื่อใหม่", "alt": "ภาพสีเขียว", "file": upload(photograph("PNG"), "อื่น.png")})

    changed = Picture.objects.get()
    assert (changed.title, changed.alt) == ("ชื่อใหม่", "ภาพสีเขียว")
    assert (changed.file.name, changed.sha256) == (picture.file.name, picture.sha256)
