"""Notices from a file of e-GP: shown first, then drafts, once each, taken back together."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from procurement.pages import ProcurementNoticePage
from tests.factories.procurement import make_procurement
from tests.factories.publications import publish

URL = "/admin/procurement/notices/import/"
EGP = "69089649017"


def feed(*titles, encoding="cp874"):
    day = timezone.localdate().strftime("%a, %d %b %Y 09:00:00 +0700")
    items = "".join(
        f"<item><title>{title}</title><link>https://process.gprocurement.go.th/{place}?projectId={EGP}</link>"
        f"<description>{EGP},อบต.,ประกาศเชิญชวน</description><pubDate>{day}</pubDate></item>"
        for place, title in enumerate(titles)
    )
    text = f'<?xml version="1.0" encoding="windows-874"?><rss version="2.0"><channel>{items}</channel></rss>'
    return SimpleUploadedFile("feed.xml", text.encode(encoding))


@pytest.fixture
def officer_client(client, procurement_officer):
    client.force_login(procurement_officer)
    return client


def confirm(client, answer):
    return client.post(URL, {"notices": answer.context["kept"]})


def test_a_file_is_shown_first_then_becomes_drafts_once(officer_client, procurement_officer, executive, finance):
    record = make_procurement(by=procurement_officer, division=finance, egp_number=EGP)
    publish(record, by=procurement_officer, approver=executive)

    shown = officer_client.post(URL, {"file": feed("จ้างก่อสร้างถนน", "ซื้อรถ"), "kind": ""})
    assert (shown.context["new"], shown.context["known"], shown.context["wrong"]) == (2, 0, 0)
    assert not ProcurementNoticePage.objects.exists()

    confirm(officer_client, shown)
    page = ProcurementNoticePage.objects.get(title="จ้างก่อสร้างถนน")
    assert (page.live, page.kind, page.egp_number, page.record_id) == (False, "D0", EGP, record.pk)
    assert page.announced == timezone.localdate()

    again = officer_client.post(URL, {"file": feed("จ้างก่อสร้างถนน", "ซื้อรถ", "ซื้อใหม่"), "kind": ""})
    assert (again.context["new"], again.context["known"]) == (1, 2)


def test_a_file_is_taken_back_but_for_what_was_edited_since(officer_client, procurement_officer):
    answer = confirm(officer_client, officer_client.post(URL, {"file": feed("จ้างก่อสร้างถนน", "ซื้อรถ"), "kind": ""}))
    edited = ProcurementNoticePage.objects.get(title="ซื้อรถ")
    edited.save_revision(user=procurement_officer)

    officer_client.post(answer.context["undo"])

    assert [page.title for page in ProcurementNoticePage.objects.all()] == ["ซื้อรถ"]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"<html/>", b'<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>'])
def test_what_is_no_feed_is_refused_with_a_sentence(officer_client, authority, data):
    answer = officer_client.post(URL, {"file": SimpleUploadedFile("feed.xml", data), "kind": ""})

    assert "ไม่ใช่ RSS" in answer.content.decode()


def test_what_was_shown_to_somebody_else_or_is_forged_makes_nothing(officer_client, authority):
    officer_client.post(URL, {"notices": "forged"})

    assert not ProcurementNoticePage.objects.exists()


def test_only_who_drafts_procurement_sees_it(client, officer):
    client.force_login(officer)

    assert client.get(URL).url == reverse("wagtailadmin_home")
