"""What a visitor gets of a month, a year and a selection is read back by the import without loss."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from cms.tabular.reading import read_sheets
from procurement.importing.reading import as_json
from procurement.policy import sheet_reading
from procurement.policy.months import month_of
from tests.factories.bought import make_bought, make_vendor
from tests.factories.month_rows import month_rows
from tests.factories.months import publish_month

DAY = date(2025, 10, 3)
ROWS = month_rows(7, 20, day=DAY)
YEAR, PERIOD = month_of(DAY)
MONTH = {"fiscal_year": YEAR, "month": "10"}
FULL = [
    ("procurement_month_export", {**MONTH, "format": "xlsx"}),
    ("procurement_month_export", {**MONTH, "format": "csv"}),
    ("procurement_month_export", {**MONTH, "format": "skr1"}),
    ("procurement_year_export", {"fiscal_year": YEAR, "format": "xlsx"}),
    ("procurement_year_export", {"fiscal_year": YEAR, "format": "csv"}),
]


def downloaded(client, folder, address):
    """The rows of what a visitor downloads, read outside of the sandbox."""
    answer = client.get(address)
    assert answer.status_code == 200
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = "xlsx" if data.startswith(b"PK") else "csv"
    path = folder / f"list.{kind}"
    path.write_bytes(data)
    read = as_json(sheet_reading.read_sheets(read_sheets(path, kind), today=DAY))
    assert read["errors"] == []
    return read["rows"]


def parties(row, name):
    return [[each["name"], each["price"]] for each in row.get(name) or ()]


def test_lists_of_months_and_years_are_read_back(client, tmp_path, procurement_officer, executive, finance):
    publish_month(rows=ROWS, year=YEAR, period=PERIOD, by=procurement_officer, approver=executive, division=finance)

    for name, kwargs in FULL:
        for row, read in zip(ROWS, downloaded(client, tmp_path, reverse(name, kwargs=kwargs)), strict=True):
            assert read["title"].split() == row["title"].split()
            assert (read["budget"], read["reference_price"]) == (row["budget"], row.get("reference_price"))
            assert (read["bidders"], read["winners"]) == (parties(row, "bidders"), parties(row, "winners"))
            assert (read["method_code"], read["reason"]) == (row["method"], row.get("reason", ""))
            assert read["contract_number"] == row.get("contract_number", "")
            assert read["contract_date"] == row.get("contract_date")

    form = reverse("procurement_month_export", kwargs={**MONTH, "format": "oit"})
    for row, read in zip(ROWS, downloaded(client, tmp_path, form), strict=True):
        winners = parties(row, "winners")
        assert (read["budget"], read["reference_price"]) == (row["budget"], row.get("reference_price"))
        assert [name for name, _price in read["winners"]] == list(dict(winners))
        assert agreed(read) == sum((Decimal(price) for _name, price in winners), Decimal(0))
        assert (read["egp_number"], read["contract_date"]) == (row.get("egp_number", ""), row.get("contract_date"))


def agreed(read):
    """What was agreed with all winners together."""
    prices = [price for _name, price in read["winners"] if price]
    return Decimal(read["agreed_price"] or 0) + sum(map(Decimal, prices), Decimal(0))


def test_a_selection_of_records_is_read_back(client, tmp_path, finance, authority):
    shop, other = make_vendor(authority, "ร้านแสงทอง"), make_vendor(authority, "หจก.รุ่งเรือง")
    make_bought(finance, "=ซื้อกระดาษ", winners=[(shop, "12500.50"), (other, "300")], day=DAY)
    make_bought(finance, "-จ้างซ่อมรถ", winners=[(other, "9000")], day=DAY)

    rows = downloaded(client, tmp_path, "/procurement/explore.csv")

    found = {row["title"]: ([name for name, _price in row["winners"]], agreed(row), row["fiscal_year"]) for row in rows}
    assert found == {
        "=ซื้อกระดาษ": (["ร้านแสงทอง", "หจก.รุ่งเรือง"], Decimal("12800.50"), YEAR),
        "-จ้างซ่อมรถ": (["หจก.รุ่งเรือง"], Decimal(9000), YEAR),
    }
