"""Whatever is public stands two clicks from the home page: it, or its year, is a link there."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from cms.models import Publication
from cms.policy.lifecycle import Stage
from tests.reading import ReadingClient

MOST_BYTES = 60 * 1024
LINK = re.compile(r'href="(/[^"?#]*)["?#]')


@pytest.fixture(scope="module")
def links(loaded_demo) -> set[str]:
    """The addresses to which the home page leads, but for those of officers and of what is no page."""
    html = ReadingClient().get("/").content.decode()
    return {link for link in LINK.findall(html) if not link.startswith(("/admin", "/static", "/pictures"))}


def linked_from(addresses: Iterable[str]) -> set[str]:
    pages = (ReadingClient().get(address).content.decode() for address in addresses)
    return {link for html in pages for link in LINK.findall(html)}


def test_every_live_disclosure_is_two_clicks_from_home(links):
    # Of procurements the months are; a year has more of them than a page.
    disclosures = Publication.objects.exclude(address__contains="/records/")
    public = set(disclosures.filter(stage=Stage.LIVE).values_list("address", flat=True))

    assert public
    assert sorted(public - links - linked_from(links)) == []


def test_home_leads_nowhere_that_is_not_there(links):
    assert {link: ReadingClient().get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_home_and_its_sheets_are_light_as_they_are_sent(loaded_demo):
    """Whitenoise sends the sheets compressed; the page itself is counted as it is."""
    sheets = [Path(finders.find(f"cms/css/{name}.css")).read_bytes() for name in ("site", "home")]

    html = len(ReadingClient().get("/").content)

    assert html + sum(len(gzip.compress(sheet)) for sheet in sheets) <= MOST_BYTES
