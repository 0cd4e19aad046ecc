"""A report beside its plan: begun from it, and what both say when the plan was corrected since."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from cms.actions import approval
from cms.actions.reports import begin_report, take_over_plan
from cms.policy.lifecycle import Period
from cms.policy.refusal import Refused
from tests.factories import families
from tests.factories.publications import current, fresh, publish
from tests.integration.cms.test_families import form_of
from tests.sample.models import ActionPlanPage, ActionReportPage, PlannedWork


@pytest.fixture
def plan(year_page, officer, executive, clerk_office):
    return publish(families.make_plan(year_page, by=officer, division=clerk_office), by=officer, approver=executive)


@pytest.fixture
def report(year_page, officer, executive, clerk_office, plan):
    draft = families.make_report(year_page, by=officer, division=clerk_office, plan=plan)
    return publish(draft, by=officer, approver=executive)


@pytest.fixture
def correct(plan, officer, executive):
    """Publish a corrected plan; the function gets its rows and gives those that it has then."""

    def to(change):
        draft = fresh(plan).get_latest_revision_as_object()
        rows = change([*draft.projects.all()])
        for place, row in enumerate(rows):
            row.sort_order = place
        draft.projects = rows
        draft.save_revision(user=officer)
        return publish(fresh(plan), by=officer, approver=executive)

    return to


def budget_of_the_first(rows):
    rows[0].budget = Decimal(300000)
    return rows


def all_at_once(rows):
    """The second row first and dearer, the first one gone, a new one."""
    rows[1].budget = Decimal(15000)
    return [rows[1], PlannedWork(project="ขุดลอกคลอง", unit=rows[0].unit, budget=Decimal(7))]


def shown(client, page):
    return " ".join(strip_tags(client.get(current(page).address).content.decode()).split())


def test_a_report_leads_to_its_plan_and_says_that_nothing_was_corrected(client, report, plan):
    html = client.get(current(report).address).content.decode()

    assert f'<a href="{current(plan).address}">{plan.title}</a>' in html
    assert "ทุกรายการตรงกับแผนฉบับปัจจุบัน" in html
    assert "แผนแก้ไขภายหลัง" not in html
    assert html.count(f"{plan.title}<") == 1


def test_a_corrected_row_is_told_on_the_public_page_of_the_report(client, report, correct):
    digest = current(report).digest

    correct(budget_of_the_first)

    words = shown(client, report)
    assert "แผนแก้ไขหลังจากรายงานนี้ 1 รายการ" in words
    assert "ข้อ 1 “ซ่อมถนนลูกรัง”: งบประมาณ (บาท) จาก 245,000.50 เป็น 300,000.00" in words
    assert current(report).digest == digest


def test_rows_that_came_and_went_are_told(client, report, correct):
    correct(all_at_once)

    words = shown(client, report)
    assert "ข้อ 1 “ซ่อมถนนลูกรัง” ไม่อยู่ในแผนแล้ว" in words
    assert "ข้อ 2 “อบรมอาสาสมัคร”: งบประมาณ (บาท) จาก 12,000.00 เป็น 15,000.00" in words
    assert "แผนเพิ่มข้อ 2 “ขุดลอกคลอง” ภายหลัง" in words
    assert "ซ่อมถนนลูกรัง ไม่อยู่ในแผนแล้ว" in words
    assert "อบรมอาสาสมัคร แผนแก้ไขภายหลัง" in words


def test_a_plan_that_is_not_public_is_named_without_what_it_says(client, report, plan):
    ActionPlanPage.objects.update(live=False)
    plan.publications().update(stage="suspended", stage_before="live")

    words = shown(client, report)

    assert f"{plan.title} (ขณะนี้ไม่เผยแพร่)" in words
    assert current_address_is_absent(client, report, plan)


def current_address_is_absent(client, report, plan):
    return f'href="{plan.url}"' not in client.get(current(report).address).content.decode()


def test_a_report_of_many_rows_costs_no_more_queries(
    client, year_page, officer, executive, clerk_office, django_assert_max_num_queries, correct, report
):
    def many(rows):
        return rows + [PlannedWork(project=f"งานที่ {n}", unit=rows[0].unit, budget=n) for n in range(1, 200)]

    def queries(count):
        client.get(current(report).address)
        with django_assert_max_num_queries(count) as captured:
            client.get(current(report).address)
        return len(captured)

    before = queries(30)
    correct(many)

    assert queries(30) <= before
    assert "และอีก 149 รายการ" in shown(client, report)


def test_the_editor_of_a_report_leads_to_what_was_corrected(client, report, correct, officer):
    correct(budget_of_the_first)
    client.force_login(officer)

    html = client.get(reverse("wagtailadmin_pages:edit", args=[report.pk])).content.decode()
    asked = client.get(reverse("cms_take_over_plan", args=[report.pk])).content.decode()

    assert "แผนแก้ไขหลังจากรายงานนี้ 1 รายการ" in html
    assert reverse("cms_take_over_plan", args=[report.pk]) in html
    assert "จาก 245,000.50 เป็น 300,000.00" in asked


def test_a_draft_takes_the_rows_of_its_plan_over_and_keeps_what_was_reported(client, report, correct, officer):
    correct(all_at_once)
    client.force_login(officer)

    answer = client.post(reverse("cms_take_over_plan", args=[report.pk]))

    assert answer.status_code == 302
    rows = fresh(report).get_latest_revision_as_object().projects.all()
    assert [(row.project, row.budget, row.state, row.spent) for row in rows] == [
        ("อบรมอาสาสมัคร", Decimal(15000), "done", Decimal(9000)),
        ("ขุดลอกคลอง", Decimal(7), "", None),
        ("ซ่อมถนนลูกรัง", Decimal("245000.50"), "under_way", None),
    ]
    assert [row.project for row in fresh(report).projects.all()] == ["ซ่อมถนนลูกรัง", "อบรมอาสาสมัคร"]


def test_a_row_of_which_nothing_was_reported_goes_with_its_plan(year_page, plan, correct, officer, clerk_office):
    report = families.make_report(year_page, by=officer, division=clerk_office, plan=plan, complete=False)
    correct(all_at_once)

    take_over_plan(report, by=officer)

    rows = fresh(report).get_latest_revision_as_object().projects.all()
    assert [row.project for row in rows] == ["อบรมอาสาสมัคร", "ขุดลอกคลอง"]


def test_what_was_taken_over_is_edited_and_published(client, report, correct, officer, executive):
    correct(all_at_once)
    take_over_plan(fresh(report), by=officer)
    client.force_login(officer)
    address = reverse("wagtailadmin_pages:edit", args=[report.pk])

    for _time in range(2):  # a row without a primary key is posted without one
        drafted = fresh(report).get_latest_revision_as_object().projects.all()
        rows = [{"id": row.pk or "", "state": row.state or "not_begun", "result": row.result} for row in drafted]
        said = {"problems": "ฝนตกชุก", "suggestions": "ไม่มี", "period": "h1", "division": report.division_id}
        answer = client.post(address, form_of(rows, **{"projects-INITIAL_FORMS": len(rows), **said}))
        assert answer.status_code == 302
    publish(fresh(report), by=officer, approver=executive)

    told = [(row["project"], row["budget"], row["state"]) for row in current(report).content["projects"]]
    assert told == [
        ("อบรมอาสาสมัคร", "15000.00", "done"),
        ("ขุดลอกคลอง", "7.00", "not_begun"),
        ("ซ่อมถนนลูกรัง", "245000.50", "under_way"),
    ]


@pytest.mark.parametrize("state", ["equal", "waiting", "kept", "other division", "not public"])
def test_what_hinders_taking_over_is_said(report, plan, correct, officer, other_officer, state):
    by, reason = officer, "ตรงกับแผนฉบับปัจจุบัน"
    if state == "waiting":
        correct(budget_of_the_first)
        approval.submit(fresh(report), by=officer)
        reason = "เรียกคืนก่อน"
    if state == "kept":
        correct(all_at_once)
        take_over_plan(fresh(report), by=officer)
    if state == "other division":
        by, reason = other_officer, "ท่านไม่ได้จัดทำเรื่องของกองนี้"
    if state == "not public":
        plan.publications().update(stage="suspended", stage_before="live")
        reason = "แผนไม่ได้เผยแพร่อยู่"

    with pytest.raises(Refused, match=reason):
        take_over_plan(fresh(report), by=by)


# Writing a report


def test_a_plan_leads_to_a_report_in_two_clicks(client, plan, officer, monkeypatch):
    monkeypatch.setattr(ActionReportPage, "is_creatable", True)
    client.force_login(officer)
    address = reverse("cms_write_report", args=[plan.pk])

    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[plan.pk])).content.decode()
    asked = client.get(address).content.decode()
    answer = client.post(address, {"report": "actionreportpage:h1"})

    assert f"รายงานผลตัวอย่าง รอบ 6 เดือนแรก (ตุลาคม–มีนาคม) ปีงบประมาณ {plan.fiscal_year}" in asked
    report = ActionReportPage.objects.get()
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[report.pk])
    assert (report.period, report.fiscal_year, report.live) == ("h1", plan.fiscal_year, False)
    assert [row.project for row in report.projects.all()] == ["ซ่อมถนนลูกรัง", "อบรมอาสาสมัคร"]
    assert "มีเรื่องของรอบ 6 เดือนแรก" in client.get(address).content.decode()


def test_a_report_is_begun_by_those_who_draft_for_the_division(plan, other_officer):
    with pytest.raises(Refused, match="ท่านไม่ได้จัดทำเรื่องของกองนี้"):
        begin_report(plan, ActionReportPage, Period.H1, by=other_officer)


def test_what_is_no_plan_has_no_report(client, report, plan, officer, monkeypatch):
    monkeypatch.setattr(ActionReportPage, "is_creatable", True)
    client.force_login(officer)

    assert client.get(reverse("cms_write_report", args=[report.pk])).status_code == 404
    assert client.get(reverse("cms_take_over_plan", args=[plan.pk])).status_code == 404
    assert client.post(reverse("cms_write_report", args=[plan.pk]), {"report": "x"}).status_code == 303
    assert ActionReportPage.objects.count() == 1
