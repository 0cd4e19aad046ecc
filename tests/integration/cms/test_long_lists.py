"""Every public list asks as much of the database with thousands of records as with a few, and weighs as much."""

import gzip
from pathlib import Path
from urllib.parse import quote

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.models import SearchEntry
from tests.factories.many import many_entries, many_procurements, many_records
from tests.factories.publications import PublicSite

MANY = 5_000
MOST_QUERIES = 30
MOST_BYTES = 60 * 1024  # pages are sent as they are, the style sheet compressed


@pytest.fixture
def public_site(authority, officer, procurement_officer, executive, second_executive):
    cache.clear()
    return PublicSite(authority, officer, procurement_officer, executive, second_executive).fill()


def asked(client, address):
    """How many queries an address costs a second visitor, and how much is sent."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(captured), len(answer.content)


def test_no_public_list_grows_with_its_records(client, public_site):
    addresses = {
        "home": "/",
        "section": public_site.section.get_url(),
        "year": public_site.year.get_url(),
        "newest of a year": f"{public_site.year.get_url()}?sort=new",
        "division of a year": f"{public_site.year.get_url()}?division={public_site.clerk.pk}",
        "procurement": "/procurement/",
        "procurement of a year": "/procurement/2566/records/",
        "search": f"/search/?q={quote('มาตรการ')}",
        "filtered search": f"/search/?q={quote('มาตรการ')}&year=2566&division={public_site.clerk.pk}",
    }
    few = {name: asked(client, address) for name, address in addresses.items()}

    many_records(public_site.measure, MANY)
    many_procurements(public_site.procurement, MANY)
    many_entries(SearchEntry.objects.get(title__endswith=public_site.measure.title), MANY)
    many = {name: asked(client, address) for name, address in addresses.items()}

    assert f"{MANY + 3} เรื่อง" in client.get(public_site.year.get_url()).content.decode()
    assert {name for name, (queries, _) in many.items() if queries > min(few[name][0] + 1, MOST_QUERIES)} == set()
    sheet = len(gzip.compress(Path(finders.find("cms/css/site.css")).read_bytes()))
    assert {name: size for name, (_, size) in many.items() if size + sheet > MOST_BYTES} == {}
