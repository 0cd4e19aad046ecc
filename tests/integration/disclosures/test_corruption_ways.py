"""The ways to report corruption that the layout shows: those of the newest page about them that was approved."""

import pytest
from django.core.cache import cache

from cms.actions import takedown
from cms.actions.fiscal_years import open_year
from cms.actions.records import draft
from cms.pages import SectionPage, YearPage
from disclosures.pages import CorruptionChannel, CorruptionChannelPage
from disclosures.selectors.corruption_ways import approved_ways
from tests.factories.publications import current, publish

FORM = {"kind": "online", "detail": "แบบแจ้งเรื่องทุจริต", "link": "https://report.example.go.th/", "receiver": "ปลัด"}
LINE = {"kind": "telephone", "detail": "042-000-109", "hours": "วันราชการ", "receiver": "ปลัด"}
DESK = {"kind": "visit", "detail": "ห้องปลัด ชั้น 2", "receiver": "ปลัด"}


def make(year_page, *rows, by, division, title="ช่องทางแจ้งเรื่องทุจริต"):
    page = CorruptionChannelPage(title=title, division=division, summary="แจ้งได้หลายทาง", protection="เป็นความลับ")
    page.channels = [CorruptionChannel(**row) for row in rows]
    return draft(page, year_page, by=by)


@pytest.fixture
def section(authority):
    return SectionPage.objects.get(slug="complaints")


@pytest.fixture
def year(section, year_page) -> YearPage:
    return open_year(section, year_page.fiscal_year)


@pytest.fixture
def page(year, officer, clerk_office, executive):
    return publish(make(year, FORM, LINE, DESK, by=officer, division=clerk_office), by=officer, approver=executive)


def foot(client):
    html = client.get("/").content.decode()
    return html[html.index("<footer") :]


def test_nothing_is_approved_yet(authority, client, year, officer, clerk_office):
    make(year, FORM, by=officer, division=clerk_office)

    assert approved_ways(authority) is None
    assert FORM["link"] not in foot(client)


def test_what_is_live_stands_in_every_footer(authority, client, page):
    foot_of_home = foot(client)

    assert f'แบบฟอร์มออนไลน์ <a href="{FORM["link"]}">แบบแจ้งเรื่องทุจริต</a>' in foot_of_home
    assert 'โทรศัพท์ <a href="tel:042000109">042-000-109</a> <small>วันราชการ</small>' in foot_of_home
    assert "แจ้งด้วยตนเอง <b>ห้องปลัด ชั้น 2</b>" in foot_of_home
    assert f'href="{page.get_url()}"' in foot_of_home
    assert 'href="tel:1205"' in foot_of_home


def test_a_newer_draft_changes_nothing_before_its_approval(client, page, officer, executive):
    newer = page.get_latest_revision_as_object()
    newer.channels = [CorruptionChannel(**FORM), CorruptionChannel(**{**LINE, "detail": "099-999-9999"})]
    newer.save_revision(user=officer)
    assert "099-999-9999" not in foot(client)

    publish(page, by=officer, approver=executive)

    assert "099-999-9999" in foot(client)
    assert "042-000-109" not in foot(client)


def test_the_newest_year_is_shown(section, client, page, officer, clerk_office, executive):
    earlier = make(open_year(section, 2566), FORM, {**LINE, "detail": "088"}, by=officer, division=clerk_office)
    publish(earlier, by=officer, approver=executive)

    assert "042-000-109" in foot(client)
    assert "088" not in foot(client)


def test_what_is_suspended_is_shown_no_more(authority, client, page, second_executive):
    takedown.suspend(current(page), by=second_executive, reason="เลขหมายผิด")
    cache.clear()

    assert approved_ways(authority) is None
    assert "042-000-109" not in foot(client)
