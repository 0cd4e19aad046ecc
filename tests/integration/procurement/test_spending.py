"""Where the money of a year went: sums of what is public now, the same in every breakdown and in its CSV."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache

from cms.actions import takedown
from tests.factories.bought import make_bought, make_vendor
from tests.factories.decisions import settle
from tests.factories.procurement import make_procurement
from tests.factories.publications import current, publish

ROW = re.compile(r'<tr role="row"><th role="rowheader" scope="row">(.*?)</tr>')
KEYS = ("method", "kind", "vendor", "month", "division")


@pytest.fixture
def bought(authority, finance, clerk_office):
    gold, somchai = make_vendor(authority, "ร้านแสงทอง"), make_vendor(authority, "นายสมชาย ใจดี")
    make_bought(finance, "ก", winners=[(gold, "18000.50")])
    make_bought(finance, "ข", kind="02", method="16", day=date(2025, 12, 5), winners=[(gold, "1"), (somchai, "2")])
    make_bought(clerk_office, "ค", kind="", method="", day=date(2026, 1, 5), budget=Decimal("5.25"))
    make_bought(finance, "ปีก่อน", day=date(2025, 9, 30), winners=[(gold, "9")])
    make_bought(finance, "ร่าง", live=False, winners=[(gold, "7000")])
    cache.clear()


def csv_rows(client, key, year=2569):
    answer = client.get(f"/procurement/{year}/spending/{key}.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return [line.split(",") for line in text.splitlines()]


@pytest.mark.parametrize("key", KEYS)
def test_every_breakdown_adds_up_to_what_was_agreed(client, bought, key):
    head, *rows = csv_rows(client, key)

    assert sum(Decimal(row[-1]) for row in rows) == Decimal("18003.50")
    assert len(head) == (3 if key == "vendor" else 4)
    if key != "vendor":
        assert sum(Decimal(row[2]) for row in rows) == Decimal("40005.25")
        assert sum(int(row[1]) for row in rows) == 3


def test_the_page_has_a_bar_for_each_share(client, bought):
    html = client.get("/procurement/2569/spending/").content.decode()

    assert "<span>3 รายการ</span>" in html
    assert "ราคาที่ตกลง 18,003.50 บาท" in html
    rows = [re.sub(r"<[^>]*>", "|", row) for row in ROW.findall(html)]
    assert len(rows) == html.count('<rect width="') == 3 + 3 + 2 + 3 + 2
    assert 'href="/procurement/explore/?year=2569&amp;month=12"' in html
    assert [href for href in re.findall(r'href="(/procurement/[^"]*)"', html) if "None" in href] == []


def test_a_month_stands_in_its_place_of_the_fiscal_year(client, bought):
    assert [row[0] for row in csv_rows(client, "month")[1:]] == ["ตุลาคม", "ธันวาคม", "มกราคม"]


@pytest.mark.parametrize("address", ["/procurement/2560/spending/", "/procurement/2569/spending/name.csv"])
def test_a_year_and_a_breakdown_that_are_not_there(client, bought, address):
    assert client.get(address).status_code == 404


def test_what_is_withdrawn_is_in_no_sum(client, procurement_officer, finance, executive, authority):
    draft = make_procurement(by=procurement_officer, division=finance, contract_date=date(2026, 10, 2))
    record = publish(draft, by=procurement_officer, approver=executive)
    before = client.get("/procurement/2570/spending/").content.decode()
    request = takedown.request_withdrawal(current(record), by=procurement_officer, reason="บันทึกซ้ำ")
    settle(request, by=executive, withdraw=True)

    assert "12,500.00" in before
    assert "12,500.00" not in client.get("/procurement/explore/").content.decode()
    assert "12,500.00" not in client.get("/procurement/2570/spending/").content.decode()
