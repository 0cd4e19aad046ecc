"""Rows of months as releases of OCDS 1.1.5."""

import json
import re
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from stdnum.th import pin

from procurement.policy.codes import KINDS, METHODS
from procurement.policy.ocds import (
    CATEGORIES,
    METHOD_WORDS,
    Buyer,
    Edition,
    Publisher,
    package_head,
    record_of,
    releases_of_month,
)
from tests import ocds
from tests.factories.month_rows import citizen_number, month_rows, withdrawn

DAY = date(2025, 10, 3)
PREFIX = "ocds-000000"
BUYER = Buyer("องค์การบริหารส่วนตำบลดงหม้อทอง", "บ้านม่วง", "สกลนคร", "TH-TIN-0994000617721")
PUBLISHER = Publisher(BUYER, "https://example.go.th", "https://creativecommons.org/licenses/by/4.0/")
FIRST = Edition("2569-10-1", "2025-11-04T09:30:00+07:00")
SECOND = Edition("2569-10-2", "2025-11-20T10:00:00+07:00")
ROW = {
    "number": 1,
    "record": 7,
    "publication": 70,
    "title": "ซื้อวัสดุ",
    "budget": "20000.00",
    "method": "19",
    "kind": "01",
    "step": "5",
    "bidders": [{"name": "หจก. แสงทอง", "tax_id": "0105536112014", "price": "18500.00"}],
    "winners": [{"name": "หจก. แสงทอง", "tax_id": "0105536112014", "price": "18500.00"}],
    "contract_number": "ซ.12/2569",
    "contract_date": "2025-10-15",
    "end_date": "2025-11-15",
    "egp_number": "69109012345",
}


def releases(*editions, buyer=BUYER):
    """The releases of a month with these editions, each with its rows."""
    shown = {row["record"]: row for row in editions[-1][1]}
    return list(releases_of_month(editions, shown, buyer=buyer, prefix=PREFIX))


def packages(rows, buyer=BUYER):
    found = releases((FIRST, rows), buyer=buyer)
    head = package_head(replace(PUBLISHER, buyer=buyer), uri="https://example.go.th/x/", published=FIRST.approved)
    return {**head, "releases": found}, {**head, "records": [record_of([each]) for each in found]}


def test_a_row_says_what_is_known_of_its_process():
    (release,) = releases((FIRST, [ROW]))

    assert (release["ocid"], release["id"]) == ("ocds-000000-7", "ocds-000000-7-2569-10-1")
    assert release["date"] == FIRST.approved
    assert release["tag"] == ["planning", "tender", "award", "contract"]
    assert release["planning"]["budget"]["amount"] == {"amount": 20000.0, "currency": "THB"}
    assert release["tender"]["id"] == "69109012345"
    assert (release["tender"]["procurementMethod"], release["tender"]["numberOfTenderers"]) == ("direct", 1)
    assert release["contracts"] == [
        {
            "id": "ซ.12/2569",
            "awardID": "69109012345-1",
            "title": "ซื้อวัสดุ",
            "status": "active",
            "period": {"startDate": "2025-10-15T00:00:00+07:00", "endDate": "2025-11-15T00:00:00+07:00"},
            "value": {"amount": 18500.0, "currency": "THB"},
            "dateSigned": "2025-10-15T00:00:00+07:00",
        }
    ]
    vendor = release["parties"][1]
    assert vendor["identifier"] == {"scheme": "TH-TIN", "id": "0105536112014", "legalName": "หจก. แสงทอง"}
    assert vendor["roles"] == ["tenderer", "supplier"]


def test_each_winner_has_an_award_and_a_contract():
    winners = [*ROW["winners"], {"name": "นายสมชาย ใจดี", "price": "100.00"}]

    (release,) = releases((FIRST, [{**ROW, "winners": winners}]))

    assert [award["value"]["amount"] for award in release["awards"]] == [18500.0, 100.0]
    assert [contract["id"] for contract in release["contracts"]] == ["ซ.12/2569-1", "ซ.12/2569-2"]
    assert [contract["awardID"] for contract in release["contracts"]] == [each["id"] for each in release["awards"]]


def test_a_person_is_named_without_a_number():
    number = citizen_number(Random(1))
    winners = [{"name": f"นายสมชาย ใจดี {number}", "tax_id": number, "price": "100.00"}]

    (release,) = releases((FIRST, [{**ROW, "winners": winners, "bidders": []}]))

    assert number not in json.dumps(release, ensure_ascii=False)
    assert "identifier" not in release["parties"][1]


@pytest.mark.parametrize(
    ("step", "tags", "status"),
    [
        ("1", ["planning"], "planning"),
        ("2", ["planning"], "planned"),
        ("3", ["planning", "tender"], "active"),
        ("4", ["planning", "tender"], "complete"),
        ("", ["planning", "tender"], "active"),
    ],
)
def test_what_has_no_winner_yet_is_as_far_as_its_step(step, tags, status):
    (release,) = releases((FIRST, [{**ROW, "step": step, "winners": []}]))

    assert (release["tag"], release["tender"]["status"]) == (tags, status)


def test_a_correction_is_an_update_and_what_stays_is_told_once():
    other = {**ROW, "record": 8}
    bare = {name: value for name, value in ROW.items() if name not in ("contract_number", "contract_date")}

    found = releases((FIRST, [bare, other]), (SECOND, [other, ROW]))

    assert [(each["ocid"], each["id"][-1]) for each in found] == [
        ("ocds-000000-7", "1"),
        ("ocds-000000-8", "1"),
        ("ocds-000000-7", "2"),
    ]
    assert found[2]["tag"] == ["planningUpdate", "tenderUpdate", "awardUpdate", "contract"]


def test_the_ocid_stays_when_the_number_of_egp_comes_later():
    bare = {name: value for name, value in ROW.items() if name != "egp_number"}

    found = releases((FIRST, [bare]), (SECOND, [ROW]))

    assert [each["ocid"] for each in found] == ["ocds-000000-7", "ocds-000000-7"]
    assert [each["tender"]["id"] for each in found] == ["7", "69109012345"]


def test_of_a_withdrawn_record_only_the_withdrawal_is_left():
    (release,) = releases((FIRST, [ROW]), (SECOND, [withdrawn(ROW)]))

    assert release["tag"] == ["tenderUpdate"]
    assert release["tender"] == {"id": "7", "title": "ซื้อวัสดุ", "status": "withdrawn", "description": "บันทึกซ้ำ"}
    assert "18500" not in json.dumps(release)


def test_what_stands_in_the_month_no_more_is_not_told():
    assert releases((FIRST, [ROW]), (SECOND, [])) == []


def test_the_compiled_release_of_a_record_is_its_last():
    found = releases((FIRST, [{**ROW, "budget": "1.00"}]), (SECOND, [ROW]))

    record = record_of(found)

    assert record["releases"] == found
    assert record["compiledRelease"]["tag"] == ["compiled"]
    assert record["compiledRelease"]["planning"] == found[1]["planning"]


def test_every_method_and_kind_has_a_word_of_the_standard():
    assert set(METHOD_WORDS) == set(METHODS)
    assert set(CATEGORIES) == set(KINDS)


@pytest.mark.parametrize("seed", range(6))
def test_the_checks_of_the_standard_find_nothing(seed, tmp_path):
    rows = month_rows(seed, 60, day=DAY, citizens=seed % 2 == 1)
    rows[3:5] = map(withdrawn, rows[3:5])
    buyer = BUYER if seed % 3 else replace(BUYER, identifier="")

    for package in packages(rows, buyer):
        assert ocds.faults(package, tmp_path) == {}


def test_the_checks_find_what_is_wrong(tmp_path):
    package, _records = packages([ROW])
    package["releases"][0]["tender"] |= {"price": 1, "procurementMethod": "secret"}
    del package["publisher"]

    found = ocds.faults(package, tmp_path)

    assert {"validation_errors", "additional_fields"} <= set(found)


@pytest.mark.parametrize("seed", range(3))
def test_a_package_comes_back_from_sheets_as_it_was(seed, tmp_path):
    package, _records = packages(month_rows(seed, 40, day=DAY))

    again = ocds.through_sheets(package, tmp_path)

    again["releases"].sort(key=lambda release: int(release["ocid"].rpartition("-")[2]))
    assert again == package


@pytest.mark.parametrize("seed", range(20))
def test_no_number_of_a_natural_person_is_told(seed):
    text = json.dumps(packages(month_rows(seed, 50, day=DAY, citizens=True)), ensure_ascii=False)

    assert [number for number in re.findall(r"(?<!\d)\d{13}(?!\d)", text) if pin.is_valid(number)] == []
