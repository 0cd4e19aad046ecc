"""The list of records: found by its filters, and downloaded as it is filtered."""

from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from cms.actions import approval
from cms.policy.roles import Role
from cms.policy.states import StateGroup
from tests.factories.people import make_user
from tests.factories.procurement import make_procurement
from tests.factories.publications import publish

LIST = "wagtailsnippets_procurement_procurementrecord:list"
DRAFT, WAITING, LIVE = "ซื้อร่าง", "ซื้อรอ", "ซื้อแล้ว"


@pytest.fixture
def records(procurement_officer, finance, executive):
    today = timezone.localdate()
    made = {
        title: make_procurement(
            by=procurement_officer, division=finance, title=title, contract_date=today - timedelta(days=40 * number)
        )
        for number, title in enumerate((DRAFT, WAITING, LIVE))
    }
    approval.submit(made[WAITING], by=procurement_officer)
    publish(made[LIVE], by=procurement_officer, approver=executive)
    return made


def sheet(client, ending, **asked):
    return client.get(reverse("procurement_records_sheet", args=[ending]), asked)


def csv_lines(client, **asked) -> list[str]:
    return b"".join(sheet(client, "csv", **asked).streaming_content).decode("utf-8-sig").splitlines()


@pytest.mark.parametrize(
    ("group", "found"),
    [
        (StateGroup.DRAFT, {DRAFT}),
        (StateGroup.WAITING, {WAITING}),
        (StateGroup.LIVE, {LIVE}),
        (StateGroup.ENDED, set()),
    ],
)
def test_the_list_is_filtered_by_state(client, procurement_officer, records, group, found):
    client.force_login(procurement_officer)

    html = client.get(reverse(LIST), {"state": group.value}).content.decode()

    assert {title for title in records if title in html} == found


def test_the_sheet_holds_what_the_list_shows(client, procurement_officer, records):
    client.force_login(procurement_officer)

    everything, waiting = csv_lines(client), csv_lines(client, state="waiting")
    of_a_word = csv_lines(client, q=LIVE)

    assert len(everything) == 4
    assert [WAITING in line for line in waiting] == [False, True]
    assert waiting[1].endswith("รออนุมัติ")
    assert [LIVE in line for line in of_a_word] == [False, True]


def test_a_workbook_has_amounts_as_numbers(client, procurement_officer, records, tmp_path):
    client.force_login(procurement_officer)
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"".join(sheet(client, "xlsx", state="live").streaming_content))

    book = openpyxl.load_workbook(path)
    head, row = book.worksheets[0].iter_rows(values_only=True)
    book.close()

    cells = dict(zip(head, row, strict=True))
    assert cells["งานที่จัดซื้อหรือจัดจ้าง"] == LIVE
    assert cells["วงเงิน (บาท)"] == records[LIVE].budget
    assert cells["สถานะ"] == "เผยแพร่"


def test_a_title_is_no_formula(client, procurement_officer, finance):
    make_procurement(by=procurement_officer, division=finance, title="=HYPERLINK(1)")
    client.force_login(procurement_officer)

    assert not any(cell.lstrip('"').startswith("=") for line in csv_lines(client) for cell in line.split(","))


def test_the_sheet_is_of_the_own_division_and_closed_to_others(client, clerk_office, officer, records):
    client.force_login(make_user(Role.PROCUREMENT_OFFICER, clerk_office))
    assert len(csv_lines(client)) == 1

    client.force_login(officer)
    assert sheet(client, "csv").status_code == 303
    assert sheet(client, "pdf").status_code == 404


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_sheet_asks_no_more_for_more_records(
    client, procurement_officer, finance, records, ending, django_assert_max_num_queries
):
    for number in range(8):
        make_procurement(by=procurement_officer, division=finance, title=f"งาน {number}")
    client.force_login(procurement_officer)

    with django_assert_max_num_queries(12):
        b"".join(sheet(client, ending).streaming_content)
