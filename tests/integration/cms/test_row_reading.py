"""What is pasted or read from a sheet into rows: read by one law with the editor, wrong cells named one by one."""

import json
import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import models
from django.urls import reverse
from django.utils import timezone

from cms.editor.row_reading import RowReader, names_of_objects
from cms.fields import CountField, MoneyField
from cms.records.cells import Names, read_cell
from cms.records.tables import Column, RecordTable
from cms.records.wording import value_in_words
from cms.thai.parsing import Unreadable
from disclosures.pages import IntegrityMeasurePage
from tests.sample.models import ActionReportPage, PlannedProject, SamplePlanPage, ServiceCount, ServiceStatisticsPage

HEADS = ["โครงการ", "หน่วยงาน", "งบประมาณ (บาท)", "เริ่ม", "สถานะ"]


@pytest.fixture
def reader(officer, finance):
    return RowReader(SamplePlanPage, "projects", for_user=officer)


def read_one(reader, **cells):
    """The values of the inputs of one row, whose other cells are in order, and the messages by column."""
    row = {"project": "ซ่อมถนน", "unit": "กองคลัง", **cells}
    found = reader.read([list(row.values())], list(row))
    return found.rows[0], {error.column: error.message for error in found.errors}


@pytest.mark.parametrize(
    ("column", "written", "value"),
    [
        ("budget", "12,500.50 บาท", "12,500.50"),
        ("budget", "๑๒,๕๐๐", "12,500.00"),
        ("budget", "12,500.-", "12,500.00"),
        ("budget", "-", ""),
        ("budget", "", ""),
        ("begins", "1 ต.ค. 2568", "1 ตุลาคม 2568"),
        ("begins", "๑ ตุลาคม พ.ศ. ๒๕๖๘", "1 ตุลาคม 2568"),
        ("begins", "1/10/2568", "1 ตุลาคม 2568"),
        ("begins", "2025-10-01", "1 ตุลาคม 2568"),
        ("begins", "2025-10-01 00:00:00", "1 ตุลาคม 2568"),
        ("begins", "1 ต.ค. 2568 09.30 น.", "1 ตุลาคม 2568"),
        ("begins", "–", ""),
        ("state", "เสร็จแล้ว", "done"),
        ("state", " เสร็จ แล้ว ", "done"),
        ("state", "done", "done"),
        ("project", "  ซ่อม\u200bถนน\r\nสายหลัก ", "ซ่อมถนน สายหลัก"),
        ("project", "-", "-"),
    ],
)
def test_a_cell_is_read_as_officers_write(reader, column, written, value):
    row, errors = read_one(reader, **{column: written})

    assert (row[column], errors) == (value, {})


@pytest.mark.parametrize(
    ("column", "written", "message"),
    [
        ("budget", "-500", "มากกว่าหรือเท่ากับ 0"),
        ("budget", "ห้าร้อย", "ให้เขียนเป็นตัวเลขบาท เช่น 12,500.00"),
        ("budget", "1.234", "ให้เขียนเป็นตัวเลขบาท"),
        ("begins", "31/2/2568", "ไม่มีวันที่ 31 กุมภาพันธ์ 2568"),
        ("begins", "3/4/2026", "อาจหมายถึงวันที่ 3 เดือน 4 หรือวันที่ 4 เดือน 3"),
        ("begins", "1 ต.ค. 2568 25.00", "เวลาต้องอยู่ระหว่าง"),
        ("state", "ยังไม่เริ่ม", "เลือกจาก: เสร็จแล้ว · กำลังทำ"),
        ("unit", "กองช่าง", "ไม่มีตัวเลือก “กองช่าง”"),
        ("unit", "", "ยังไม่ได้กรอก"),
        ("project", " \u200b ", "ยังไม่ได้กรอก"),
        ("project", "ก" * 301, "ไม่เกิน 300 อักขระ"),
        ("project", "ซ่อม\u202eถนน", "อักขระควบคุมทิศทางข้อความ"),
    ],
)
def test_what_cannot_be_read_says_how_to_mend_it(reader, column, written, message):
    _row, errors = read_one(reader, **{column: written})

    assert list(errors) == [column]
    assert message in errors[column]


def test_a_cell_that_cannot_be_read_stays_as_it_was_written(reader):
    row, _errors = read_one(reader, budget="ห้าร้อย", begins="31/2/2568", state="ยังไม่เริ่ม")

    assert (row["budget"], row["begins"], row["state"]) == ("ห้าร้อย", "31/2/2568", "")


def test_a_first_row_of_heads_is_skipped(reader):
    found = reader.read([HEADS, ["ซ่อมถนน", "กองคลัง", "1"]])

    assert (found.heads, [row["project"] for row in found.rows], found.errors) == (True, ["ซ่อมถนน"], [])
    assert not reader.read([["ซ่อมถนน", "กองคลัง", "1"]]).heads


def test_a_name_that_two_have_is_not_guessed():
    names = Names([(1, "กองช่าง"), (2, "กอง ช่าง")])

    assert names.find("กองช่าง") == 1
    with pytest.raises(Unreadable, match="มากกว่าหนึ่งรายการ"):
        names.find("กอง  ช่าง")


def test_objects_of_one_name_are_told_apart_by_their_year():
    field = SimpleNamespace(label_from_instance=lambda named: named.title)
    of = {"1": (2568, "มาตรการที่ 1"), "2": (2569, "มาตรการที่ 1"), "3": (2569, "มาตรการที่ 2")}
    names = names_of_objects(
        field, {key: SimpleNamespace(fiscal_year=year, title=title) for key, (year, title) in of.items()}
    )

    assert names.find("มาตรการที่ 1 (ปี ๒๕๖๙)") == "2"
    assert names.find("มาตรการที่ 2") == "3"
    with pytest.raises(Unreadable, match="มาตรการที่ 1"):
        names.find("มาตรการที่ 1")


@pytest.mark.parametrize("written", ["ตุลาคม", "ต.ค.", "ตค", "m01"])
def test_a_month_is_read_by_its_name(officer, written):
    found = RowReader(ServiceStatisticsPage, "counts", for_user=officer).read([[written, "๑,๒๖๖ ราย", "0"]])

    assert ([*found.rows[0].values()], found.errors) == (["m01", "1,266", "0"], [])


def test_a_count_is_whole_and_never_an_empty_cell(officer):
    found = RowReader(ServiceStatisticsPage, "counts", for_user=officer).read([["ตุลาคม", "12.5", ""]])

    assert {error.column: error.message for error in found.errors} == {
        "counter": "อ่านจำนวน “12.5” ไม่ได้ ให้เขียนเป็นจำนวนเต็ม เช่น 1,266",
        "online": "ยังไม่ได้กรอก",
    }


def test_of_a_report_only_what_happened_is_read(officer):
    reader = RowReader(ActionReportPage, "projects", for_user=officer)

    assert [column.name for column in reader.columns] == ["state", "spent", "result"]


# What is worded reads back as itself


RANDOM = random.Random(2569)
LETTERS = "กขคงจำเแโใไ่้็์ะาิีุู 0123456789๐๑๒abcXYZ.,-=+@'\"()/–"


def a_text():
    return "".join(RANDOM.choices(LETTERS, k=RANDOM.randrange(1, 60))).strip() or "ก"


def an_amount():
    return Decimal(RANDOM.randrange(10 ** RANDOM.randrange(1, 14))) / 100


def a_day():
    return date(1960, 1, 1) + timedelta(days=RANDOM.randrange(40_000))


SCORE = models.DecimalField("คะแนน", max_digits=5, decimal_places=2)
NUMBER = models.PositiveSmallIntegerField("มาตรการที่")
TRUTH = models.BooleanField("ใช่หรือไม่", null=True)
MOMENT = models.DateTimeField("เวลา")
LONG = models.TextField("ข้อความ")
CADENCE = IntegrityMeasurePage._meta.get_field("obligations").related_model._meta.get_field("cadence")
VALUES = [
    (PlannedProject._meta.get_field("project"), a_text),
    (LONG, lambda: f"{a_text()}\n{a_text()}"),
    (MoneyField("บาท"), an_amount),
    (CountField("ราย"), lambda: RANDOM.randrange(10**9)),
    (SCORE, lambda: Decimal(RANDOM.randrange(50_000)) / 100),
    (NUMBER, lambda: RANDOM.randrange(99)),
    (PlannedProject._meta.get_field("begins"), a_day),
    (PlannedProject._meta.get_field("state"), lambda: RANDOM.choice(["done", "open", ""])),
    (ServiceCount._meta.get_field("month"), lambda: f"m{RANDOM.randrange(1, 13):02}"),
    (CADENCE, lambda: RANDOM.choice(CADENCE.choices)[0]),
    (TRUTH, lambda: RANDOM.choice([True, False, None])),
]


@pytest.mark.parametrize(("field", "make"), VALUES, ids=lambda each: getattr(each, "verbose_name", ""))
def test_what_is_worded_and_exported_reads_back_as_itself(field, make):
    field = field if field.name else named(field)
    for _ in range(200):
        value = make()
        canonical = canonical_of(value)
        table = RecordTable("rows", "", (Column(field),), ({field.name: canonical},), None, states_none=False)

        assert read_cell(field, value_in_words(field, canonical)) == value
        assert read_cell(field, table.data[0][0]) == value
        assert read_cell(field, str(table.data[0][0] if table.data[0][0] is not None else "")) == value


def named(field):
    field.set_attributes_from_name("value")
    return field


def canonical_of(value):
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def test_a_moment_is_read_back_to_the_minute():
    moment = timezone.make_aware(datetime(2026, 10, 15, 9, 30))

    assert read_cell(MOMENT, value_in_words(MOMENT, moment.isoformat())) == moment
    assert read_cell(MOMENT, moment.isoformat()) == moment


# The address that the editor asks


@pytest.fixture
def ask(client, officer):
    def ask(question, *, by=officer, label="sample.sampleplanpage", relation="projects"):
        client.force_login(by)
        address = reverse("cms_read_rows", args=[label, relation])
        body = question if isinstance(question, str) else json.dumps(question)
        return client.post(
            address, body, content_type="application/json", headers={"x-requested-with": "XMLHttpRequest"}
        )

    return ask


def test_a_matrix_is_answered_with_values_and_errors(ask, finance):
    answer = ask(
        {"columns": ["project", "budget", "unit"], "rows": [["ซ่อมถนน", "๕๐๐ บาท", "กองคลัง"], ["ขุดลอก", "ฟรี", "กองคลัง"]]}
    )

    assert answer.status_code == 200
    assert answer.json() == {
        "columns": ["project", "budget", "unit"],
        "heads": False,
        "rows": [
            {"project": "ซ่อมถนน", "budget": "500.00", "unit": str(finance.pk)},
            {"project": "ขุดลอก", "budget": "ฟรี", "unit": str(finance.pk)},
        ],
        "errors": [{"row": 1, "column": "budget", "message": "อ่านจำนวนเงิน “ฟรี” ไม่ได้ ให้เขียนเป็นตัวเลขบาท เช่น 12,500.00"}],
    }


@pytest.mark.parametrize(
    "question",
    ["", "[]", "null", "{", '{"rows": 1}', '{"rows": [1]}', '{"rows": [[1]]}', '{"rows": [], "columns": ["page"]}'],
)
def test_a_malformed_question_is_refused_in_words(ask, question):
    answer = ask(question)

    assert (answer.status_code, answer.json()["message"]) == (400, "อ่านข้อมูลที่วางไม่ได้ คัดลอกจากตารางใหม่อีกครั้ง")


def test_too_many_rows_are_refused_in_words(ask, reader, settings):
    most = reader.most_rows
    assert f"ไม่เกิน {most:,} แถว" in ask({"rows": [["ก"]] * (most + 2)}).json()["message"]

    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert "ขนาดใหญ่เกินไป" in ask({"rows": [["ก" * 2000]]}).json()["message"]


def test_only_a_table_of_rows_is_read(ask):
    for label, relation in [
        ("sample.sampleplanpage", "attachments"),
        ("sample.sampleplanpage", "title"),
        ("sample.nothing", "projects"),
        ("nothing", "projects"),
        ("cms.user", "projects"),
    ]:
        assert ask({"rows": []}, label=label, relation=relation).status_code == 404


def test_who_drafts_no_such_record_reads_nothing(ask, executive, procurement_officer, disclosure_officer):
    assert [ask({"rows": []}, by=by).status_code for by in (executive, procurement_officer, disclosure_officer)] == [
        403,
        403,
        200,
    ]


def test_three_hundred_rows_cost_the_queries_of_one(client, ask, finance, django_assert_max_num_queries):
    ask({"rows": []})
    question = json.dumps({"rows": [["ซ่อมถนน", "กองคลัง", "๑๒,๕๐๐", "1 ต.ค. 2568", "เสร็จแล้ว"]] * 300})
    address = reverse("cms_read_rows", args=["sample.sampleplanpage", "projects"])

    with django_assert_max_num_queries(8):
        found = client.post(address, question, content_type="application/json").json()

    assert (len(found["rows"]), found["errors"]) == (300, [])
