"""Finding public procurements: every filter and order, the sums of all that is found, their CSV, and the cost."""

import gzip
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.tabular.delimited import read_delimited
from tests.factories.bought import make_bought, make_vendor, many_bought

COMPANY = "0105536112014"
TITLE = re.compile(r'<a class="record__link" href="[^"]*">([^<]*)</a>')
MOST_QUERIES = 20
MOST_BYTES = 60 * 1024


@pytest.fixture
def gold(authority):
    return make_vendor(authority, "ร้านแสงทอง", COMPANY)


@pytest.fixture
def somchai(authority):
    return make_vendor(authority, "นายสมชาย ใจดี")


@pytest.fixture
def found(finance, gold, somchai):
    """Four public procurements and a draft."""
    make_bought(finance, "ซื้อวัสดุสำนักงาน", winners=[(gold, "18000")], contract_number="ซ.๑/๒๕๖๙")
    make_bought(finance, "จ้างซ่อมถนน สาย 1", day=date(2025, 12, 5), kind="02", winners=[(somchai, "450000")])
    make_bought(finance, "จ้างก่อสร้างอาคาร", day=date(2026, 3, 1), kind="02", method="16", budget=Decimal(2500000))
    make_bought(
        finance,
        "ซื้อรถยนต์",
        day=date(2024, 11, 3),
        method="16",
        egp_number="67119012345",
        winners=[(gold, "400000"), (somchai, "500000")],
    )
    make_bought(finance, "ซื้อที่ยังไม่อนุมัติ", live=False, winners=[(gold, "1")])


def titles(client, **query):
    answer = client.get("/procurement/explore/", query)
    assert answer.status_code == 200
    return TITLE.findall(answer.content.decode())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["จ้างก่อสร้างอาคาร", "จ้างซ่อมถนน สาย 1", "ซื้อวัสดุสำนักงาน", "ซื้อรถยนต์"]),
        ({"year": "๒๕๖๘"}, ["ซื้อรถยนต์"]),
        ({"year": "2569", "month": "10"}, ["ซื้อวัสดุสำนักงาน"]),
        ({"month": "11"}, ["ซื้อรถยนต์"]),
        ({"method": "16", "sort": "old"}, ["ซื้อรถยนต์", "จ้างก่อสร้างอาคาร"]),
        ({"kind": "02", "sort": "low"}, ["จ้างซ่อมถนน สาย 1", "จ้างก่อสร้างอาคาร"]),
        ({"vendor": "แสงทอง"}, ["ซื้อวัสดุสำนักงาน", "ซื้อรถยนต์"]),
        ({"vendor": "0-10-5-536-11201-4"}, ["ซื้อวัสดุสำนักงาน", "ซื้อรถยนต์"]),
        ({"vendor": "สมชาย ใจดี", "method": "19"}, ["จ้างซ่อมถนน สาย 1"]),
        ({"from": "๔๕๐,๐๐๐", "sort": "high"}, ["จ้างก่อสร้างอาคาร", "ซื้อรถยนต์", "จ้างซ่อมถนน สาย 1"]),
        ({"to": "450,000.00"}, ["จ้างซ่อมถนน สาย 1", "ซื้อวัสดุสำนักงาน"]),
        ({"from": "900,000", "to": "900000"}, ["ซื้อรถยนต์"]),
        ({"q": "สาย ๑"}, ["จ้างซ่อมถนน สาย 1"]),
        ({"q": "ซ.1/2569"}, ["ซื้อวัสดุสำนักงาน"]),
        ({"q": "๖๗๑๑๙๐๑๒๓๔๕"}, ["ซื้อรถยนต์"]),
        ({"q": "ยังไม่อนุมัติ"}, []),
        ({"q": "%"}, []),
    ],
)
def test_a_selection_finds_what_it_asks_for_in_its_order(client, found, query, expected):
    assert titles(client, **query) == expected


def test_the_sums_are_those_of_the_whole_selection(client, found):
    html = client.get("/procurement/explore/").content.decode()

    assert "<b>4</b> รายการ" in html
    assert "วงเงินรวม <b>2,560,000.00 บาท</b>" in html
    assert "ราคาที่ตกลงรวม <b>1,368,000.00 บาท</b>" in html


def test_what_cannot_be_read_is_told_and_nothing_is_lost(client, found):
    html = client.get("/procurement/explore/", {"from": "ห้าแสน", "q": "ซื้อ", "month": "13"}).content.decode()

    assert 'value="ห้าแสน"' in html
    assert 'value="ซื้อ"' in html
    assert "<option selected>13</option>" in html
    assert "จำนวนเงิน “ห้าแสน”" in html or "ห้าแสน" in re.findall(r'id="from-problem">([^<]*)<', html)[0]
    assert TITLE.findall(html) == ["ซื้อวัสดุสำนักงาน", "ซื้อรถยนต์"]
    assert '<details class="more" open>' in html


@pytest.mark.parametrize("query", ["p=900&sort=zz", "year=9" * 5, "from=1e999", "q=" + "ก" * 3000, "method[]=1", "p=x"])
def test_any_query_is_answered(client, found, query):
    assert client.get(f"/procurement/explore/?{query}").status_code == 200


def lines(answer, tmp_path):
    file = tmp_path / "found.csv"
    file.write_bytes(b"".join(answer.streaming_content))
    (sheet,) = read_delimited(file)
    return [list(row.cells) for row in sheet.rows]


def test_the_csv_holds_the_selection_and_no_number_of_a_person(client, found, finance, somchai, tmp_path):
    record = make_bought(finance, "=ซื้อ", winners=[(somchai, "5")], day=date(2025, 10, 2))
    record.winners.get().__class__.objects.filter(record=record).update(tax_id="3100600445635")

    answer = client.get("/procurement/explore.csv", {"year": "2569", "to": "20,000"})

    head, first, second = lines(answer, tmp_path)
    assert head[0] == "ปีงบประมาณ"
    assert [first[3], second[3]] == ["=ซื้อ", "ซื้อวัสดุสำนักงาน"]
    assert (first[9], first[10], first[11] or "") == ("5.00", "นายสมชาย ใจดี", "")
    assert second[11] == COMPANY
    assert second[-1].endswith("/records/" + second[-1].rstrip("/").rpartition("/")[2] + "/")


def test_the_csv_of_what_cannot_be_read_leads_to_the_page_that_says_so(client, found):
    answer = client.get("/procurement/explore.csv", {"from": "x"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/procurement/explore/?from=x")


def queries_for(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(captured), len(answer.content)


@pytest.mark.slow
def test_thousands_of_procurements_cost_as_much_as_a_few(client, found, authority, finance, gold, somchai):
    addresses = [
        "/procurement/explore/",
        "/procurement/explore/?q=ซื้อ&vendor=ทอง&from=1000&sort=high",
        "/procurement/vendors/",
        f"/procurement/vendors/{gold.pk}/",
        "/procurement/2569/spending/",
    ]
    few = {address: queries_for(client, address) for address in addresses}

    more = [make_vendor(authority, f"ร้านที่ {place}") for place in range(200)]
    many_bought(finance, 5_000, [gold, somchai, *more])
    cache.clear()
    many = {address: queries_for(client, address) for address in addresses}

    sheets = ("cms/css/site.css", "procurement/css/explore.css")
    sent = sum(len(gzip.compress(Path(finders.find(sheet)).read_bytes())) for sheet in sheets)
    assert {each for each, (asked, _) in many.items() if asked > min(few[each][0] + 1, MOST_QUERIES)} == set()
    assert {each: size for each, (_, size) in many.items() if size + sent > MOST_BYTES} == {}


def test_the_csv_of_thousands_asks_little(client, finance, gold, django_assert_max_num_queries):
    many_bought(finance, 1_200, [gold])

    with django_assert_max_num_queries(10):
        body = b"".join(client.get("/procurement/explore.csv").streaming_content)

    assert body.count(b"\r\n") == 1_201
