"""The pages of procurement in a real browser: content first, whole tables, no violation in either scheme."""

import pytest
from django.core.cache import cache

from cms.policy.lifecycle import Period
from procurement.models import Bidder, Winner
from tests.browser.screens import DESK, PHONE, faults_of
from tests.factories.months import last_year, make_month, publish_month
from tests.factories.procurement import make_procurement
from tests.factories.publications import publish

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NARROWEST = 320
MOST_PIXELS_ABOVE = 500
FIRST = "() => document.querySelector('.totals dd, .month').getBoundingClientRect().top + scrollY"
MARKS = "row => [...row.children].filter(each => each.getClientRects().length).map(each => each.getAttribute('role'))"


@pytest.fixture
def screens(live_server, authority, procurement_officer, executive, finance):
    cache.clear()
    who = {"by": procurement_officer, "division": finance, "year": last_year()}
    large = publish_month(approver=executive, period=Period.M01, count=17, **who)
    none = publish_month(approver=executive, period=Period.M02, count=0, **who)
    state = make_month(period=Period.M03, **who)
    record = make_procurement(by=procurement_officer, division=finance, fiscal_year=last_year(), budget="1498000.00")
    record.bidders = [Bidder(name=name, price="1449000.00") for name in ("หจก.ม่วงทองวิศวกรรม", "หจก.สกลก่อสร้าง")]
    record.winners = [Winner(name="หจก.ม่วงทองวิศวกรรม", price="1449000.00")]
    record.save_revision(user=procurement_officer)
    record = publish(record, by=procurement_officer, approver=executive)
    return {
        "month": large.get_url(),
        "month-none": none.get_url(),
        "month-state": state.get_url(),
        "months-of-a-year": f"/procurement/{last_year()}/",
        "procurement-section": "/procurement/",
        "procurement-record": record.get_absolute_url(),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_they_are_accessible_on_phone_and_desk(live_server, browser, screens, violations, clipped, photograph, scheme):
    page = browser.new_page(color_scheme=scheme)
    found = faults_of(page, live_server.url, screens, (violations, clipped), photograph, scheme)
    page.close()

    assert found == []


def test_the_figures_begin_on_the_first_screen_and_nothing_is_too_wide(live_server, browser, screens):
    page = browser.new_page(viewport={"width": PHONE, "height": 844})
    tops, wide = {}, []
    for name, address in screens.items():
        page.set_viewport_size({"width": PHONE, "height": 844})
        page.goto(f"{live_server.url}{address}")
        tops[name] = page.evaluate(FIRST)
        page.set_viewport_size({"width": NARROWEST, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > NARROWEST:
            wide.append(name)
    page.close()

    assert {name: top for name, top in tops.items() if top > MOST_PIXELS_ABOVE} == {}
    assert wide == []


def test_the_nine_columns_fit_a_desk_and_are_blocks_on_a_phone(live_server, browser, screens):
    page = browser.new_page(viewport={"width": DESK, "height": 900})
    page.goto(f"{live_server.url}{screens['month']}")
    table = page.locator(".form1")

    assert table.evaluate("each => each.scrollWidth <= each.clientWidth")
    assert page.locator(".form1 tbody tr").first.evaluate(MARKS) == ["cell", "rowheader", *["cell"] * 7]
    page.set_viewport_size({"width": PHONE, "height": 844})
    assert page.locator(".form1 tbody tr").first.evaluate(MARKS) == ["rowheader", *["cell"] * 7]
    page.close()
