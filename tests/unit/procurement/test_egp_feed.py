"""A feed of e-GP: either encoding, the number in either digits, the kind wherever it stands; nothing hostile."""

from datetime import date

import pytest

from cms.extraction.feeds import NO_FEED, TOO_MANY, answer_for
from procurement.policy.codes import NoticeKind
from procurement.policy.egp_feed import egp_number_in, kind_of, notice_of

ITEM = (
    "<item><title>ประกวดราคาจ้างก่อสร้างถนน</title><link>https://process.gprocurement.go.th/x?projectId=69089649017</link>"
    "<description>69089649017,อบต.ดงหม้อทอง,ประกาศเชิญชวน</description>"
    "<pubDate>Mon, 12 Oct 2026 09:30:00 +0700</pubDate><guid/></item>"
)


def feed(items=ITEM, encoding="windows-874", said="windows-874"):
    head = f'<?xml version="1.0" encoding="{said}"?>'
    text = f'{head}\n<rss version="2.0"><channel><title>e-GP</title>{items}</channel></rss>'
    return text.encode("cp874" if encoding == "windows-874" else encoding)


@pytest.fixture
def read(tmp_path):
    def reading(data):
        path = tmp_path / "feed.xml"
        path.write_bytes(data)
        return answer_for(str(path))

    return reading


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("windows-874", "windows-874"), ("utf-8", "utf-8"), ("windows-874", "utf-8"), ("utf-8", "TIS-620")],
)
def test_a_feed_is_read_in_the_encoding_that_it_has(read, encoding, said):
    (item,) = read(feed(encoding=encoding, said=said)).items

    assert notice_of(item).title == "ประกวดราคาจ้างก่อสร้างถนน"
    assert notice_of(item).kind == NoticeKind.INVITATION
    assert notice_of(item).egp_number == "69089649017"
    assert notice_of(item).announced == date(2026, 10, 12)
    assert notice_of(item).problem == ""


BOMB = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aa">]><rss><item><title>&a;</title></item></rss>'


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html><body>x</body></html>", b"<rss><item>", BOMB])
def test_what_is_no_feed_or_defines_entities_is_refused(read, data):
    assert read(data).refusal == NO_FEED


def test_a_feed_of_too_many_items_is_refused(read):
    assert read(feed("<item/>" * 2001)).refusal == TOO_MANY


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("เลขที่โครงการ ๖๙๐๘๙๖๔๙๐๑๗", "69089649017"),
        ("โครงการ 69089649017, สัญญา", "69089649017"),
        ("เอกสาร 690896490171", ""),
        ("ไม่มีเลข", ""),
    ],
)
def test_the_number_of_a_project_has_eleven_digits_in_either_numerals(text, number):
    assert egp_number_in(text) == number


@pytest.mark.parametrize(
    ("title", "link", "told", "kind"),
    [
        ("ยกเลิกประกาศเชิญชวนจ้างถนน", "", "", "D1"),
        ("เปลี่ยนแปลงประกาศเชิญชวน", "", "", "D2"),
        ("จ้างถนน", "https://x.go.th/?announceType=W0&a=1", "", "W0"),
        ("จ้างถนน", "", "69089649017,อบต.,ราคากลาง", "15"),
        ("ร่างเอกสารประกวดราคาซื้อรถ", "", "", "B0"),
        ("จ้างถนน", "", "", ""),
    ],
)
def test_the_kind_is_read_from_address_description_or_title(title, link, told, kind):
    assert kind_of(title, link, told) == kind


def test_an_item_without_kind_takes_the_one_that_was_chosen_and_an_unsafe_address_is_dropped():
    item = {"title": "จ้างถนน", "link": "javascript:alert(1)", "description": ""}

    found = notice_of(item, otherwise="P0")

    assert (found.kind, found.link) == ("P0", "")
    assert found.problem
