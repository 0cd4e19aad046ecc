"""Wherever one reads of corruption, and wherever one is lost, there is a way to report it."""

import re

import pytest
from django.core.cache import cache

from cms.actions import people
from cms.policy.registration import Registrations
from cms.policy.reporting import Way, Ways
from cms.selectors import reporting
from tests.factories.publications import PublicSite, make_full_measure, publish

APPROVED = Ways([Way("สายตรงนายก", "081-000-0000", "ทุกวัน", "tel:0810000000")], "/complaints/2570/1/")


def approved(authority):
    return APPROVED


@pytest.fixture
def public_site(authority, officer, procurement_officer, executive, second_executive):
    cache.clear()
    site = PublicSite(authority, officer, procurement_officer, executive, second_executive).fill()
    facts = {"phone": "042-111-222", "hours": "ทุกวันทำการ", "address": "99 หมู่ 1", "email": "a@example.go.th"}
    people.change_authority(authority.pk, facts, by=None)
    return site


@pytest.fixture
def approved_ways(monkeypatch):
    """An app whose approved ways are `APPROVED`."""
    registrations = Registrations(corruption_ways=(f"{__name__}.approved",))
    monkeypatch.setattr(reporting, "registered", lambda: registrations)
    cache.clear()


def read(client, address):
    return client.get(address).content.decode()


def footer(html):
    return html[html.index("<footer") :]


def everywhere(site):
    return [
        "/",
        site.measure.get_url(),
        site.year.get_url(),
        "/search/",
        "/search/?q=xyz",
        "/nothing/",
        "/procurement/",
    ]


def test_every_footer_says_how_to_report_corruption(client, public_site):
    for address in everywhere(public_site):
        foot = footer(read(client, address))
        for words in (
            "แจ้งการทุจริต",
            'href="tel:042111222"',
            "99 หมู่ 1",
            "ทุกวันทำการ",
            'href="tel:1205"',
            'href="tel:1567"',
        ):
            assert words in foot, (address, words)


def test_search_and_a_page_that_is_not_there_lead_to_it(client, public_site):
    for address in ("/search/?q=การ", "/search/?q=xyz", "/nothing/"):
        html = read(client, address)
        main = html[: html.index("<footer")]
        assert 'href="#corruption"' in main, address
        assert 'href="tel:1205"' in main, address


@pytest.mark.parametrize(("number", "shows"), [(1, False), (2, True), (3, False), (14, True)])
def test_the_measures_about_reporting_show_the_ways(client, public_site, officer, executive, number, shows):
    draft = make_full_measure(public_site.year, by=officer, division=public_site.clerk, number=number + 20)
    draft.measure_number = number
    draft.save_revision(user=officer)
    page = publish(draft, by=officer, approver=executive)

    html = read(client, page.get_url())

    assert ('id="report-corruption"' in html) == shows
    assert (html.count('href="tel:042111222"') == 3) == shows  # contact, footer, and here


def test_approved_ways_take_the_place_of_the_telephone_of_the_office(client, public_site, approved_ways):
    for address in everywhere(public_site):
        html = read(client, address)
        foot = footer(html)
        assert 'สายตรงนายก <a href="tel:0810000000">081-000-0000</a> <small>ทุกวัน</small>' in foot
        assert 'href="/complaints/2570/1/"' in foot
        assert 'href="tel:1205"' in foot
        assert 'href="#corruption"' not in html, address


def test_without_an_authority_the_national_ways_stand(client, db):
    html = read(client, "/integrity/")

    assert re.findall(r'href="tel:(\d+)"', footer(html)) == ["1205", "1567"]
