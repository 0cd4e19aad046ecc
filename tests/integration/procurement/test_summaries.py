"""What is drawn from approved months: begun by one click, refused while months lack, drawn anew on request."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.actions import approval
from cms.policy.lifecycle import Period
from cms.policy.periods import EVERY_MONTH
from cms.policy.refusal import Refused
from cms.thai.dates import fiscal_year
from procurement.actions.summaries import begin, draw_up_anew
from procurement.pages import AnnualProcurementPage, QuarterlyWinnersPage
from tests.factories.months import publish_month, year_of_months
from tests.factories.publications import fresh, publish
from tests.factories.summaries import month_row, publish_months

QUARTER = EVERY_MONTH[:3]


@pytest.fixture
def year(authority):
    return fiscal_year(timezone.localdate())


@pytest.fixture
def people(finance, procurement_officer, executive):
    return {"by": procurement_officer, "approver": executive, "division": finance}


def test_a_quarter_is_begun_from_its_months_and_published(
    authority, year, people, procurement_officer, executive, client
):
    publish_months(year, QUARTER, **people)

    page = begin(QuarterlyWinnersPage, authority, year, Period.Q1, by=procurement_officer)
    page = publish(page, by=procurement_officer, approver=executive)
    shown = client.get(page.get_url()).content.decode()

    assert page.slug.startswith("q-")
    assert page.title == f"ประกาศผลผู้ชนะการจัดซื้อจัดจ้าง ประจำไตรมาสที่ 1 ปีงบประมาณ {year}"
    assert len(page.winners) == 6
    assert "0105536112014" in shown
    assert "ตุลาคม" in shown


def test_a_quarter_without_procurement_says_so(authority, year, people, procurement_officer):
    for month in QUARTER:
        publish_month(year=year, period=month, rows=[], **people)

    page = begin(QuarterlyWinnersPage, authority, year, Period.Q1, by=procurement_officer)

    assert (page.winners, page.stated_none) == ([], ["winners"])


def test_the_number_of_a_person_is_never_in_the_notice(authority, year, people, procurement_officer):
    publish_month(year=year, period=Period.M01, rows=[month_row(tax_id="3-xxxx-xxxxx-xx-5", name="นายสมชาย")], **people)

    page = begin(QuarterlyWinnersPage, authority, year, Period.Q1, by=procurement_officer)

    assert page.winners[0]["tax_id"] == "3-xxxx-xxxxx-xx-5"


def test_it_is_not_submitted_while_a_month_is_not_public_and_names_the_month(
    authority, year, people, procurement_officer
):
    publish_months(year, QUARTER[:2], **people)
    page = begin(QuarterlyWinnersPage, authority, year, Period.Q1, by=procurement_officer)

    with pytest.raises(Refused, match="เดือนที่ยังไม่เผยแพร่: ธันวาคม"):
        approval.submit(page, by=procurement_officer)


def test_there_is_one_a_quarter_and_none_before_a_month_is_public(authority, year, people, procurement_officer):
    with pytest.raises(Refused, match="ยังไม่มีเดือนใด"):
        begin(QuarterlyWinnersPage, authority, year, Period.Q1, by=procurement_officer)

    publish_month(year=year, period=Period.M01, rows=[month_row()], **people)
    begin(QuarterlyWinnersPage, authority, year, Period.Q1, by=procurement_officer)

    with pytest.raises(Refused, match="มีเรื่องของ"):
        begin(QuarterlyWinnersPage, authority, year, Period.Q1, by=procurement_officer)


def test_nobody_else_begins_one(authority, year, people, officer):
    publish_month(year=year, period=Period.M01, rows=[month_row()], **people)

    with pytest.raises(Refused, match="เจ้าหน้าที่พัสดุ"):
        begin(QuarterlyWinnersPage, authority, year, Period.Q1, by=officer)


def test_a_month_corrected_since_is_said_and_drawn_on_request(
    authority, year, people, procurement_officer, executive, client
):
    publish_months(year, QUARTER, **people)
    page = begin(QuarterlyWinnersPage, authority, year, Period.Q1, by=procurement_officer)
    page = publish(page, by=procurement_officer, approver=executive)
    publish_month(year=year, period=Period.M02, rows=[month_row(9, "ซื้อเพิ่ม", price="99.00")], **people)

    before = client.get(page.get_url()).content.decode()
    changed = draw_up_anew(fresh(page), by=procurement_officer)
    draft = fresh(page).get_latest_revision_as_object()

    assert "มีเดือนที่แก้ไขหลังจากจัดทำ" in before
    assert "ซื้อเพิ่ม" not in client.get(page.get_url()).content.decode()
    assert changed
    assert [row["item"] for row in draft.winners].count("ซื้อเพิ่ม") == 1
    assert draft.changed_months() == []
    assert not draw_up_anew(fresh(page), by=procurement_officer)


def test_what_waits_is_not_drawn_anew(authority, year, people, procurement_officer):
    publish_months(year, QUARTER, **people)
    page = begin(QuarterlyWinnersPage, authority, year, Period.Q1, by=procurement_officer)
    approval.submit(fresh(page), by=procurement_officer)

    with pytest.raises(Refused, match="รออนุมัติ"):
        draw_up_anew(fresh(page), by=procurement_officer)


def test_from_the_list_a_draft_is_one_click_and_what_changed_is_another(
    authority, year, people, procurement_officer, client
):
    publish_months(year, EVERY_MONTH[:3], **people)
    client.force_login(procurement_officer)

    listed = client.get(reverse("procurement_summaries"), {"year": year}).content.decode()
    answer = client.post(reverse("procurement_summary_begin", args=[year, "year"]))
    page = AnnualProcurementPage.objects.get()
    publish_month(year=year, period=Period.M01, rows=[month_row()], **people)
    after = client.get(reverse("procurement_summaries"), {"year": year}).content.decode()
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    asked = client.get(reverse("procurement_draw_up", args=[page.pk])).content.decode()
    drawn = client.post(reverse("procurement_draw_up", args=[page.pk]))

    assert "จัดทำร่าง" in listed
    assert answer.url == drawn.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert [row["count"] for row in page.by_month] == [2, 2, 2]
    assert all("ปรับตัวเลขตามเดือนล่าสุด" in text for text in (after, editor, asked))
    assert [row["count"] for row in fresh(page).get_latest_revision_as_object().by_month] == [1, 2, 2]


def test_the_editor_of_a_new_one_draws_it_when_it_is_saved(year, people, procurement_officer, client):
    publish_months(year, QUARTER, **people)
    client.force_login(procurement_officer)
    address = reverse("wagtailadmin_pages:add", args=["procurement", "quarterlywinnerspage", year_of_months(year).pk])
    form = client.get(address)

    fields = {"title": "ไตรมาสแรก", "period": "q1", "division": people["division"].pk}
    answer = client.post(address, {**fields, **_empty_formsets(form)})

    assert answer.status_code == 302
    assert len(QuarterlyWinnersPage.objects.get().winners) == 6


def _empty_formsets(response):
    """The counts of the forms of rows and comments, all empty."""
    names = ("attachments", "comments")
    return {f"{name}-{part}": 0 for name in names for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
