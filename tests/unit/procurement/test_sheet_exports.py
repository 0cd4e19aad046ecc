"""What the project writes of a month is read back without loss: all columns as XLSX and as CSV."""

from datetime import date

import pytest

from cms.tabular.reading import read_sheets
from cms.tabular.writing import Head, Table, csv_text, xlsx
from procurement.importing.reading import as_json
from procurement.policy import sheet_reading
from procurement.policy.month_tables import ALL_COLUMNS, all_lines
from procurement.policy.shown_rows import shown_row
from tests.factories.month_rows import month_rows

DAY = date(2025, 10, 3)
SAME = (
    "title",
    "budget",
    "reference_price",
    "reason",
    "contract_number",
    "contract_date",
    "end_date",
    "legal_basis",
    "budget_source",
    "egp_number",
    "division",
)
CODES = {"method_code": "method", "kind_code": "kind", "step_code": "step"}


def wanted(row):
    """A row as the reading has to give it."""
    row = shown_row(row)
    values = {name: row.get(name) for name in SAME}
    values |= {code: row.get(name) for code, name in CODES.items()}
    values |= {
        name: [[each["name"], each.get("price")] for each in row.get(name) or ()] for name in ("bidders", "winners")
    }
    return {name: value or None for name, value in values.items()}


def found(row, wanted_of):
    return {name: row[name] or None for name in wanted_of}


def written(kind, rows):
    lines = [line for row in rows for line in all_lines(row)]
    if kind == "csv":
        return csv_text(ALL_COLUMNS, lines)
    return xlsx([Table("ตุลาคม 2568", [Head(label) for label in ALL_COLUMNS], lines)])


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("seed", range(12))
def test_a_month_that_was_written_is_read_back(tmp_path, kind, seed):
    rows = month_rows(seed, 40, day=DAY, citizens=seed % 2 == 1)
    path = tmp_path / f"เดือน.{kind}"
    path.write_bytes(written(kind, rows))

    answer = as_json(sheet_reading.read_sheets(read_sheets(path, kind), today=DAY))

    assert answer["errors"] == []
    for row, each in zip(rows, answer["rows"], strict=True):
        assert found(each, wanted(row)) == wanted(row)
