"""A live page of each type, as the demo has it, in a real browser."""

import gzip
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.test import Client

from cms.pages import RecordPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NARROWEST, PHONE, DESK = 320, 390, 1280
MOST_PIXELS_ABOVE = 500
# Both widths in both schemes, two of the four by turns: each costs 20 seconds.
SEEN = (((PHONE, "light"), (DESK, "dark")), ((PHONE, "dark"), (DESK, "light")))
MOST_BYTES = 60 * 1024  # as sent: pages as they are but for those of many rows, the style sheets compressed
# What the record itself says, and only where that is nothing, its summary.
FIRST = """() => {
    const top = selector => Math.min(...[...document.querySelectorAll(selector)]
        .map(each => each.getBoundingClientRect()).filter(box => box.height > 1).map(box => box.top + scrollY));
    const own = top(".document :is(tbody tr, li, p, dd, img, svg), .file, .totals dd, .month-none");
    return Number.isFinite(own) ? own : top(".page-head__lead")}"""
SCROLLING = """() => [...document.querySelectorAll(".table-region")]
    .filter(each => each.scrollWidth > each.clientWidth).map(each => each.getAttribute("aria-labelledby"))"""


@pytest.fixture
def addresses(db):
    """The newest live page of each type, by the name of its class."""
    models = [model for model in apps.get_models() if issubclass(model, RecordPage) and model is not RecordPage]
    pages = {model.__name__: model.objects.live().order_by("-first_published_at").first() for model in models}
    return {name: page.get_url() for name, page in pages.items() if page is not None}


@pytest.fixture
def look(browser, live_server):
    """The page of an address at a width, in a scheme of colours."""
    pages = {scheme: browser.new_page(color_scheme=scheme) for scheme in ("light", "dark")}

    def show(address, width, scheme="light"):
        page = pages[scheme]
        page.set_viewport_size({"width": width, "height": 844})
        assert page.goto(f"{live_server.url}{address}").status == 200
        return page

    yield show
    for page in pages.values():
        page.close()


def test_each_type_says_something_on_the_first_screen_of_a_phone(look, addresses, photograph):
    tops = {}
    for name, address in addresses.items():
        page = look(address, PHONE)
        photograph(page, f"type-{name}-390")
        tops[name] = page.evaluate(FIRST)

    assert {name: top for name, top in tops.items() if not top <= MOST_PIXELS_ABOVE} == {}


def test_the_tables_of_each_type_fit_a_desk_and_its_page_the_narrowest_phone(look, addresses, photograph):
    found = []
    for name, address in addresses.items():
        page = look(address, DESK)
        photograph(page, f"type-{name}-1280")
        found += [f"{name} {table} scrolls" for table in page.evaluate(SCROLLING)]
        page.set_viewport_size({"width": NARROWEST, "height": 844})
        if page.evaluate("document.documentElement.scrollWidth") > NARROWEST:
            found.append(f"{name} is wider than the screen")

    assert found == []


def test_each_type_is_accessible_and_clips_no_mark(look, addresses, violations, clipped):
    found = []
    for name, address in addresses.items():
        for width, scheme in SEEN[date.today().toordinal() % 2]:
            page = look(address, width, scheme)
            found += [f"{name} {width}: {fault}" for fault in violations(page) + clipped(page)]

    assert found == []


def test_no_page_of_a_type_is_heavy(addresses):
    sheets = [Path(finders.find(f"cms/css/{name}.css")).read_bytes() for name in ("site", "record")]
    sheet = sum(len(gzip.compress(each)) for each in sheets)
    answers = {name: Client(headers={"Accept-Encoding": "gzip"}).get(address) for name, address in addresses.items()}
    weights = {name: len(answer.content) + sheet for name, answer in answers.items()}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert {name: weight for name, weight in weights.items() if weight > MOST_BYTES} == {}
