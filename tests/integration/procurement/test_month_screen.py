"""The list of months: each with its state and what it lacks, submitted in one step; and an editor that types no row."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from cms.actions.fiscal_years import open_fiscal_year
from cms.policy.roles import Role
from cms.thai.dates import fiscal_year
from procurement.actions import months
from procurement.models import ProcurementRecord
from tests.factories.month_work import (
    approve_month,
    approved_purchase,
    day_in,
    drafted,
    fresh,
    make_purchase,
    month_page,
    run_months,
)
from tests.factories.people import make_user


@pytest.fixture
def year(authority, site_admin, procurement_officer):
    last = fiscal_year(timezone.localdate()) - 1
    open_fiscal_year(authority, last, by=site_admin)
    return last


@pytest.fixture
def page(authority, year, finance, procurement_officer, executive):
    approved_purchase(by=procurement_officer, division=finance, approver=executive, on=day_in(year, "m01"))
    make_purchase(by=procurement_officer, division=finance, on=day_in(year, "m01"), title="ซื้อหมึกพิมพ์")
    run_months()
    return month_page(authority, year, "m01")


def test_each_month_says_its_state_and_what_it_lacks(client, page, procurement_officer, year):
    client.force_login(procurement_officer)

    html = client.get(reverse("procurement_months"), {"year": year}).content.decode()
    text = strip_tags(html)

    assert html.count('class="year-month year-month--') == 12
    assert text.count("เลยกำหนด") >= 11
    assert "1 รายการ รวม 12,000.00 บาท" in text
    assert "ซื้อหมึกพิมพ์ (ร่าง)" in text


def test_what_is_to_do_stands_before_what_is_done(client, authority, page, procurement_officer, executive, year):
    months.submit_month(page, by=procurement_officer)
    approve_month(page, by=executive)
    client.force_login(procurement_officer)

    html = client.get(reverse("procurement_months"), {"year": year}).content.decode()

    assert re.findall(r'month-list__title"[^>]*>([^<]+)', html) == ["ต้องทำ (11)", "เดือนอื่น (1)"]
    assert html.index('id="m02"') < html.index('id="m01"')


def test_a_record_that_a_month_lacks_is_opened_by_who_may(client, page, procurement_officer, executive, year):
    record = ProcurementRecord.objects.get(title="ซื้อหมึกพิมพ์")
    for user, name in ((procurement_officer, "edit"), (executive, "inspect")):
        client.force_login(user)

        html = client.get(reverse("procurement_months"), {"year": year}).content.decode()

        assert reverse(f"wagtailsnippets_procurement_procurementrecord:{name}", args=[record.pk]) in html


def test_a_month_is_submitted_in_one_step(client, page, procurement_officer, executive, year):
    client.force_login(procurement_officer)
    address = reverse("procurement_month_submit", args=[page.pk])
    assert address in client.get(reverse("procurement_months"), {"year": year}).content.decode()

    answer = client.post(address, follow=True).content.decode()

    assert "ขออนุมัติแล้ว" in answer
    assert "รออนุมัติ" in answer
    assert approve_month(page, by=executive).content["procurements"]
    assert "เผยแพร่แล้ว" in client.get(reverse("procurement_months"), {"year": year}).content.decode()


def test_the_approver_of_a_month_reads_its_sums_first_and_each_row_in_one_line(
    client, page, procurement_officer, executive
):
    months.submit_month(page, by=procurement_officer)
    client.force_login(executive)

    html = client.get(reverse("cms_review", args=[fresh(page).current_workflow_task_state.pk])).content.decode()

    assert "1 รายการ ตกลงซื้อหรือจ้าง 12,000.00 บาท" in html
    (headline,) = re.findall(r'class="change__row"><summary>([^<]*)', html)
    assert headline.endswith("· 12,000.00")
    assert html.index("ตกลงซื้อหรือจ้าง 12,000.00") < html.index("change__row")


def test_none_is_stated_in_one_step(client, authority, page, procurement_officer, year):
    empty = month_page(authority, year, "m07")
    client.force_login(procurement_officer)

    client.post(reverse("procurement_month_none", args=[empty.pk]))

    assert fresh(empty).workflow_in_progress
    assert drafted(empty).stated_none == ["procurements"]


@pytest.mark.parametrize("name", ["procurement_month_submit", "procurement_month_none"])
def test_an_officer_of_another_division_has_no_button_and_no_way(client, page, clerk_office, year, name):
    client.force_login(make_user(Role.PROCUREMENT_OFFICER, clerk_office))
    address = reverse(name, args=[page.pk])

    assert address not in client.get(reverse("procurement_months"), {"year": year}).content.decode()
    client.post(address)

    assert not fresh(page).workflow_in_progress


def test_the_list_asks_as_much_for_many_records_as_for_few(
    client, page, finance, procurement_officer, year, django_assert_max_num_queries
):
    for number in range(20):
        make_purchase(by=procurement_officer, division=finance, on=day_in(year, "m02"), title=f"งาน {number}")
    client.force_login(procurement_officer)

    with django_assert_max_num_queries(40):
        client.get(reverse("procurement_months"), {"year": year})


def test_the_editor_shows_the_rows_and_no_post_changes_them(client, page, procurement_officer):
    client.force_login(procurement_officer)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    text = client.get(address).content.decode()
    assert "จ้างซ่อมถนนลูกรัง" in text
    before = drafted(page)

    forged = {
        "summary": "ประกาศล่าช้า",
        "title": "ชื่ออื่น",
        "period": "m05",
        "slug": "99",
        "division": "1",
        "stated_none": ["procurements"],
        "procurements": "[]",
        "procurements_digest": "x",
        "attachments-TOTAL_FORMS": "0",
        "attachments-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    client.post(address, forged)

    after = drafted(page)
    assert after.summary == "ประกาศล่าช้า"
    kept = ("title", "period", "slug", "division", "stated_none", "procurements", "procurements_digest")
    assert {name: getattr(after, name) for name in kept} == {name: getattr(before, name) for name in kept}
    months.refresh_month(fresh(page))
    assert drafted(page).summary == "ประกาศล่าช้า"


def test_a_month_has_no_button_to_delete_it(client, page, procurement_officer):
    client.force_login(procurement_officer)

    assert not page.permissions_for_user(procurement_officer).can_delete()
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert fresh(page)
