"""The page of a month: what was approved, and before that its state alone."""

import gzip
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.actions import approval, takedown
from cms.actions.due_publications import expire_due
from cms.actions.fiscal_years import open_year
from cms.pages import SectionPage
from cms.policy.lifecycle import Period
from cms.thai.dates import fiscal_months, fiscal_year
from procurement.policy.calendar import month_title
from procurement.policy.month_states import LABEL, MonthState, due_day
from tests.factories.decisions import settle
from tests.factories.months import (
    correct_month,
    last_year,
    make_month,
    month_rows,
    publish_month,
)
from tests.factories.procurement import make_procurement
from tests.factories.publications import current, publish

MOST_QUERIES = 20
MOST_BYTES = 250 * 1024
OCTOBER, NOVEMBER = Period.M01, Period.M02


@pytest.fixture
def published(procurement_officer, executive, finance):
    def month(**fields):
        fields = {"year": last_year(), "division": finance, **fields}
        return publish_month(by=procurement_officer, approver=executive, **fields)

    return month


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def test_the_address_of_a_month_is_its_fiscal_year_and_calendar_month(client, published):
    page = published(period=OCTOBER)

    assert page.get_url() == f"/procurement/{last_year()}/10/"
    assert f"เดือนตุลาคม {last_year() - 1}" in read(client, page.get_url())


def test_a_month_shows_every_row_with_parties_prices_and_contract(client, published):
    page = published(count=8)

    html = read(client, page.get_url())

    for row in page.procurements:
        assert row["title"] in html
        assert row["contract_number"] in html
        for party in row["bidders"]:
            assert f"{float(party['price']):,.2f}" in html
    assert html.count('<td role="cell" class="no">') == 9  # with the row of sums


def test_the_sums_are_those_of_the_rows(client, published):
    page = published(count=8)
    agreed = sum(float(row["winners"][0]["price"]) for row in page.procurements)
    budget = sum(float(row["budget"]) for row in page.procurements)

    html = read(client, page.get_url())

    assert f"{agreed:,.2f}" in html
    assert f"{budget:,.2f}" in html
    assert f"{budget - agreed:,.2f}" in html
    assert "รวม 8 รายการ" in html


def test_a_withdrawn_row_is_struck_through_with_its_reason_and_counts_nothing(client, published):
    rows = month_rows(2, year=last_year())
    gone = {name: rows[1][name] for name in ("number", "record", "title")} | {"withdrawn": "บันทึกซ้ำ"}
    page = published(count=2)
    page = correct_month(page, [rows[0], gone], by=page.owner, approver=current(page).approved_by)

    html = read(client, page.get_url())

    assert f"<s>{gone['title']}</s>" in html
    assert "ถอนการเผยแพร่: บันทึกซ้ำ" in html
    assert "รวม 1 รายการ" in html


def test_what_changed_since_the_edition_before_is_said(client, published):
    page = published(count=3)
    first = read(client, page.get_url())
    rows = month_rows(4, year=last_year())
    rows[0]["contract_number"] = "จ.99/แก้ไข"
    page = correct_month(page, [rows[0], *rows[2:]], by=page.owner, approver=current(page).approved_by)

    html = read(client, page.get_url())

    assert "แก้ไขจากฉบับที่" not in first
    changes = html[html.index("แก้ไขจากฉบับที่ 1") :]
    assert "เพิ่มเข้ามา" in changes
    assert "เอาออก" in changes
    assert "<del>จ.1/" in changes
    assert "<ins>จ.99/แก้ไข</ins>" in changes


def test_what_changed_since_a_withdrawn_edition_is_not_said(
    client, published, executive, second_executive, procurement_officer
):
    page = published(count=2)
    page = correct_month(page, month_rows(1, year=last_year()), by=page.owner, approver=executive)
    older = page.publications().get(number=1)
    request = takedown.request_withdrawal(older, by=executive, reason="มีข้อมูลส่วนบุคคล")
    settle(request, by=second_executive, withdraw=True)

    html = read(client, page.get_url())

    assert "แก้ไขจากฉบับที่" not in html
    assert month_rows(2, year=last_year())[1]["title"] not in html


def test_a_row_leads_to_its_record_where_that_is_public(client, published, procurement_officer, executive, finance):
    record = publish(
        make_procurement(by=procurement_officer, division=finance, fiscal_year=last_year()),
        by=procurement_officer,
        approver=executive,
    )
    rows = month_rows(2, year=last_year())
    rows[0]["record"] = record.pk
    page = published(count=2)
    page = correct_month(page, rows, by=page.owner, approver=executive)
    link = f'href="{record.get_absolute_url()}"'

    assert link in read(client, page.get_url())
    takedown.suspend(current(record), by=executive, reason="ตรวจสอบ")
    assert link not in read(client, page.get_url())


def test_no_procurement_is_a_statement(client, published):
    html = read(client, published(count=0).get_url())

    assert "เดือนนี้ไม่มีการจัดซื้อจัดจ้าง" in html
    assert LABEL[MonthState.NONE] in html
    assert "<table" not in html


def test_a_month_without_approval_says_its_state_and_nothing_of_its_draft(client, procurement_officer, finance):
    page = make_month(by=procurement_officer, division=finance, year=last_year(), count=7)
    draft = page.get_latest_revision_as_object()
    draft.title = "ชื่อของร่าง"
    draft.save_revision(user=procurement_officer)

    html = read(client, page.get_url())

    assert month_title(last_year(), OCTOBER) in html
    assert LABEL[MonthState.LATE] in html
    for row in page.procurements:
        assert row["title"] not in html
    assert "ชื่อของร่าง" not in html
    assert "7 รายการ" not in html
    assert "กองคลัง" not in html.partition("<main")[2].partition("</main>")[0]


def test_a_month_that_is_waiting_tells_no_more(client, procurement_officer, finance):
    page = make_month(by=procurement_officer, division=finance, year=last_year(), count=7)
    before = read(client, page.get_url())
    approval.submit(page, by=procurement_officer)

    assert read(client, page.get_url()) == before


def test_a_month_to_come_is_not_due(client, authority, procurement_officer, finance):
    year = fiscal_year(timezone.localdate())
    page = make_month(by=procurement_officer, division=finance, year=year, period=Period.M12)

    html = read(client, page.get_url())

    assert LABEL[MonthState.NOT_DUE] in html
    assert due_day(year, Period.M12) > timezone.localdate()


def test_the_pages_of_the_section_show_the_months_with_their_states(client, published, procurement_officer, finance):
    published(period=OCTOBER, count=3)
    published(period=NOVEMBER, count=0)
    make_month(by=procurement_officer, division=finance, year=last_year(), period=Period.M03)

    html = read(client, f"/procurement/{last_year()}/")

    states = re.findall(r'class="month month--(\w+)"', html)
    assert states == ["rows", "none", *["late"] * states.count("late"), *["not_due"] * states.count("not_due")]
    assert len(states) == 12
    assert f'href="/procurement/{last_year()}/10/"' in html
    assert f'href="/procurement/{last_year()}/12/"' in html
    assert f"ตุลาคม {last_year() - 1} 3 รายการ" in html


def test_the_section_shows_the_years_and_the_months_of_this_one_and_the_one_before(client, authority):
    year = fiscal_year(timezone.localdate())
    for earlier in (year - 1, year - 2):
        open_year(SectionPage.objects.get(slug="procurement"), earlier)

    html = read(client, "/procurement/")

    assert all(f'href="/procurement/{each}/"' in html for each in (year, year - 1, year - 2))
    assert html.count('class="month month--') == 24
    assert f"ตุลาคม {fiscal_months(year)[0][0] + 543}" in html


def test_the_year_before_is_left_out_once_a_month_of_this_one_is_public(client, published):
    published(year=fiscal_year(timezone.localdate()), count=1)
    open_year(SectionPage.objects.get(slug="procurement"), last_year())

    assert read(client, "/procurement/").count('class="month month--') == 12


def test_every_month_is_two_clicks_from_home(client, published):
    pages = [published(period=period, count=1).get_url() for period in (OCTOBER, Period.M07)]

    first = re.findall(r'href="(/procurement/[^"]*)"', read(client, "/"))
    second = re.findall(r'href="(/[^"]*/)"', "".join(read(client, address) for address in set(first)))

    assert set(pages) <= {*first, *second}


def test_home_has_one_row_for_procurement(client, published, procurement_officer, executive, finance):
    published(count=1)
    bought = make_procurement(by=procurement_officer, division=finance, fiscal_year=last_year())
    publish(bought, by=procurement_officer, approver=executive)

    html = read(client, "/")

    rows = re.findall(r'<th scope="row"[^>]*><a href="/procurement/[^"]*">[^<]*</a></th>(.*?)</tr>', html, re.DOTALL)
    assert len(rows) == 1
    assert f'href="/procurement/{last_year()}/"' in rows[0]
    assert ">2</a>" in rows[0]


def test_a_withdrawn_month_is_gone_and_its_calendar_says_so(client, published, executive, second_executive):
    page = published(count=3)
    request = takedown.request_withdrawal(current(page), by=executive, reason="จัดทำผิดเดือน")
    settle(request, by=second_executive, withdraw=True)

    html = read(client, page.get_url(), 410)

    assert "จัดทำผิดเดือน" in html
    assert 'class="month month--ended"' in read(client, f"/procurement/{last_year()}/")


def test_a_suspended_month_says_no_more_than_that(client, published, executive):
    page = published(count=3)
    takedown.suspend(current(page), by=executive, reason="พบเลขบัตร")

    html = read(client, page.get_url(), 404)

    assert page.procurements[0]["title"] not in html
    assert "พบเลขบัตร" not in html


def test_a_month_leads_to_the_months_beside_it_across_the_year(client, published, procurement_officer, finance):
    october = published(period=OCTOBER)
    published(period=NOVEMBER)
    make_month(by=procurement_officer, division=finance, year=last_year() - 1, period=Period.M12)

    html = read(client, october.get_url())

    assert f'rel="prev" href="/procurement/{last_year() - 1}/09/"' in html
    assert f'rel="next" href="/procurement/{last_year()}/11/"' in html


def test_a_month_costs_the_same_queries_however_many_rows(client, published):
    counts = []
    for period, count in ((NOVEMBER, 3), (Period.M03, 60)):
        address = published(period=period, count=count).get_url()
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            read(client, address)
        counts.append(len(captured))
        cache.clear()

    assert counts[0] == counts[1] <= MOST_QUERIES


def test_what_is_kept_of_the_rows_is_marked_up_as_the_first_time(client, published):
    page = published(count=8)

    assert read(client, page.get_url()) == read(client, page.get_url())


def test_what_stands_in_a_row_is_text(client, published):
    rows = month_rows(1, year=last_year())
    rows[0] |= {
        "title": "<script>1</script>",
        "reason": "<b>x</b>",
        "bidders": [{"name": "<i>ร้าน</i>", "price": "1.00"}],
    }
    page = published(count=1)
    page = correct_month(page, rows, by=page.owner, approver=current(page).approved_by)

    html = read(client, page.get_url())

    assert "<script" not in html
    assert "<b>x" not in html
    assert "&lt;i&gt;ร้าน" in html


def test_a_month_approved_for_later_says_its_state_alone(client, procurement_officer, executive, finance):
    page = make_month(by=procurement_officer, division=finance, year=last_year(), count=2)
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision(user=procurement_officer)
    publish(page, by=procurement_officer, approver=executive)

    before = read(client, page.get_url())
    takedown.suspend(current(page), by=executive, reason="ตรวจสอบ")

    assert LABEL[MonthState.LATE] in before
    assert draft.procurements[0]["title"] not in before
    assert read(client, page.get_url()) == before


def test_a_month_whose_time_is_over_is_gone(client, published, executive):
    page = published(count=2)
    draft = page.get_latest_revision_as_object()
    draft.expire_at = timezone.now() + timedelta(days=1)
    draft.save_revision(user=page.owner)
    publish(page, by=page.owner, approver=executive)
    expire_due(timezone.now() + timedelta(days=2))

    html = read(client, page.get_url(), 410)

    assert page.procurements[0]["title"] not in html


def test_a_large_month_is_sent_compressed_and_small(published):
    address = published(count=500).get_url()
    plain = Client().get(address).content

    sent = Client().get(address, headers={"Accept-Encoding": "gzip"})

    assert sent.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in sent.headers["Vary"]
    assert len(sent.content) <= MOST_BYTES
    assert gzip.decompress(sent.content) == plain


def test_its_own_sheet_is_small_and_stands_on_the_pages_of_procurement_alone(client, published):
    sheet = "procurement/css/months.css"

    assert Path(finders.find(sheet)).stat().st_size <= 8 * 1024
    assert sheet in read(client, published().get_url())
    assert sheet not in read(client, "/")
