"""A vendor as the public sees it: its contracts and offers, their sums, and no number of a person."""

import re
from datetime import date

import pytest

from tests.factories.bought import make_bought, make_vendor

COMPANY, PERSON = "0105536112014", "3100600445635"
TITLE = re.compile(r'<a class="record__link" href="[^"]*">([^<]*)</a>')


@pytest.fixture
def gold(authority):
    return make_vendor(authority, "ร้านแสงทอง", COMPANY)


@pytest.fixture
def somchai(authority):
    return make_vendor(authority, "นายสมชาย ใจดี")


@pytest.fixture
def bought(finance, gold, somchai):
    make_bought(finance, "ซื้อวัสดุ", winners=[(gold, "18000")], bidders=[(gold, "18000")])
    make_bought(finance, "ซื้อรถ", day=date(2024, 11, 3), method="16", winners=[(gold, "400000"), (somchai, "500000")])
    make_bought(
        finance,
        "จ้างถนน",
        day=date(2026, 1, 5),
        winners=[(somchai, "90000")],
        bidders=[(somchai, "90000"), (gold, "95000")],
    )
    make_bought(finance, "ร่างที่ยังไม่เผยแพร่", live=False, winners=[(gold, "7")])


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_vendor_has_all_its_contracts_and_offers_newest_first(client, bought, gold):
    html = read(client, f"/procurement/vendors/{gold.pk}/")

    assert TITLE.findall(html) == ["จ้างถนน", "ซื้อวัสดุ", "ซื้อรถ"]
    assert html.count("ไม่ได้รับการคัดเลือก") == 1
    assert "เสนอราคา 95,000.00 บาท" in html
    assert "0-10-5-536-11201-4" in html


def test_its_sums_are_of_its_own_prices_by_year_and_method(client, bought, gold):
    html = read(client, f"/procurement/vendors/{gold.pk}/")

    rows = re.findall(r'<th scope="row">([^<]*)</th><td[^>]*>(\d+)</td><td[^>]*>([^<]*)</td>', html)
    assert rows == [
        ("2569", "1", "18,000.00"),
        ("2568", "1", "400,000.00"),
        ("วิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", "1", "400,000.00"),
        ("วิธีเฉพาะเจาะจง", "1", "18,000.00"),
    ]
    assert "ราคาที่ตกลงรวม 418,000.00 บาท" in html


def test_a_person_has_no_number(client, bought, somchai):
    type(somchai).objects.filter(pk=somchai.pk).update(tax_id=PERSON)

    html = read(client, f"/procurement/vendors/{somchai.pk}/") + read(client, "/procurement/vendors/")

    assert PERSON not in re.sub(r"\D", "", html)
    assert "เลขนิติบุคคล 3" not in html


def test_who_has_no_public_contract_is_not_there(client, bought, finance, authority):
    bidder, drafted = make_vendor(authority, "ผู้ยื่นเท่านั้น"), make_vendor(authority, "ร่าง")
    make_bought(finance, "อื่น", bidders=[(bidder, "1")])
    make_bought(finance, "ร่าง", live=False, winners=[(drafted, "1")])

    for vendor in (bidder, drafted):
        read(client, f"/procurement/vendors/{vendor.pk}/", 404)
        assert vendor.name not in read(client, "/procurement/vendors/")


def test_the_list_has_sums_and_is_searched_by_name_and_number(client, bought):
    listed = read(client, "/procurement/vendors/")

    assert TITLE.findall(listed) == ["นายสมชาย ใจดี", "ร้านแสงทอง"]
    assert "590,000.00 บาท" in listed
    assert TITLE.findall(read(client, "/procurement/vendors/?sort=name")) == ["นายสมชาย ใจดี", "ร้านแสงทอง"]
    assert TITLE.findall(read(client, "/procurement/vendors/?q=แสง")) == ["ร้านแสงทอง"]
    assert TITLE.findall(read(client, f"/procurement/vendors/?q={COMPANY}")) == ["ร้านแสงทอง"]
    assert "ไม่พบ" in read(client, "/procurement/vendors/?q=ไม่มีใคร%00")
