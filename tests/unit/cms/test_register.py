"""The register as a table of topics and fiscal years."""

import pytest

from cms.policy.register import COLUMNS, Cell, Listing, one_a_topic, registers


def listing(title="คู่มือ", group="บริการ", **counts):
    cells = [Cell(int(year[1:]), count, f"/manuals/{year[1:]}/") for year, count in counts.items()]
    return Listing(title, "/manuals/", cells, group)


@pytest.mark.parametrize(("count", "step"), [(1, 1), (3, 1), (4, 2), (7, 2), (8, 3), (12, 3), (13, 4), (400, 4)])
def test_more_records_are_a_darker_cell(count, step):
    assert Cell(2570, count, "/").step == step


def test_a_year_without_a_record_is_no_column_and_no_cell():
    (register,) = registers([listing(y2568=2, y2569=0, y2570=1), listing("แผน", y2570=3)])

    assert register.fiscal_years == ["2568", "2570"]
    rows = register.groups["บริการ"]
    assert [[cell and cell.count for cell in cells] for _listing, cells in rows] == [[2, 1], [None, 3]]


def test_groups_stand_in_the_order_of_all_listings_and_not_of_the_filled_ones():
    (register,) = registers([listing(group="ก"), listing(group="ข", y2570=1), listing(group="ก", y2570=2)])

    assert list(register.groups) == ["ก", "ข"]


def test_earlier_years_are_a_table_of_their_own():
    years = {f"y{year}": 1 for year in range(2560, 2560 + COLUMNS + 2)}

    newest, earlier = registers([listing(**years)])

    assert len(newest.fiscal_years) == COLUMNS
    assert earlier.fiscal_years == ["2560", "2561"]
    assert newest.fiscal_years[-1] == str(2560 + COLUMNS + 1)


def test_nothing_public_is_no_table():
    assert registers([listing(), listing(y2570=0)]) == []
    assert listing(y2570=0).is_empty


def test_a_section_and_what_is_listed_beside_it_are_one_row():
    section = Listing("คู่มือ", "/manuals/", [Cell(2570, 2, "/manuals/2570/"), Cell(2569, 0, "/manuals/2569/")], "บริการ")
    beside = Listing("คู่มืออื่น", "/manuals/", [Cell(2570, 3, "/other/2570/"), Cell(2568, 1, "/other/2568/")])
    elsewhere = listing("แผน", y2570=1)
    elsewhere = Listing("แผน", "/plans/", elsewhere.cells)

    one, other = one_a_topic([section], [beside, elsewhere])

    assert other is elsewhere
    assert (one.title, one.group) == ("คู่มือ", "บริการ")
    assert list(one.cells) == [Cell(2570, 5, "/manuals/2570/"), Cell(2568, 1, "/other/2568/")]
