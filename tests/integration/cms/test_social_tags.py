"""A link that is shared in LINE shows title, authority and a picture that LINE can show."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from PIL import Image

from cms.actions import people
from cms.models import Authority
from cms.templatetags.social import CARD, CARD_SIZE
from tests.factories.publications import PublicSite, publish
from tests.factories.records import make_announcement
from tests.integration.cms.test_appearance import upload

TAG = re.compile(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)">')


@pytest.fixture
def public_site(authority, officer, procurement_officer, executive, second_executive):
    cache.clear()
    return PublicSite(authority, officer, procurement_officer, executive, second_executive).fill()


def tags(client, address):
    return dict(TAG.findall(client.get(address).content.decode()))


def addresses(site):
    return {
        "home": ("/", "ข้อมูลที่เปิดให้ทุกคนตรวจสอบ"),
        "section": (site.section.get_url(), site.section.title),
        "year": (site.year.get_url(), f"{site.section.title} ปีงบประมาณ 2566"),
        "record": (site.measure.get_url(), f"มาตรการที่ 1 {site.measure.title}"),
        "announcement": (site.announcement.get_url(), site.announcement.title),
        "procurement years": ("/procurement/", "จัดซื้อจัดจ้าง"),
        "procurement year": ("/procurement/2566/records/", "จัดซื้อจัดจ้าง ปีงบประมาณ 2566"),
        "procurement": (site.procurement.get_absolute_url(), site.procurement.title),
        "integrity": ("/integrity/", "ตรวจสอบว่าบันทึกไม่ถูกแก้ย้อนหลัง"),
    }


def test_every_public_page_says_title_and_authority(client, public_site):
    for name, (address, title) in addresses(public_site).items():
        found = tags(client, address)

        assert found["og:title"] == f"{title} · อบต.ดงหม้อทอง", name
        assert found["og:site_name"] == "องค์การบริหารส่วนตำบลดงหม้อทอง"
        assert found["og:url"].startswith(f"{settings.SITE_URL}/"), name
        assert found["og:url"].endswith(address), name
        assert found["og:locale"] == "th_TH"
        assert found["og:type"] == ("website" if name == "home" else "article")
        assert found["og:description"]
        assert found["og:image"].startswith(settings.SITE_URL)
        assert found["og:image"].endswith(".png")
        assert found["twitter:card"] == "summary_large_image"


def test_a_record_is_described_by_its_summary(client, public_site):
    assert tags(client, public_site.measure.get_url())["og:description"] == public_site.measure.summary


def test_the_drawn_card_is_as_large_as_it_says():
    with Image.open(finders.find(CARD)) as card:
        assert card.size == CARD_SIZE


def test_a_search_has_a_title_and_no_address(client, public_site):
    found = tags(client, "/search/?q=การ")

    assert found["og:title"] == "ผลการค้นหา “การ” · อบต.ดงหม้อทอง"
    assert "og:url" not in found


def test_what_is_not_shown_has_none(client, public_site):
    for page in (public_site.withdrawn, public_site.suspended):
        assert tags(client, page.get_url()) == {}
    assert tags(client, "/nothing/") == {}


def test_a_preview_of_a_draft_has_none(year_page, officer, clerk_office):
    page = make_announcement(year_page, by=officer, division=clerk_office, title="ร่างลับ")
    draft = page.get_latest_revision_as_object()

    preview = draft.make_preview_request(preview_mode=draft.default_preview_mode).render()

    assert "ร่างลับ" in preview.content.decode()
    assert TAG.findall(preview.content.decode()) == []


@pytest.mark.parametrize("field", ["emblem", "place"])
def test_the_picture_of_the_authority_is_shared_where_it_has_one(client, public_site, field):
    people.change_authority(public_site.authority.pk, {}, by=None, pictures={field: upload()})

    found = tags(client, public_site.measure.get_url())

    picture = getattr(Authority.objects.get(), field)
    assert found["og:image"].startswith(f"{settings.SITE_URL}/pictures/{picture.uuid}/")
    assert client.get(found["og:image"].removeprefix(settings.SITE_URL)).headers["Content-Type"] == "image/png"
    assert found["twitter:card"] == "summary"


def test_titles_are_text(client, year_page, officer, clerk_office, executive):
    page = make_announcement(year_page, by=officer, division=clerk_office, title='ก "ข" <b>ค</b> & ง')
    public = publish(page, by=officer, approver=executive)

    found = tags(client, public.get_url())

    assert found["og:title"] == "ก &quot;ข&quot; &lt;b&gt;ค&lt;/b&gt; &amp; ง · อบต.ดงหม้อทอง"
