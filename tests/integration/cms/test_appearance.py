"""Emblem, place and ways to the authority: the site admin's to change, the public's to see."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.urls import reverse

from cms.actions import people
from cms.models import AuditEntry, Authority, Picture
from cms.policy.refusal import Refused
from tests.factories.pictures import make_picture, png

FACTS = {"name": "องค์การบริหารส่วนตำบลดงหม้อทอง", "short_name": "อบต.ดงหม้อทอง"}


@pytest.fixture
def desk(client, site_admin):
    """The site admin's browser."""
    client.force_login(site_admin)
    return client


def edit(desk, authority, **fields):
    return desk.post(reverse("cms_authority:edit", args=[authority.pk]), {**FACTS, **fields})


def upload(name="ตรา.png", data=None):
    return SimpleUploadedFile(name, data or png(size=(300, 300)), content_type="image/png")


def seen(client, picture, size="max-165x165"):
    return client.get(picture.address(size)).status_code


def test_what_the_public_reads_of_the_authority_is_changed_on_one_screen(desk, authority, client):
    told = {
        "phone": "042-123-456 ต่อ 9",
        "hours": "วันจันทร์ถึงศุกร์ 08.30–16.30 น.",
        "line_address": "https://lin.ee/abc",
        "facebook_address": "https://www.facebook.com/dongmothong",
        "data_contact_post": "นักวิชาการคอมพิวเตอร์",
        "data_contact_phone": "042-123-457",
    }

    assert edit(desk, authority, **told).status_code == 302

    html = client.get("/").content.decode()
    for words in (*told.values(), 'href="tel:042123456"', 'href="tel:042123457"'):
        assert words in html
    assert AuditEntry.objects.latest("seq").action == "people.change_authority"


def test_an_uploaded_emblem_is_shown_where_ours_was_and_recorded(desk, authority, client):
    assert "cms/img/mark" in client.get("/").content.decode()

    edit(desk, authority, emblem_file=upload(), place_file=upload("ทุ่งนา.png"))

    authority = Authority.objects.get()
    html, login = client.get("/").content.decode(), client.get(reverse("wagtailadmin_home")).content.decode()
    assert f'src="{authority.emblem.address("max-165x165")}"' in html
    assert f'src="{authority.place.address("width-1200")}"' in html
    assert f'<link rel="icon" href="{authority.emblem.address("max-165x165")}">' in html
    assert authority.emblem.address("max-165x165") in login
    assert AuditEntry.objects.latest("seq").data == {
        "emblem": authority.emblem.sha256,
        "place": authority.place.sha256,
    }


def test_the_public_sees_what_is_shown_and_not_what_was(desk, authority, client):
    edit(desk, authority, emblem_file=upload())
    first = Authority.objects.get().emblem
    client.logout()
    assert seen(client, first) == 200
    assert seen(client, first, "width-99") == 404

    people.change_authority(authority.pk, {}, by=None, pictures={"emblem": upload(data=png("red"))})
    assert seen(client, first) == 404
    assert seen(client, Authority.objects.get().emblem) == 200

    people.change_authority(authority.pk, {}, by=None, pictures={"emblem": False})
    assert Authority.objects.get().emblem is None
    assert not any(seen(client, picture) == 200 for picture in Picture.objects.all())


def test_saving_without_a_file_keeps_the_picture_and_the_box_brings_ours_back(desk, authority):
    edit(desk, authority, emblem_file=upload())
    screen = desk.get(reverse("cms_authority:edit", args=[authority.pk])).content.decode()
    emblem = Authority.objects.get().emblem
    assert emblem.address("max-165x165") in screen
    assert "ใช้ภาพที่วาดไว้ให้" in screen

    edit(desk, authority, phone="1")
    assert Authority.objects.get().emblem == emblem

    edit(desk, authority, **{"emblem_file-clear": "on"})
    assert Authority.objects.get().emblem is None
    assert AuditEntry.objects.latest("seq").data == {"emblem": ""}


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("emblem_file", ("ตรา.png", b"<?php echo 1; ?>"), "ไฟล์"),
        ("emblem_file", ("ตรา.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), ""),
        ("place_file", ("ภาพ.png", png()[:50]), ""),
        ("line_address", "http://lin.ee/abc", "ที่อยู่ LINE ต้องขึ้นต้นด้วย https://"),
        ("facebook_address", "javascript:alert(1)", "ที่อยู่ Facebook ต้องขึ้นต้นด้วย https://"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(desk, authority, field, value, says):
    posted = upload(*value) if isinstance(value, tuple) else value

    answer = edit(desk, authority, phone="042-999", **{field: posted})

    html = answer.content.decode()
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert says in html
    assert "042-999" in html
    assert not Picture.objects.exists()
    assert Authority.objects.get().phone == ""


def test_the_picture_of_an_authority_is_not_deleted(authority, site_admin):
    people.change_authority(authority.pk, {}, by=site_admin, pictures={"place": upload()})

    with pytest.raises((ProtectedError, Refused)):
        Authority.objects.get().place.delete()


def test_a_picture_of_a_division_stays_unseen(client, authority, officer, clerk_office):
    assert seen(client, make_picture(by=officer, division=clerk_office)) == 404


@pytest.mark.parametrize("who", ["officer", "executive", "disclosure_officer"])
def test_others_do_not_change_it(client, request, authority, who):
    client.force_login(request.getfixturevalue(who))

    edit(client, authority, emblem_file=upload(), phone="1")

    assert not Picture.objects.exists()
    assert Authority.objects.get().phone == ""


def test_before_there_is_an_authority_the_drawn_emblem_is_shown(client, db):
    assert "cms/img/mark" in client.get(reverse("wagtailadmin_login")).content.decode()
