"""Procurements from a file: upload, dry run, columns, drafts, submission, taking back, each through its real view."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cms.actions import jobs
from cms.management.worker import Worker
from cms.models import AuditEntry
from cms.policy.roles import Role
from cms.tabular.writing import csv_text
from cms.thai.dates import fiscal_year
from procurement.actions import import_drafts, imports
from procurement.models import ImportBatch, ImportRow, KnownHeads, ProcurementRecord
from procurement.policy.imports import BatchState, Mode
from tests.factories.decisions import approve_by
from tests.factories.people import make_user

DATA = Path(__file__).parents[2] / "data" / "tabular"
UPLOAD = "/admin/procurement/import/"
LIST = "wagtailsnippets_procurement_procurementrecord:list"
HEADS = [
    *("ลำดับที่", "งานที่จัดซื้อหรือจัดจ้าง", "ประเภทการจัดหา", "วงเงินที่จะซื้อหรือจ้าง", "ราคากลาง", "วิธีซื้อหรือจ้าง", "ขั้นตอน", "ผู้เสนอราคา"),
    *("ราคาที่เสนอ", "ผู้ได้รับการคัดเลือก", "ราคาที่ตกลง", "เหตุผลที่คัดเลือก", "ข้อกฎหมาย", "เลขที่สัญญา", "ลงวันที่", "เลขที่โครงการ"),
]
YEAR = fiscal_year(timezone.localdate()) - 1


def line(number=1, **cells):
    """A procurement of last November; nothing about it is odd, and nothing is missing."""
    vendor = f"หจก.แสงทอง {number}"
    values = dict(
        zip(
            HEADS,
            [
                *(number, f"ซื้อวัสดุสำนักงานชุดที่ {number}", "ซื้อ", 12500, 12500, "คัดเลือก", "จัดทำสัญญา"),
                *(vendor, 12500, vendor, 12500, "เสนอราคาต่ำสุด", "ม.56(1)(ค)", f"{number}/2568"),
                *(date(YEAR - 544, 11, number % 27 + 1), ""),
            ],
            strict=True,
        )
    )
    return [*(values | cells).values()]


def book(*lines, heads=HEADS, name="สขร1.xlsx", title="สรุปผลการดำเนินการจัดซื้อจัดจ้าง"):
    made = openpyxl.Workbook()
    for each in [[title], heads, *lines]:
        made.active.append(each)
    stream = io.BytesIO()
    made.save(stream)
    return SimpleUploadedFile(name, stream.getvalue())


@pytest.fixture
def office(client, procurement_officer):
    client.force_login(procurement_officer)
    return client


def work():
    Worker().run(once=True)


def upload(client, file):
    """The batch of a file after its dry run."""
    answer = client.post(UPLOAD, {"file": file})
    assert answer.status_code == 302, answer.context["form"].errors
    work()
    return ImportBatch.objects.get(pk=int(answer.url.rstrip("/").rpartition("/")[2]))


def page(client, batch, **query):
    return client.get(reverse("procurement_import_batch", args=[batch.pk]), query)


def confirm(client, batch, **data):
    answer = client.post(reverse("procurement_import_confirm", args=[batch.pk]), {"mode": "draft", **data})
    work()
    batch.refresh_from_db()
    return answer


def undo(client, batch):
    client.post(reverse("procurement_import_undo", args=[batch.pk]))
    work()
    batch.refresh_from_db()


def titles():
    return sorted(ProcurementRecord.objects.values_list("title", flat=True))


def test_a_file_is_read_by_a_job_shown_and_becomes_drafts_once(office, authority, finance, procurement_officer):
    batch = upload(office, book(line(1), line(2)))

    shown = page(office, batch)
    assert (shown.context["sound"], shown.context["new"], shown.context["known"]) == (2, 2, 0)
    assert shown.context["months"][0].name == f"พฤศจิกายน {YEAR - 1}"
    assert (shown.context["months"][0].rows, shown.context["months"][0].budget) == (2, 25000)
    assert "ซื้อวัสดุสำนักงานชุดที่ 1" in shown.content.decode()
    assert titles() == []

    confirm(office, batch)
    assert titles() == ["ซื้อวัสดุสำนักงานชุดที่ 1", "ซื้อวัสดุสำนักงานชุดที่ 2"]
    record = ProcurementRecord.objects.get(title="ซื้อวัสดุสำนักงานชุดที่ 1")
    assert (record.division, record.live, record.fiscal_year, record.month) == (finance, False, YEAR, "m02")
    assert (record.kind, record.method, record.revisions.count()) == ("01", "18", 1)
    assert [(each.name, each.price) for each in record.winners.all()] == [("หจก.แสงทอง 1", 12500)]
    assert (batch.stage, batch.file.name) == (BatchState.DONE, "")
    assert AuditEntry.objects.filter(action="procurement.import", actor=procurement_officer).count() == 1

    confirm(office, batch)
    assert len(titles()) == 2


def test_the_progress_page_asks_again_without_a_script_until_the_work_is_done(office, authority):
    answer = office.post(UPLOAD, {"file": book(line())})

    waiting = office.get(answer.url)
    assert waiting.headers["Refresh"]
    assert "<progress" in waiting.content.decode()

    work()
    assert "Refresh" not in office.get(answer.url).headers


def test_wrong_cells_are_named_paged_and_downloaded_with_formulas_neutralised(office, authority):
    wrong = [line(number, วงเงินที่จะซื้อหรือจ้าง="ฟรี") for number in range(1, 62)]
    lacking = line(99, วงเงินที่จะซื้อหรือจ้าง=None, งานที่จัดซื้อหรือจัดจ้าง="ซื้อที่ไม่มีวงเงิน")
    batch = upload(office, book(line(70), *wrong, lacking))

    shown = page(office, batch)
    assert (shown.context["sound"], shown.context["wrong_rows"], len(shown.context["problems"])) == (1, 62, 50)
    assert "ช่อง D4" in shown.content.decode()
    assert len(page(office, batch, p=2).context["problems"]) == 12

    batch.problems.filter(row=4).update(column="=HYPERLINK(1)")
    told = office.get(reverse("procurement_import_errors", args=[batch.pk])).content.decode("utf-8-sig")
    assert told.count("\r\n") == 63
    assert ",=HYPERLINK" not in told
    assert "ไม่มีวงเงินที่จะซื้อหรือจ้าง" in told


def test_formulas_in_cells_stay_text(office, authority):
    batch = upload(office, book(line(1, งานที่จัดซื้อหรือจัดจ้าง="'<script>alert(1)</script> =1+1")))

    assert "<script>alert(1)" not in page(office, batch).content.decode()
    confirm(office, batch)
    assert len(titles()) <= 1


def test_a_column_is_given_another_meaning_which_the_next_file_remembers(office, authority):
    heads = [head if head != "ราคากลาง" else "เงินเทียบ" for head in HEADS]
    batch = upload(office, book(line(), heads=heads))
    [(_sheet, choices)] = page(office, batch).context["sheets"]
    asked = {choice.name: choice.column["field"] for choice in choices}
    [unknown] = [choice for choice in choices if choice.column["head"] == "เงินเทียบ"]
    assert (unknown.column["field"], unknown.column["sample"]) == ("", "12500")

    office.post(reverse("procurement_import_columns", args=[batch.pk]), asked | {unknown.name: "reference_price"})
    work()
    batch.refresh_from_db()
    assert batch.mapping == {"เงินเทียบ": "reference_price"}
    assert batch.rows.get().values["reference_price"] == "12500.00"

    following = upload(office, book(line(2), heads=heads))
    assert following.is_remembered
    assert following.rows.get().values["reference_price"] == "12500.00"
    assert KnownHeads.objects.count() == 1


def test_no_two_columns_mean_the_same_and_the_title_is_needed(office, authority):
    batch = upload(office, book(line()))
    [(_sheet, choices)] = page(office, batch).context["sheets"]
    asked = {choice.name: choice.column["field"] for choice in choices}
    url = reverse("procurement_import_columns", args=[batch.pk])

    for changed in ({"column-2": "title"}, {"column-1": ""}, {"column-2": "nonsense"}):
        office.post(url, asked | changed)
        batch.refresh_from_db()
        assert (batch.stage, batch.attempt) == (BatchState.READ, 1)


def test_what_is_there_already_is_named_and_left_out_unless_asked_for(office, authority):
    first = upload(office, book(line(1, เลขที่โครงการ="69089649017"), line(2)))
    confirm(office, first)

    same = [5, *line(4)[1:]]
    again = upload(office, book(line(3, เลขที่โครงการ="69089649017"), line(2), line(4), same, name="เดือนใหม่.xlsx"))
    shown = page(office, again)
    assert (shown.context["sound"], shown.context["known"]) == (4, 3)
    text = shown.content.decode()
    assert "เลขที่โครงการ 69089649017" in text
    assert "ซ้ำกับแถวที่ 5" in text

    confirm(office, again)
    assert len(titles()) == 3
    assert again.rows.filter(state="left_out").count() == 3


def test_the_same_file_comes_in_twice_only_when_asked_for(office, authority):
    file = book(line(1, เลขที่สัญญา="", เลขที่โครงการ=""))
    content = file.read()
    confirm(office, upload(office, SimpleUploadedFile("a.xlsx", content)))
    again = upload(office, SimpleUploadedFile("b.xlsx", content))

    assert "ไฟล์เดียวกันนี้นำเข้าแล้วเมื่อ" in page(office, again).content.decode()
    confirm(office, again)
    assert (len(titles()), again.stage) == (1, BatchState.READ)  # nothing remained to bring in

    confirm(office, again, duplicates="on")
    assert len(titles()) == 2


def test_two_files_with_one_procurement_that_wait_together_make_it_once(office, authority):
    first, second = upload(office, book(line(1))), upload(office, book(line(1), line(2), name="b.xlsx"))
    assert second.rows.filter(duplicate="").count() == 2

    confirm(office, first)
    confirm(office, second)

    assert len(titles()) == 2


def test_killed_work_goes_on_where_it_stopped_and_makes_nothing_twice(office, authority, procurement_officer):
    batch = upload(office, book(*(line(number) for number in range(1, 121))))
    imports.confirm_import(batch, Mode.DRAFT, with_duplicates=False, by=procurement_officer)
    killed = jobs.claim("killed")
    assert import_drafts.make_next(batch.pk)
    assert (ProcurementRecord.objects.count(), ImportRow.objects.filter(state="made").count()) == (50, 50)

    jobs.reap(killed.lease_until + timezone.timedelta(seconds=1))
    work()

    batch.refresh_from_db()
    assert (ProcurementRecord.objects.count(), batch.stage) == (120, BatchState.DONE)


def test_complete_rows_are_submitted_and_the_others_say_what_they_lack(office, authority):
    batch = upload(office, book(line(1), line(2, เหตุผลที่คัดเลือก="")))

    confirm(office, batch, mode="submit")

    assert dict(batch.rows.values_list("row", "state")) == {3: "submitted", 4: "made"}
    assert "เหตุผล" in batch.rows.get(row=4).note
    shown = page(office, batch)
    assert (shown.context["counts"]["submitted"], shown.context["counts"]["made"]) == (1, 1)


def test_taking_back_deletes_what_nobody_touched_and_says_why_the_rest_stays(office, authority, procurement_officer):
    batch = upload(office, book(line(1), line(2), line(3)))
    confirm(office, batch)
    edited, submitted, _untouched = ProcurementRecord.objects.order_by("pk")
    edited.save_revision(user=procurement_officer)
    office.post(reverse("procurement_import_undo", args=[batch.pk + 100]))
    submitted.get_workflow().start(submitted, procurement_officer)

    undo(office, batch)

    assert titles() == ["ซื้อวัสดุสำนักงานชุดที่ 1", "ซื้อวัสดุสำนักงานชุดที่ 2"]
    text = page(office, batch).content.decode()
    assert "มีผู้แก้ไขหลังนำเข้า" in text
    assert "ส่งขออนุมัติแล้ว" in text
    assert AuditEntry.objects.get(action="procurement.undo_import").data["deleted"] == 1

    confirm(office, batch, duplicates="on")
    assert len(titles()) == 2


def test_the_file_of_another_officer_is_refused(client, office, authority, finance):
    batch = upload(office, book(line()))
    client.force_login(make_user(Role.PROCUREMENT_OFFICER, finance))

    for name in ("batch", "errors"):
        assert client.get(reverse(f"procurement_import_{name}", args=[batch.pk])).url == reverse("wagtailadmin_home")
    for name in ("confirm", "undo", "columns"):
        client.post(reverse(f"procurement_import_{name}", args=[batch.pk]), {"mode": "draft"})
    work()
    batch.refresh_from_db()
    assert (batch.stage, titles()) == (BatchState.READ, [])
    assert batch.name not in client.get(UPLOAD).content.decode()


def test_an_officer_of_other_things_brings_in_nothing(client, authority, officer):
    client.force_login(officer)

    client.post(UPLOAD, {"file": book(line())})

    assert not ImportBatch.objects.exists()


def test_an_officer_who_lost_the_post_makes_no_more_drafts(office, authority, procurement_officer):
    batch = upload(office, book(line()))
    imports.confirm_import(batch, Mode.DRAFT, with_duplicates=False, by=procurement_officer)
    procurement_officer.memberships.all().delete()

    work()

    assert titles() == []


def ods(*lines):
    cells = (
        "".join(f'<table:table-cell office:value-type="string"><t:p>{cell}</t:p></table:table-cell>' for cell in each)
        for each in lines
    )
    rows = "".join(f"<table:table-row>{each}</table:table-row>" for each in cells)
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("t", "text"))
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        "content.xml": f'<office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="สขร1">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["csv", "ods", "xls"])
def test_other_kinds_of_sheets_come_in(office, authority, kind):
    cells = [cell.isoformat() if isinstance(cell, date) else str(cell) for cell in line()]
    data = {
        "csv": lambda: csv_text(HEADS, [cells]),
        "ods": lambda: ods(HEADS, cells),
        "xls": (DATA / "procurement.xls").read_bytes,
    }

    confirm(office, upload(office, SimpleUploadedFile(f"สขร1.{kind}", data[kind]())))

    assert [title.removesuffix("ชุดที่ 1") for title in titles()] == ["ซื้อวัสดุสำนักงาน"]


def test_a_file_that_cannot_be_read_says_why(office, authority):
    broken = upload(office, SimpleUploadedFile("ก.xlsx", b"PK\x03\x04broken"))
    assert broken.stage is BatchState.FAILED
    assert broken.problem in page(office, broken).content.decode()

    answer = office.post(UPLOAD, {"file": SimpleUploadedFile("ก.exe", b"MZ")})
    assert "เลือกไฟล์ตาราง" in answer.content.decode()


def test_a_file_that_states_none_offers_to_state_it_for_its_month(office, year):
    batch = upload(office, book([None, "ไม่มีการจัดซื้อจัดจ้าง"], title=f"สรุปผล เดือนธันวาคม {year - 1}"))

    shown = page(office, batch)
    [none] = [shown.context["none"]]
    assert (none.period, none.fiscal_year) == ("m03", year)

    office.post(reverse("procurement_month_none", args=[none.pk]))
    none.refresh_from_db()
    assert none.workflow_in_progress


def test_from_a_file_to_a_submitted_month_are_six_clicks(office, year, executive):
    clicks = 0

    def click(text, address):
        nonlocal clicks
        assert address in text, address
        clicks += 1
        return address

    # 1 “สรุปรายเดือน” in the menu, 2 the button, 3 the file, 4 “ตรวจไฟล์”
    home = office.get("/admin/").content.decode()
    months = office.get(click(home, reverse("procurement_months"))).content.decode()
    form = office.get(click(months, UPLOAD)).content.decode()
    click(form, 'type="file"')
    click(form, "ตรวจไฟล์")
    batch = upload(office, book(line(1), line(2)))
    # 5 “สร้างร่างและส่งขออนุมัติ”
    click(page(office, batch).content.decode(), 'value="submit"')
    confirm(office, batch, mode="submit")
    for record in ProcurementRecord.objects.all():
        approve_by(record.current_workflow_task_state, executive)
    work()
    # 6 the month is submitted from the same page
    shown = page(office, batch)
    [month] = shown.context["months"]
    office.post(click(shown.content.decode(), reverse("procurement_month_submit", args=[month.page.pk])))

    month.page.refresh_from_db()
    assert month.page.workflow_in_progress
    assert clicks <= 6


def test_the_list_of_records_leads_to_it(office, client, authority, executive):
    assert UPLOAD in office.get(reverse(LIST)).content.decode()
    client.force_login(executive)
    assert UPLOAD not in client.get(reverse(LIST)).content.decode()


def test_files_that_nobody_confirmed_are_forgotten_after_a_month(office, authority):
    batch = upload(office, book(line()))

    assert imports.forget_old_imports() == 0
    assert imports.forget_old_imports(batch.created_at + timezone.timedelta(days=31)) == 1
    assert not ImportRow.objects.exists()


def test_a_long_dry_run_asks_few_questions(office, authority, django_assert_max_num_queries):
    batch = upload(office, book(*(line(number) for number in range(1, 101))))

    with django_assert_max_num_queries(60):
        page(office, batch)
