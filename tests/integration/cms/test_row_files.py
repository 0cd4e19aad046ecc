"""Rows out to a workbook and in from a file: form, dry run with errors by cell, confirmation, undo."""

import io
import re
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import strip_tags

from cms.actions import approval
from cms.actions.records import draft
from cms.actions.rows import NewRow, bring_rows_in
from cms.editor.row_reading import RowReader
from cms.models.approved_content import approved_rows, child_rows, row_model
from cms.pages import RecordPage
from cms.policy.lifecycle import Period
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.records.cells import is_filled_by_cells
from tests.factories import families
from tests.factories.people import make_user
from tests.factories.publications import current, fresh, publish
from tests.sample.models import PlannedProject, SamplePlanPage

HEADS = ["โครงการ", "หน่วยงาน", "งบประมาณ (บาท)", "เริ่ม", "สถานะ"]
GOOD = [
    HEADS,
    ["ขุดลอกคลอง", "กองคลัง", 54999.5, date(2025, 10, 1), "กำลังทำ"],
    ["ซื้อ=พัสดุ", "สำนักปลัด", "๑๒,๕๐๐ บาท", "1 ต.ค. 2568", ""],
]


@pytest.fixture
def plan(year_page, officer, clerk_office, finance):
    page = SamplePlanPage(title="แผนของปี", division=clerk_office, summary="แผน")
    page.projects = [
        PlannedProject(project="ซ่อมถนน", unit=finance, budget=Decimal("245000.5"), begins=date(2026, 10, 1)),
        PlannedProject(project="=อบรม", unit=clerk_office, budget=Decimal(12000), state="done"),
    ]
    return draft(page, year_page, by=officer)


@pytest.fixture
def empty(year_page, officer, clerk_office):
    return draft(SamplePlanPage(title="แผนว่าง", division=clerk_office, stated_none=["projects"]), year_page, by=officer)


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def book_of(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile("แผน.xlsx", stream.getvalue())


def address(record, relation="projects"):
    return reverse("cms_rows_import", args=[record.pk, relation])


def look(client, record, upload, relation="projects"):
    return client.post(address(record, relation), {"file": upload})


def kept_in(answer):
    found = re.search(r'name="rows" value="([^"]+)"', answer.content.decode())
    return found and found[1]


def confirm(client, record, answer, mode=None, relation="projects"):
    data = {"rows": kept_in(answer)} | ({"mode": mode} if mode else {})
    return client.post(address(record, relation), data, follow=True)


def said(answer):
    return " ".join(strip_tags(answer.content.decode()).split())


def projects_of(record):
    rows = fresh(record).get_latest_revision_as_object().projects.all()
    return [(row.project, row.unit.name, row.budget, row.begins, row.state) for row in rows]


# Out


def test_the_form_has_the_heads_choices_and_no_example(signed_in):
    answer = signed_in.get(reverse("cms_rows_form", args=["sample.sampleplanpage", "projects"]))

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert list(book.worksheets[0].values) == [("โครงการ *", "หน่วยงาน *", *HEADS[2:])]
    assert book.sheetnames == ["โครงการในแผน", "วิธีกรอก", "ตัวเลือก"]
    assert [rule.type for rule in book.worksheets[0].data_validations.dataValidation if rule.type == "list"] == [
        "list"
    ] * 2
    how_to = {line[0]: line[1:] for line in book["วิธีกรอก"].values}
    assert how_to["งบประมาณ (บาท)"] == (None, "จำนวนเงินเป็นบาท เช่น 12,500.50")
    assert how_to["สถานะ"] == (None, "เลือกจากรายการ : เสร็จแล้ว · กำลังทำ")
    assert "แบบกรอก" in answer.headers["Content-Disposition"] or "filename*" in answer.headers["Content-Disposition"]


def test_what_is_downloaded_comes_in_as_it_was(signed_in, plan):
    before = projects_of(plan)
    data = signed_in.get(reverse("cms_rows_download", args=[plan.pk, "projects"])).content

    looked = look(signed_in, plan, SimpleUploadedFile("รายการ.xlsx", data))
    confirm(signed_in, plan, looked, mode="replace")

    assert projects_of(plan) == before


def test_the_empty_form_holds_no_rows(signed_in, plan):
    data = signed_in.get(reverse("cms_rows_form", args=["sample.sampleplanpage", "projects"])).content

    answer = look(signed_in, plan, SimpleUploadedFile("แบบ.xlsx", data))

    assert "มีหัวตาราง แต่ไม่มีแถวข้อมูลใต้หัวตาราง" in said(answer)
    assert kept_in(answer) is None


def tables():
    """Every table of rows of every type that is made here or anywhere."""
    types = [model for model in apps.get_models() if issubclass(model, RecordPage)]
    return [(model, relation) for model in types for relation in approved_rows(model) if relation != "attachments"]


@pytest.mark.parametrize(("model", "relation"), tables(), ids=lambda each: getattr(each, "__name__", each))
def test_every_table_of_every_type_has_its_form(client, clerk_office, model, relation):
    client.force_login(make_user(min(model.drafted_by), clerk_office))
    address = reverse("cms_rows_form", args=[model._meta.label_lower, relation])

    answer = client.get(address)

    if relation not in child_rows(model) or not is_filled_by_cells(row_model(model, relation)):
        assert answer.status_code == 404
        return
    heads = next(openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].values)
    labels = {
        str(row_model(model, relation)._meta.get_field(name).verbose_name) for name in approved_rows(model)[relation]
    }
    assert {head.removesuffix(" *") for head in heads} <= labels
    assert len(heads) == len(set(heads)) > 0


# In


def test_a_dry_run_changes_nothing_and_shows_what_comes_in(signed_in, plan):
    before = fresh(plan).latest_revision_id

    answer = look(signed_in, plan, book_of(("แผน", GOOD)))

    assert "อ่านได้ 2 แถว ยังไม่ได้นำเข้า" in said(answer)
    assert "เพิ่มต่อท้าย (เดิม 2 แถว จะเป็น 4 แถว)" in said(answer)
    assert "ซื้อ=พัสดุ" in said(answer)
    assert fresh(plan).latest_revision_id == before


@pytest.mark.parametrize(
    ("mode", "names"),
    [("add", ["ซ่อมถนน", "=อบรม", "ขุดลอกคลอง", "ซื้อ=พัสดุ"]), ("replace", ["ขุดลอกคลอง", "ซื้อ=พัสดุ"])],
)
def test_confirmed_rows_are_in_a_new_draft(signed_in, plan, mode, names):
    before = fresh(plan).latest_revision_id

    answer = confirm(signed_in, plan, look(signed_in, plan, book_of(("แผน", GOOD))), mode)

    assert "นำเข้า 2 แถวเป็นร่างใหม่แล้ว" in said(answer)
    assert reverse("wagtailadmin_pages:revisions_revert", args=[plan.pk, before]) in answer.content.decode()
    rows = projects_of(plan)
    assert [row[0] for row in rows] == names
    assert rows[-2:] == [
        ("ขุดลอกคลอง", "กองคลัง", Decimal("54999.50"), date(2025, 10, 1), "open"),
        ("ซื้อ=พัสดุ", "สำนักปลัด", Decimal("12500.00"), date(2025, 10, 1), ""),
    ]
    assert [row.project for row in fresh(plan).projects.all()] == names
    assert fresh(plan).latest_revision.user.username == answer.wsgi_request.user.username


def test_undo_is_the_earlier_revision(signed_in, plan):
    before, rows = fresh(plan).latest_revision, projects_of(plan)

    confirm(signed_in, plan, look(signed_in, plan, book_of(("แผน", GOOD))), "replace")

    undo = signed_in.get(reverse("wagtailadmin_pages:revisions_revert", args=[plan.pk, before.pk]))
    assert [row.project for row in before.as_object().projects.all()] == [row[0] for row in rows]
    assert "ซ่อมถนน" in undo.content.decode()


def test_rows_that_come_in_are_no_longer_stated_to_be_none(signed_in, empty):
    answer = look(signed_in, empty, book_of(("แผน", GOOD)))
    assert "นำเข้าอย่างไร" not in said(answer)

    confirm(signed_in, empty, answer)

    assert fresh(empty).get_latest_revision_as_object().stated_none == []
    assert len(projects_of(empty)) == 2


def test_what_is_live_stays_until_the_draft_is_approved(signed_in, plan, officer, executive):
    page = publish(plan, by=officer, approver=executive)

    confirm(signed_in, page, look(signed_in, page, book_of(("แผน", GOOD))), "replace")

    assert [row.project for row in fresh(page).projects.all()] == ["ซ่อมถนน", "=อบรม"]
    assert [row[0] for row in projects_of(page)] == ["ขุดลอกคลอง", "ซื้อ=พัสดุ"]
    assert fresh(page).has_unpublished_changes
    assert "ซ่อมถนน" in str(current(page).content)


def test_every_wrong_cell_is_named_with_its_row_and_how_to_mend_it(signed_in, plan):
    wrong = [
        ["แผนดำเนินงาน ปี 2569"],
        [],
        ["ที่", *HEADS, "หมายเหตุ"],
        [1, "ซ่อมถนน", "กองช่าง", "ฟรี", "31/2/2568", "รอ"],
        [2, "", "กองคลัง", -5, "", ""],
        [3, "ขุดคลอง", "กองคลัง", 1, None, None],
        [None, "รวม", None, 6],
    ]

    answer = look(signed_in, plan, book_of(("ปก", [["หน้าปก"]]), ("แผน 69", wrong)))

    words = said(answer)
    assert "มีช่องที่ต้องแก้ 6 แห่ง ยังไม่ได้นำเข้า" in words
    assert "แผ่นงาน “แผน 69”" in words
    assert "แถวที่ 4 ช่อง C4 หน่วยงาน ไม่มีตัวเลือก “กองช่าง” เลือกจาก: กองคลัง · สำนักปลัด" in words
    assert "แถวที่ 4 ช่อง D4 งบประมาณ (บาท) อ่านจำนวนเงิน “ฟรี” ไม่ได้" in words
    assert "แถวที่ 4 ช่อง E4 เริ่ม ไม่มีวันที่ 31 กุมภาพันธ์ 2568" in words
    assert "แถวที่ 5 ช่อง B5 โครงการ ยังไม่ได้กรอก" in words
    assert "ข้ามแถวที่ 7 ซึ่งเป็นแถวรวม" in words
    assert "ไม่นำเข้าคอลัมน์ที่ไม่มีในตารางนี้: หมายเหตุ" in words
    assert kept_in(answer) is None


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (book_of(("ว่าง", [])), "ไม่พบหัวตารางในไฟล์ แถวหัวตารางต้องมีชื่อคอลัมน์เหมือนในแบบกรอก: โครงการ · หน่วยงาน"),
        (book_of(("อื่น", [["ชื่อ", "ราคา"], ["ก", 1]])), "ไม่พบหัวตารางในไฟล์"),
        (book_of(("แผน", [["โครงการ"], ["ก"]])), "แผ่นงาน “แผน” ไม่มีคอลัมน์ที่ต้องกรอก: หน่วยงาน"),
        (book_of(("แผน", [HEADS, *([["ก", "กองคลัง"]] * 1001)])), "ไฟล์มี 1,001 แถว ตารางนี้รับได้ไม่เกิน"),
        (SimpleUploadedFile("แผน.pdf", b"%PDF-1.7"), "เลือกไฟล์ตาราง XLSX, XLS, ODS หรือ CSV"),
        (SimpleUploadedFile("แผน.xlsx", b"PK\x03\x04"), "ไฟล์"),
        (SimpleUploadedFile("แผน.csv", b""), "ไฟล์นี้ว่างเปล่า"),
    ],
)
def test_a_file_without_the_table_is_refused_in_words(signed_in, plan, upload, message):
    upload.seek(0)

    answer = look(signed_in, plan, upload)

    assert answer.status_code == 200
    assert message in said(answer)


def test_no_file_is_asked_for(signed_in, plan):
    assert "เลือกไฟล์ก่อน" in said(signed_in.post(address(plan), {}))


def test_a_csv_of_an_old_program_comes_in(signed_in, plan):
    lines = ["โครงการ;หน่วยงาน;งบประมาณ (บาท)", "ซ่อมถนน;กองคลัง;12,500.50"]

    answer = look(signed_in, plan, SimpleUploadedFile("แผน.csv", "\r\n".join(lines).encode("cp874")))
    confirm(signed_in, plan, answer, "replace")

    assert projects_of(plan) == [("ซ่อมถนน", "กองคลัง", Decimal("12500.50"), None, "")]


def test_without_a_choice_it_is_asked_for_again_and_nothing_is_lost(signed_in, plan):
    looked = look(signed_in, plan, book_of(("แผน", GOOD)))

    answer = confirm(signed_in, plan, looked)

    assert "เลือกว่าจะเพิ่มต่อท้ายหรือแทนรายการเดิม" in said(answer)
    assert kept_in(answer) == kept_in(looked)
    assert len(projects_of(plan)) == 2


def test_a_draft_that_somebody_saved_meanwhile_is_not_overwritten(signed_in, plan, officer):
    looked = look(signed_in, plan, book_of(("แผน", GOOD)))
    fresh(plan).save_revision(user=officer)

    answer = confirm(signed_in, plan, looked, "replace")

    assert "มีผู้แก้ไขร่างนี้หลังจากที่ตรวจไฟล์" in said(answer)
    assert len(projects_of(plan)) == 2
    assert [row[0] for row in projects_of(plan)] == ["ซ่อมถนน", "=อบรม"]


def test_what_was_looked_at_for_another_record_or_by_another_is_refused(
    client, signed_in, plan, empty, disclosure_officer
):
    looked = look(signed_in, plan, book_of(("แผน", GOOD)))
    forged = {"rows": kept_in(looked)[:-3] + "abc", "mode": "add"}

    assert "หมดอายุหรือไม่ครบ" in said(confirm(signed_in, empty, looked, "add"))
    assert "หมดอายุหรือไม่ครบ" in said(signed_in.post(address(plan), forged, follow=True))
    client.force_login(disclosure_officer)
    assert "หมดอายุหรือไม่ครบ" in said(confirm(client, plan, looked, "add"))


def test_a_division_that_is_gone_meanwhile_is_refused(signed_in, plan, finance, monkeypatch):
    looked = look(signed_in, plan, book_of(("แผน", GOOD)))
    monkeypatch.setattr(
        "cms.editor.row_reading._offered", lambda form_field: {} if hasattr(form_field, "queryset") else None
    )

    assert "รายการที่ตรวจไว้ใช้ไม่ได้แล้ว" in said(confirm(signed_in, plan, looked, "add"))


def test_nothing_comes_into_what_waits(signed_in, plan, officer):
    looked = look(signed_in, plan, book_of(("แผน", GOOD)))
    approval.submit(plan, by=officer)

    assert "ส่งขออนุมัติแล้ว จึงแก้ไขไม่ได้" in said(signed_in.get(address(plan)))
    assert "ส่งขออนุมัติแล้ว จึงแก้ไขไม่ได้" in said(confirm(signed_in, plan, looked, "add"))
    assert len(projects_of(plan)) == 2


def test_who_does_not_draft_it_brings_nothing_in(client, plan, finance, executive, officer):
    stranger = make_user(Role.OFFICER, finance)
    rows = [NewRow({"project": "ก", "unit": str(finance.pk), "budget": "", "begins": "", "state": ""})]

    client.force_login(executive)  # reads every draft
    assert "ท่านไม่ได้จัดทำเรื่องของกองนี้" in said(client.get(address(plan)))
    assert client.post(address(plan), {"file": book_of(("แผน", GOOD))}).status_code == 303
    for who in (stranger, executive):
        with pytest.raises(Refused, match="ท่านไม่ได้จัดทำเรื่องของกองนี้"):
            bring_rows_in(fresh(plan), "projects", rows, by=who, seen=fresh(plan).latest_revision_id)
    client.force_login(stranger)
    assert client.get(address(plan)).status_code == 302
    assert client.get(reverse("cms_rows_download", args=[plan.pk, "projects"])).status_code == 302
    bring_rows_in(fresh(plan), "projects", rows, by=officer, seen=fresh(plan).latest_revision_id)
    assert len(projects_of(plan)) == 3


def test_more_rows_than_the_editor_can_save_do_not_come_in(plan, officer, finance, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 524
    row = NewRow({"project": "ก", "unit": str(finance.pk), "budget": "", "begins": "", "state": ""})

    with pytest.raises(Refused, match="จะมี 4 แถว ซึ่งเกิน 3 แถว"):
        bring_rows_in(plan, "projects", [row, row], by=officer, seen=plan.latest_revision_id)


@pytest.mark.parametrize("relation", ["attachments", "nothing", "title"])
def test_only_tables_of_rows_have_files(signed_in, plan, relation):
    for name in ("cms_rows_import", "cms_rows_download"):
        assert signed_in.get(reverse(name, args=[plan.pk, relation])).status_code == 404
    assert signed_in.get(reverse("cms_rows_form", args=["sample.sampleplanpage", relation])).status_code == 404


def test_the_editor_leads_to_the_files(signed_in, plan, year_page):
    html = signed_in.get(reverse("wagtailadmin_pages:edit", args=[plan.pk])).content.decode()

    assert html.count(address(plan)) == 1
    assert html.count(reverse("cms_rows_download", args=[plan.pk, "projects"])) == 1
    assert html.count("ดาวน์โหลดแบบกรอก (XLSX)") == 1  # not for the files


# The rows of a report are its plan's


@pytest.fixture
def report(year_page, officer, executive, clerk_office):
    plan = publish(families.make_plan(year_page, by=officer, division=clerk_office), by=officer, approver=executive)
    return families.make_report(year_page, by=officer, division=clerk_office, plan=plan, complete=False)


def results_of(record):
    rows = fresh(record).get_latest_revision_as_object().projects.all()
    return [(row.project, row.state, row.spent, row.result) for row in rows]


def test_a_report_is_filled_in_from_the_sheet_of_its_rows(signed_in, report):
    book = openpyxl.load_workbook(
        io.BytesIO(signed_in.get(reverse("cms_rows_download", args=[report.pk, "projects"])).content)
    )
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [
        "โครงการ",
        "หน่วยงาน",
        "งบประมาณ (บาท)",
        "สถานะ",
        "ใช้จ่ายจริง (บาท)",
        "ผลการดำเนินงาน",
    ]
    sheet["D3"], sheet["E3"], sheet["F3"] = "แล้วเสร็จ", "9,000", "อบรมแล้ว"
    stream = io.BytesIO()
    book.save(stream)

    looked = look(signed_in, report, SimpleUploadedFile("ผล.xlsx", stream.getvalue()))
    assert "นำเข้าอย่างไร" not in said(looked)
    confirm(signed_in, report, looked)

    assert results_of(report) == [
        ("ซ่อมถนนลูกรัง", "", None, ""),
        ("อบรมอาสาสมัคร", "done", Decimal("9000.00"), "อบรมแล้ว"),
    ]
    assert report.period == Period.H1


def test_a_row_that_is_not_of_the_plan_is_named(signed_in, report):
    lines = [["โครงการ", "สถานะ"], ["อบรมอาสาสมัคร", "แล้วเสร็จ"], ["โครงการใหม่", "แล้วเสร็จ"], ["อบรมอาสาสมัคร", ""]]

    words = said(look(signed_in, report, book_of(("ผล", lines))))

    assert "มีช่องที่ต้องแก้ 2 แห่ง" in words
    assert "แถวที่ 3 ช่อง A3 โครงการ ไม่มีรายการนี้ในแผน หรือมีแถวอื่นกรอกผลแล้ว" in words
    assert "แถวที่ 4 ช่อง A4" in words


def test_a_sheet_of_results_needs_a_column_of_the_plan(signed_in, report):
    words = said(look(signed_in, report, book_of(("ผล", [["สถานะ"], ["แล้วเสร็จ"]]))))

    assert "ไม่มีคอลัมน์ของแผน จึงไม่ทราบว่าแต่ละแถวเป็นผลของรายการใด" in words
    assert RowReader(type(report), "projects", for_user=None).planned[0].name == "project"
