"""The home page shows this fiscal year's procurement by month, and nothing where there is none."""

import re

from django.core.cache import cache
from django.utils import timezone

from cms.thai.dates import fiscal_year, fiscal_year_bounds
from tests.factories.bought import make_bought, make_vendor

ROW = re.compile(r'<tr><th scope="row"><a href="([^"]*)">([^<]*)</a></th><td>(\d+)</td><td>([^<]*)</td></tr>')


def test_each_month_of_this_year_is_a_bar_with_its_figures(client, authority, finance):
    vendor = make_vendor(authority)
    year = fiscal_year(timezone.localdate())
    opening, closing = fiscal_year_bounds(year)
    make_bought(finance, day=opening, winners=[(vendor, "1250000.50")])
    make_bought(finance, day=closing, winners=[(vendor, "100")])
    make_bought(finance, day=fiscal_year_bounds(year - 1)[0], winners=[(vendor, "7")])
    make_bought(finance, day=opening, live=False, winners=[(vendor, "9")])
    cache.clear()

    html = client.get("/").content.decode()

    block = html[html.index("home-months") :]
    assert "<b>1.25 ล้านบาท</b> <span>ราคาที่ตกลงรวม 2 รายการ" in block
    assert ROW.findall(block) == [
        (f"/procurement/explore/?year={year}&amp;month=10", "ตุลาคม", "1", "1,250,000.50"),
        (f"/procurement/explore/?year={year}&amp;month=9", "กันยายน", "1", "100.00"),
    ]
    assert f'href="/procurement/{year}/spending/"' in block


def test_without_a_procurement_of_this_year_there_is_no_block(client, authority):
    assert "home-months" not in client.get("/").content.decode()
