"""No screen of the admin stands on an inline script: the content security policy would not let it run."""

import re

import pytest
from django.urls import reverse

from cms.pages import SectionPage
from cms.policy.roles import Role
from disclosures.pages import GeneralAnnouncementPage, IntegrityMeasurePage
from tests.factories.people import make_user
from tests.factories.records import make_announcement

INLINE = re.compile(r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>(.{0,80})", re.DOTALL)
RECORD = "wagtailsnippets_procurement_procurementrecord"


def inline_scripts(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return INLINE.findall(answer.content.decode())


@pytest.mark.parametrize("kind", [GeneralAnnouncementPage, IntegrityMeasurePage])
def test_the_editor_of_a_new_record(client, officer, year_page, kind):
    client.force_login(officer)
    section = SectionPage.objects.get(slug=kind.sections[0])
    year = section.get_children().get(slug=year_page.slug)
    address = reverse("wagtailadmin_pages:add", args=["disclosures", kind._meta.model_name, year.pk])

    assert inline_scripts(client, address) == []


def test_what_an_officer_opens(client, officer, clerk_office, year_page):
    record = make_announcement(year_page, by=officer, division=clerk_office)
    client.force_login(officer)
    addresses = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[year_page.pk]),
        reverse("wagtailadmin_pages:edit", args=[record.pk]),
        reverse("wagtailadmin_pages:history", args=[record.pk]),
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:add_multiple"),
    ]

    assert {address: found for address in addresses if (found := inline_scripts(client, address))} == {}


def test_what_a_procurement_officer_opens(client, procurement_officer):
    client.force_login(procurement_officer)

    assert [inline_scripts(client, reverse(f"{RECORD}:{name}")) for name in ("list", "add")] == [[], []]


def test_what_an_executive_and_a_site_admin_open(client, executive):
    client.force_login(executive)
    assert inline_scripts(client, reverse("cms_queue")) == []

    client.force_login(make_user(Role.SITE_ADMIN))
    for name in ("wagtailusers_users:index", "wagtailusers_users:add", "cms_posts:add", "cms_jobs"):
        assert inline_scripts(client, reverse(name)) == [], name
