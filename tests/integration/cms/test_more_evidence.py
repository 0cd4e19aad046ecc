"""Evidence that asks for values of a column: each choice, each month of each service, all but of a vacant post."""

import pytest

from cms.policy.periods import EVERY_MONTH
from cms.records.missing import missing, refusal_of_missing
from disclosures.pages import (
    CorruptionChannel,
    CorruptionChannelPage,
    Executive,
    ExecutivesPage,
    ServiceCount,
    ServiceStatisticsPage,
)

pytestmark = pytest.mark.django_db

H1 = EVERY_MONTH[:6]


def executives(*rows):
    page = ExecutivesPage(title="ผู้บริหาร", division_id=1)
    page.executives = [Executive(**row) for row in rows]
    return page


MAYOR = {"position": "นายก", "name": "ก", "side": "political", "photo_id": 1, "telephone": "1"}
VACANT = {"position": "รองปลัด", "side": "permanent", "holding": "vacant"}


def fields(page):
    return [each.field for each in missing(page) if not each.only_a_person_knows]


def test_a_vacant_post_needs_no_name_photo_or_telephone():
    assert fields(executives(MAYOR, VACANT)) == []


def test_a_post_that_is_held_needs_them():
    assert fields(executives(MAYOR, {**VACANT, "holding": "held"})) == [
        "executives-1-name",
        "executives-1-photo",
        "executives-1-telephone",
    ]


def test_a_side_without_a_row_is_named():
    assert "“ผู้บริหาร” ยังไม่มีรายการ “ฝ่ายประจำ”" in refusal_of_missing(executives(MAYOR))


@pytest.mark.parametrize(("kinds", "lacks"), [(["online", "post"], False), (["post"], True), ([], False)])
def test_only_the_named_choice_is_asked_for(kinds, lacks):
    page = CorruptionChannelPage(title="ช่องทาง", division_id=1, protection="เป็นความลับ")
    page.channels = [CorruptionChannel(kind=kind, detail="ก", receiver="ข") for kind in kinds]

    assert ("“แบบฟอร์มออนไลน์”" in (refusal_of_missing(page) or "")) == lacks


@pytest.mark.parametrize(
    ("rows", "lacks"),
    [
        ({"ภาษี": H1, "ก่อสร้าง": H1}, []),
        ({"ภาษี": H1, "ก่อสร้าง": H1[:5]}, ["ของ “ก่อสร้าง” ยังไม่มี มีนาคม"]),
        ({"ภาษี": H1[1:], "ก่อสร้าง": H1[:5]}, ["ของ “ภาษี” ยังไม่มี ตุลาคม", "ของ “ก่อสร้าง” ยังไม่มี มีนาคม"]),
        ({"ภาษี": H1, "ภาษี ": H1[:0]}, []),
    ],
)
def test_every_month_of_each_service_is_asked_for(rows, lacks):
    page = ServiceStatisticsPage(title="สถิติ", division_id=1, fiscal_year=2569, period="h1")
    page.counts = [
        ServiceCount(service=name, month=month, counter=1) for name, months in rows.items() for month in months
    ]

    found = [each.sentence for each in missing(page)]

    assert len(found) == len(lacks)
    assert all(words in sentence for words, sentence in zip(lacks, found, strict=True))


def test_a_service_is_one_however_blanks_surround_its_name():
    page = ServiceStatisticsPage(title="สถิติ", division_id=1, fiscal_year=2569, period="h1")
    page.counts = [
        ServiceCount(service=name, month=month, counter=1) for name, month in zip(["ภาษี", " ภาษี "] * 3, H1, strict=True)
    ]

    assert missing(page) == []
