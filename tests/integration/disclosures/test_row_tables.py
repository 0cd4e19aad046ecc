"""What the tables of the types say beyond their fields: levels, vacant posts, a budget of nothing."""

import io
import itertools
from decimal import Decimal

import openpyxl
import pytest

from cms.fields import MoneyField
from cms.records.cells import READERS
from cms.records.missing import missing
from cms.records.shown_cells import shown
from cms.records.tables import table_of
from cms.records.wording import value_in_words
from cms.tabular.writing import Head, xlsx
from cms.tabular.writing import Table as Sheet
from disclosures.pages import (
    ContactPage,
    OperationPlanPage,
    PersonnelReportPage,
    RiskReportPage,
    ServiceStatisticsPage,
    SocialNetworkPage,
)


def risks(*pairs):
    return {"risks": [{"event": "เรียกรับ", "likelihood": x, "impact": y} for x, y in pairs]}


def test_a_level_is_a_column_behind_those_that_it_follows_from():
    table = table_of(RiskReportPage, "risks", risks((3, 4), (1, 1)))

    names = [column.name for column in table.columns]
    assert names[names.index("impact") + 1] == "level"
    assert [row[names.index("level")] for row in table.cells] == ["สูง (12)", "ต่ำ (1)"]
    assert [row[names.index("level_left")] for row in table.cells] == ["–", "–"]
    assert [row[names.index("level")] for row in table.data] == ["สูง (12)", "ต่ำ (1)"]
    assert "สูง (12)" in "\n".join(table.lines())
    assert table.computed == [{"level": "สูง (12)"}, {"level": "ต่ำ (1)"}]


def test_a_matrix_has_each_row_in_its_square():
    pairs = list(itertools.product(range(1, 6), repeat=2))

    picture, left = table_of(RiskReportPage, "risks", risks(*pairs)).matrices

    assert [label for label, _squares in picture.lines] == ["5 รุนแรง", "4 มาก", "3 ปานกลาง", "2 น้อย", "1 น้อยมาก"]
    squares = {
        (x, y): square
        for (_label, line), y in zip(picture.lines, range(5, 0, -1), strict=True)
        for x, square in enumerate(line, start=1)
    }
    assert {pair: square.rows for pair, square in squares.items()} == {
        pair: (number,) for number, pair in enumerate(pairs, start=1)
    }
    assert (squares[5, 5].level, squares[5, 5].rank) == ("สูงมาก (25)", 4)
    assert not any(square.rows for _label, line in left.lines for square in line)


def test_vacant_posts_are_counted_and_added_up():
    posts = [{"kind": "พนักงานส่วนตำบล", "posts": 20, "holders": 14}, {"kind": "พนักงานจ้าง", "posts": 9, "holders": 9}]

    table = table_of(PersonnelReportPage, "posts", {"posts": posts})

    assert table.cells == [["พนักงานส่วนตำบล", "20", "14", "6"], ["พนักงานจ้าง", "9", "9", "0"]]
    assert table.totals == ["รวม", "29", "23", "6"]


@pytest.mark.parametrize(
    ("value", "words"),
    [("0.00", "ไม่ใช้งบประมาณ"), ("0", "ไม่ใช้งบประมาณ"), ("0.50", "0.50"), ("100.00", "100.00"), (None, "")],
)
def test_a_budget_of_nothing_is_said_in_words(value, words):
    budget = table_of(OperationPlanPage, "projects", {}).columns[2].field

    assert value_in_words(budget, value) == words


def test_a_sheet_has_the_number_of_a_budget_of_nothing_and_shows_the_words():
    book = xlsx([Sheet("งาน", [Head("งบประมาณ", zero="ไม่ใช้งบประมาณ")], [[Decimal(0)], [Decimal(5)]])])

    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows(min_row=2)]

    assert [cell.value for cell in cells] == [0, 5]
    assert {cell.number_format for cell in cells} == {'#,##0.00;-#,##0.00;"ไม่ใช้งบประมาณ"'}


def test_an_export_has_the_number_of_a_budget_of_nothing():
    table = table_of(OperationPlanPage, "projects", {"projects": [{"project": "เผยแพร่ข้อมูล", "budget": "0.00"}]})

    assert (table.cells[0][2], table.data[0][2]) == ("ไม่ใช้งบประมาณ", Decimal("0.00"))


@pytest.mark.parametrize(("cell", "value"), [("ไม่ใช้งบประมาณ ", 0), ("0", 0), ("1,250.50", Decimal("1250.50"))])
def test_the_words_for_a_budget_of_nothing_are_read_as_0(cell, value):
    budget = table_of(OperationPlanPage, "projects", {}).columns[2].field

    assert READERS[MoneyField](budget, cell) == value


def test_an_absent_budget_is_named_once_as_the_evidence_that_it_is(clerk_office):
    plan = OperationPlanPage(title="แผน", division=clerk_office, fiscal_year=2570)
    plan.projects = [OperationPlanPage.projects.rel.related_model(project="ถนน")]

    named = [each for each in missing(plan) if each.field == "projects-0-budget"]

    assert [each.evidence for each in named] == ["budget"]


def count(month, service, counter, online=0):
    return {"month": month, "service": service, "counter": counter, "online": online}


def test_rows_stand_below_what_they_have_in_common_with_their_own_sums():
    rows = [count("m01", "ภาษี", 4, 1), count("m01", "ก่อสร้าง", 2), count("m02", "ภาษี", 5)]

    table = table_of(ServiceStatisticsPage, "counts", {"counts": rows})
    tax, building = table.groups

    assert [column.name for column in table.shown_columns] == ["month", "counter", "online"]
    assert (tax.name, building.name) == ("ภาษี", "ก่อสร้าง")
    assert [(row.number, [words for _column, words in row.cells]) for row in tax.rows] == [
        (1, ["ตุลาคม", "4", "1"]),
        (3, ["พฤศจิกายน", "5", "0"]),
    ]
    assert [words for _column, words in tax.totals] == ["รวม", "9", "1"]
    assert [words for _column, words in table.labelled_totals] == ["รวม", "11", "1"]
    assert [len(row) for row in table.data] == [4, 4, 4]  # what is exported has all columns


def test_one_group_says_its_sum_once():
    table = table_of(ServiceStatisticsPage, "counts", {"counts": [count("m01", "ภาษี", 4)]})

    assert [group.totals for group in table.groups] == [[]]
    assert table.labelled_totals


@pytest.mark.parametrize(
    ("kind", "relation", "is_narrow"),
    [
        (ServiceStatisticsPage, "counts", True),
        (PersonnelReportPage, "posts", True),
        (OperationPlanPage, "projects", False),
    ],
)
def test_a_few_numbers_beside_a_name_fit_on_a_phone(kind, relation, is_narrow):
    assert table_of(kind, relation, {}).is_narrow is is_narrow


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("a@b.example", '<a href="mailto:a@b.example">a@b.example</a>'),
        ("a@b.example หรือโทร 042", "a@b.example หรือโทร 042"),
        ("@dongmothong", "@dongmothong"),
    ],
)
def test_an_address_of_mail_is_a_link(words, html):
    assert shown(table_of(ContactPage, "channels", {}).column("detail").field, words) == html


def test_a_long_link_breaks_behind_its_slashes_and_is_escaped():
    link = table_of(SocialNetworkPage, "accounts", {}).column("link").field

    assert "facebook.example/<wbr>messages/<wbr>&lt;b&gt;</a>" in shown(link, "https://facebook.example/messages/<b>")
