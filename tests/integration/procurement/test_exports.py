"""The files of an approved month and of a year: what stands in them, who gets them, what they cost."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from itertools import product

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from stdnum.th import pin

from cms.actions import takedown
from cms.tabular.delimited import unmarked
from procurement.models import ProcurementSettings
from procurement.policy.month_tables import ALL_COLUMNS
from procurement.policy.months import month_of
from procurement.views.exports import EXPORTS, YEAR_FORMATS
from tests import ocds
from tests.factories.decisions import settle
from tests.factories.month_rows import month_rows, sums, withdrawn
from tests.factories.months import correct_month, publish_month
from tests.factories.publications import current

DAY = date(2025, 10, 3)  # in the month m01 of 2569
ROWS = month_rows(4, 23, day=DAY)
NEXT = date(2025, 11, 3)


@pytest.fixture
def publish(procurement_officer, executive, finance):
    """Publishes a month with its rows."""

    def made(rows=ROWS, day=DAY):
        year, period = month_of(day)
        people = {"by": procurement_officer, "approver": executive, "division": finance}
        return publish_month(rows=rows, year=year, period=period, **people)

    return made


def address(form, month="10", year=2569):
    return reverse("procurement_month_export", kwargs={"fiscal_year": year, "month": month, "format": form})


def of_year(form, year=2569):
    return reverse("procurement_year_export", kwargs={"fiscal_year": year, "format": form})


def body(answer):
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def sheet(answer):
    """The only sheet of a workbook, as rows of values."""
    book = openpyxl.load_workbook(io.BytesIO(body(answer)))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def lines(answer):
    text = body(answer).decode("utf-8-sig")
    return [[unmarked(cell) for cell in line] for line in csv.reader(io.StringIO(text, newline=""))]


def test_all_formats_agree_on_every_amount(client, publish):
    publish()
    budget, agreed = map(Decimal, sums(ROWS))
    place, price = ALL_COLUMNS.index("วงเงินที่จะซื้อหรือจ้าง (บาท)"), ALL_COLUMNS.index("ราคาที่ตกลงซื้อหรือจ้าง (บาท)")

    head, *table = sheet(client.get(address("xlsx")))
    assert head == list(ALL_COLUMNS)
    assert round(sum(line[place] or 0 for line in table), 2) == float(budget)
    assert round(sum(line[price] or 0 for line in table), 2) == float(agreed)

    head, *table = lines(client.get(address("csv")))
    assert sum(Decimal(line[place] or 0) for line in table) == budget
    assert sum(Decimal(line[price] or 0) for line in table) == agreed

    total = next(line for line in sheet(client.get(address("skr1"))) if line[1] == "รวม")
    assert (Decimal(str(total[2])), Decimal(str(total[8]))) == (budget, agreed)

    data = json.loads(body(client.get(address("json"))))
    assert sums(data["content"]["procurements"]) == sums(ROWS)

    table = sheet(client.get(address("oit")))[1:]
    assert round(sum(line[8] for line in table), 2) == float(budget)
    assert round(sum(line[13] or 0 for line in table), 2) == float(agreed)

    releases = json.loads(body(client.get(address("ocds"))))["releases"]
    assert round(sum(each["planning"]["budget"]["amount"]["amount"] for each in releases), 2) == float(budget)
    awards = [award for each in releases for award in each.get("awards", ())]
    assert round(sum(award["value"]["amount"] for award in awards), 2) == float(agreed)


def test_a_further_bidder_stands_on_a_line_of_its_own(client, publish):
    two = [{"name": "หจก. แสงทอง", "price": "18500.00"}, {"name": "ร้านเพื่อนช่าง", "price": "19000.00"}]
    publish([{**ROWS[0], "bidders": two, "winners": two[:1], "contract_date": "2025-10-15"}])

    _head, first, second = sheet(client.get(address("xlsx")))

    assert first[9:13] == ["หจก. แสงทอง", 18500, "หจก. แสงทอง", 18500]
    assert first[15].date() == date(2025, 10, 15)
    assert second == [None] * 9 + ["ร้านเพื่อนช่าง", 19000] + [None] * 8


def test_texts_stay_texts(client, publish):
    publish([{**ROWS[0], "title": '=HYPERLINK("http://evil.example")', "egp_number": "69109012345"}])

    table = sheet(client.get(address("xlsx")))
    text = body(client.get(address("csv"))).decode("utf-8-sig")

    assert table[1][1] == '=HYPERLINK("http://evil.example")'
    assert table[1][17] == "69109012345"
    assert "\"'=HYPERLINK(" in text
    book = openpyxl.load_workbook(io.BytesIO(body(client.get(address("xlsx")))))
    assert book.worksheets[0].cell(2, 2).data_type == "s"


def test_the_form_has_its_titles_heads_in_two_rows_and_the_line_to_sign(client, publish, authority):
    ProcurementSettings.objects.create(
        authority=authority, reported_by="นางสาวพัสดุ รอบคอบ", reporter_position="นักวิชาการพัสดุ"
    )
    publish()

    table = sheet(client.get(address("skr1")))

    assert table[0][11] == "แบบ สขร.1"
    assert table[1][0] == "สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน ตุลาคม 2568"
    assert table[2][0] == authority.name
    assert [cell for cell in table[4] if cell] == [
        "ลำดับที่",
        "งานที่จัดซื้อหรือจัดจ้าง",
        "วงเงินที่จะซื้อหรือจ้าง (บาท)",
        "ราคากลาง (บาท)",
        "วิธีซื้อหรือจ้าง",
        "รายชื่อผู้เสนอราคาและราคาที่เสนอ",
        "ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง",
        "เหตุผลที่คัดเลือกโดยสรุป",
        "เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง",
    ]
    assert [cell for cell in table[5] if cell][:2] == ["รายชื่อผู้เสนอราคา", "ราคาที่เสนอ (บาท)"]
    words = [cell for line in table[-3:] for cell in line if cell]
    assert words[1:] == ["(นางสาวพัสดุ รอบคอบ)", "ตำแหน่ง นักวิชาการพัสดุ"]


@pytest.mark.parametrize(("day", "year", "columns"), [(date(2024, 10, 3), 2568, 16), (DAY, 2569, 19)])
def test_the_form_of_the_assessment_is_that_of_its_year(client, publish, authority, day, year, columns):
    publish(day=day)

    head, first, *_rest = sheet(client.get(address("oit", year=year)))

    assert len(head) == columns
    assert first[1:7] == [
        year,
        authority.name,
        "บ้านม่วง",
        "สกลนคร",
        "กระทรวงมหาดไทย",
        "องค์กรปกครองส่วนท้องถิ่น",
    ]


def test_before_the_assessment_had_a_form_there_is_none(client, publish):
    publish(day=date(2022, 10, 3))

    assert client.get(address("oit", year=2566)).status_code == 404
    assert client.get(address("csv", year=2566)).status_code == 200


def test_the_packages_of_month_and_year_are_sound(client, publish, tmp_path):
    publish()
    publish(month_rows(5, 8, day=NEXT, first_record=100), day=NEXT)

    for form, count in product(("ocds", "ocds-records"), (23, 31)):
        place = address(form) if count == len(ROWS) else of_year(form)
        package = json.loads(body(client.get(place)))

        assert ocds.faults(package, tmp_path) == {}
        assert package["uri"].endswith(place)
        assert len(package.get("releases", package.get("records"))) == count


def test_a_correction_is_a_further_release_and_a_withdrawn_record_keeps_its_title_alone(
    client, publish, procurement_officer, executive, tmp_path
):
    page = publish(ROWS[:3])
    changed = [{**ROWS[0], "budget": "77.00"}, ROWS[1], withdrawn(ROWS[2])]
    correct_month(page, changed, by=procurement_officer, approver=executive)

    package = json.loads(body(client.get(address("ocds"))))
    records = json.loads(body(client.get(address("ocds-records"))))["records"]

    assert [release["id"].rpartition("ocds-000000-")[2] for release in package["releases"]] == [
        "1-2569-10-1",
        "2-2569-10-1",
        "1-2569-10-2",
        "3-2569-10-2",
    ]
    assert ocds.faults(package, tmp_path) == {}
    assert [len(record["releases"]) for record in records] == [2, 1, 1]
    assert records[0]["compiledRelease"]["planning"]["budget"]["amount"]["amount"] == 77.0
    assert "ถอนการเผยแพร่: บันทึกซ้ำ" in body(client.get(address("csv"))).decode()


def test_a_month_without_procurement_has_its_form_and_no_package(client, publish):
    publish([])

    assert any("เดือนนี้ไม่มีการจัดซื้อจัดจ้าง" in map(str, line) for line in sheet(client.get(address("skr1"))))
    assert lines(client.get(address("csv"))) == [list(ALL_COLUMNS)]
    assert client.get(address("ocds")).status_code == 404
    assert client.get(of_year("ocds")).status_code == 404
    assert client.get(of_year("csv")).status_code == 200


def test_a_month_has_no_file_before_its_approval_nor_after_its_withdrawal(
    client, publish, procurement_officer, executive
):
    assert {client.get(address(form)).status_code for form in EXPORTS} == {404}
    page = publish(ROWS[:2])
    assert {client.get(address(form)).status_code for form in EXPORTS} == {200}
    assert {client.get(address(form, month="11")).status_code for form in EXPORTS} == {404}
    assert client.get(address("exe")).status_code == 404

    request = takedown.request_withdrawal(current(page), by=procurement_officer, reason="ข้อมูลผิด")
    settle(request, by=executive, withdraw=True)

    assert {client.get(address(form)).status_code for form in EXPORTS} == {410}
    assert "ข้อมูลผิด" in client.get(address("csv")).content.decode()
    assert client.get(of_year("csv")).status_code == 404


def test_a_suspended_month_is_in_no_file(client, publish, executive, second_executive):
    publish(month_rows(5, 2, day=NEXT, first_record=100), day=NEXT)
    page = publish(ROWS[:2])
    takedown.suspend(current(page), by=second_executive, reason="พบเลขประจำตัวประชาชน")

    assert client.get(address("csv")).status_code == 404
    assert {line[1] for line in lines(client.get(of_year("csv")))[1:]} <= {"พฤศจิกายน 2568", ""}


def test_what_waits_is_not_told(client, publish, procurement_officer):
    page = publish(ROWS[:2])
    draft = page.get_latest_revision_as_object()
    draft.procurements = [{**ROWS[0], "budget": "77.00"}]
    draft.save_revision(user=procurement_officer)

    data = json.loads(body(client.get(address("json"))))

    assert data["content"]["procurements"] == json.loads(json.dumps(ROWS[:2]))


def test_a_file_is_fetched_once_while_its_edition_is_the_same(client, publish, procurement_officer, executive):
    page = publish(ROWS[:2])
    places = [*map(address, EXPORTS), *map(of_year, YEAR_FORMATS)]
    answers = {place: client.get(place) for place in places}

    def again(place):
        answer = client.get(place, headers={"If-None-Match": answers[place].headers["ETag"]})
        if answer.streaming:
            body(answer)  # to its end, so that its file is closed
        return answer.status_code

    for answer in answers.values():
        body(answer)
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert re.search(r"filename\*=UTF-8''%E0%B8", answer.headers["Content-Disposition"])
    assert {again(place) for place in places} == {304}
    correct_month(page, ROWS[:1], by=procurement_officer, approver=executive)
    assert {again(place) for place in places} == {200}


def test_a_year_has_the_lines_of_all_its_months(client, publish):
    publish()
    publish(month_rows(5, 8, day=NEXT, first_record=100), day=NEXT)

    table, text = sheet(client.get(of_year("xlsx"))), lines(client.get(of_year("csv")))

    assert table[0] == text[0] == ["ปีงบประมาณ", "เดือน", *ALL_COLUMNS]
    assert len(table) == len(text)
    numbers = [(line[1], line[2]) for line in table[1:] if line[2]]
    assert numbers == [("ตุลาคม 2568", place) for place in range(1, 24)] + [
        ("พฤศจิกายน 2568", place) for place in range(1, 9)
    ]


def test_a_year_costs_two_queries_and_few_a_month(client, publish):
    def asked(form):
        with CaptureQueriesContext(connection) as queries:
            body(client.get(of_year(form)))
        return len(queries)

    publish(ROWS[:2])
    client.get(of_year("csv"))
    one = {form: asked(form) for form in YEAR_FORMATS}
    publish(month_rows(5, 40, day=NEXT, first_record=100), day=NEXT)
    two = {form: asked(form) for form in YEAR_FORMATS}

    assert max(one.values()) <= 12
    assert max(two[form] - one[form] for form in YEAR_FORMATS) <= 2


def test_no_number_of_a_natural_person_leaves(client, publish):
    rows = month_rows(9, 80, day=DAY, citizens=True)
    page = publish(month_rows(9, 80, day=DAY))
    publication = current(page)
    publication.content["procurements"] = rows  # as no approval would let it
    publication.save()

    for place in [address(form) for form in EXPORTS if form != "json"] + [of_year(form) for form in YEAR_FORMATS]:
        found = body(client.get(place))
        text = json.dumps(sheet(client.get(place)), default=str) if found.startswith(b"PK") else found.decode()
        assert [number for number in re.findall(r"(?<!\d)\d{13}(?!\d)", text) if pin.is_valid(number)] == []
