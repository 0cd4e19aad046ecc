"""Families of page types: each type of theirs, as thin as a new one, is the same on every surface."""

from decimal import Decimal

import pytest
from django.core import checks
from django.urls import reverse
from django.utils.html import escape, strip_tags

from cms.actions import approval
from cms.actions.verification import first_difference
from cms.checks.types import errors_of
from cms.models.approved_content import approved_rows
from cms.policy.lifecycle import Period
from cms.policy.periods import EVERY_MONTH, HALF_YEARS
from cms.policy.refusal import Refused
from cms.records.content import canonical_content
from cms.records.missing import missing
from cms.records.wording import reading
from search.models import SearchEntry
from tests.factories import families
from tests.factories.decisions import approve_by
from tests.factories.publications import current, fresh, publish
from tests.reading import on_paper, text_on_paper
from tests.sample.models import (
    ActionPlanPage,
    ActionReportPage,
    NoGiftPage,
    ReportedWork,
    ServiceManualPage,
    ServiceStatisticsPage,
)

TYPES = [ActionPlanPage, ActionReportPage, ServiceStatisticsPage, ServiceManualPage, NoGiftPage]
MAKE = {
    "plan": (families.make_plan, ["ซ่อมถนนลูกรัง", "245,000.50", "สำนักปลัด"], ["257,000.50"]),
    "report": (
        None,
        ["แผนดำเนินงาน", "ซ่อมถนนลูกรัง", "245,000.50", "กำลังดำเนินการ", "แล้วเสร็จ", "ผู้เข้าอบรม 40 คน", "ฝนตกชุก"],
        ["257,000.50", "ใช้จ่ายจริง (บาท) แยกตามหน่วยงาน"],
    ),
    "statistics": (families.make_statistics, ["ตุลาคม", "กันยายน", "111"], ["1,266", "ที่สำนักงาน (ราย) แยกตามเดือน"]),
    "manual": (families.make_manual, ["เจ้าของที่ดิน", "แบบแปลน", "30 วัน", "ตรวจสถานที่", "ผู้อำนวยการกองช่าง"], []),
    "statement": (families.make_statement, ["และของกำนัลทุกชนิด", "นายสมชาย ใจดี", "นายก อบต.", "ไม่มีการรับของขวัญ"], []),
}


@pytest.fixture
def made(year_page, officer, executive, clerk_office):
    def make(family):
        function = MAKE[family][0]
        if function is None:
            return families.make_published_report(year_page, by=officer, approver=executive, division=clerk_office)
        return function(year_page, by=officer, division=clerk_office)

    return make


@pytest.fixture
def plan(year_page, officer, executive, clerk_office):
    return publish(families.make_plan(year_page, by=officer, division=clerk_office), by=officer, approver=executive)


@pytest.fixture
def make(year_page, officer, clerk_office):
    def of(function, **fields):
        return function(year_page, by=officer, division=clerk_office, **fields)

    return of


@pytest.mark.parametrize("family", MAKE)
def test_what_is_said_is_the_same_on_every_surface(client, made, officer, executive, family):
    draft = made(family)
    assert [each for each in missing(draft) if not each.only_a_person_knows] == []

    page = publish(draft, by=officer, approver=executive)

    _make, words, on_the_page = MAKE[family]
    publication = current(page)
    html = client.get(publication.address).content.decode()
    shown, printed = strip_tags(html), text_on_paper(publication)
    found = SearchEntry.objects.get(kind=publication.kind, version=None).body
    compared = "\n".join(texts_of(reading(type(page), canonical_content(page))))
    for each in words:
        assert each in shown
        assert on_paper(each) in printed
        assert each in found
        assert each in compared
    for each in on_the_page:
        assert each in shown
    for relation in {*approved_rows(type(page))} - {"attachments"}:
        exported = client.get(reverse("publication_csv", args=[publication.pk, relation]))
        assert exported.status_code == 200
    assert client.get(reverse("publication_xlsx", args=[publication.pk])).status_code == 200
    assert first_difference() is None


def texts_of(content):
    for value in content.values():
        yield from ((each.text for each in value) if isinstance(value, list) else [value.text])


@pytest.mark.parametrize("model", TYPES)
def test_the_types_are_complete(model):
    assert list(errors_of(model)) == []
    assert checks.run_checks() == []


@pytest.mark.parametrize(("attribute", "value"), [("numbered_by", "no_field"), ("reading_order", ("texts", "tables"))])
def test_what_a_type_says_of_its_page_is_checked(monkeypatch, attribute, value):
    monkeypatch.setattr(ActionPlanPage, attribute, value)

    assert {error.id for error in errors_of(ActionPlanPage)} == {"cms.E006"}


@pytest.mark.parametrize(
    ("family", "fields", "evidence"),
    [
        (families.make_plan, {"projects": []}, set()),
        (families.make_manual, {"users": ""}, {"users"}),
        (
            families.make_statement,
            {"declaration": "", "declared_by": "", "position": ""},
            {"substance", "declared_by", "position"},
        ),
        (families.make_statement, {"stated_none": []}, set()),
    ],
)
def test_what_a_family_needs_is_named(make, family, fields, evidence):
    assert {each.evidence for each in missing(make(family, **fields))} == evidence


def test_a_report_needs_what_became_of_each_row(make, plan):
    lacking = missing(make(families.make_report, plan=plan, complete=False, problems="", suggestions=""))

    assert {each.evidence for each in lacking} == {"state", "problems", "suggestions"}
    assert "ผลของโครงการ/กิจกรรม ข้อ 2 ยังไม่ได้กรอก “สถานะ”" in [each.sentence for each in lacking]


# A report begins with its plan


def test_a_report_begins_with_the_rows_of_its_plan(make, plan):
    report = make(families.make_report, plan=plan, complete=False)

    rows = fresh(report).projects.all()

    assert [(row.project, row.budget, row.state) for row in rows] == [
        ("ซ่อมถนนลูกรัง", Decimal("245000.50"), ""),
        ("อบรมอาสาสมัคร", Decimal("12000.00"), ""),
    ]
    assert list(approved_rows(ActionReportPage)["projects"]) == [
        "project",
        "unit",
        "budget",
        "state",
        "spent",
        "result",
    ]


def test_a_plan_that_is_corrected_changes_no_report(make, plan, officer, executive):
    title = plan.title
    report = publish(make(families.make_report, plan=plan), by=officer, approver=executive)
    corrected = fresh(plan).get_latest_revision_as_object()
    corrected.title = "แผนดำเนินงาน (แก้ไขครั้งที่ 1)"
    corrected.projects.all()[0].project = "ซ่อมถนนคอนกรีต"
    corrected.save_revision(user=officer)
    publish(fresh(plan), by=officer, approver=executive)

    content = current(report).content

    assert content["plan"]["words"] == title
    assert content["projects"][0]["project"] == "ซ่อมถนนลูกรัง"
    assert first_difference() is None


def test_no_report_begins_with_a_plan_that_is_not_public(make):
    waiting = make(families.make_plan)

    with pytest.raises(Refused, match="แผนยังไม่เผยแพร่"):
        make(families.make_report, plan=waiting)


def test_a_report_on_a_plan_that_is_no_longer_public_is_refused(make, plan, officer):
    report = make(families.make_report, plan=plan)
    ActionPlanPage.objects.update(live=False)

    with pytest.raises(Refused, match="ยังไม่เผยแพร่"):
        approval.submit(report, by=officer)


def form_of(rows, **values):
    """What the editor posts of a report."""
    posted = {
        "title": "รายงาน",
        "problems": "",
        "suggestions": "",
        "summary": "",
        "document_number": "",
        "document_date": "",
    }
    posted |= {"next_review": "", "go_live_at": "", "expire_at": ""}
    for formset, count in (("projects", len(rows)), ("attachments", 0), ("comments", 0)):
        initial = len([row for row in rows if row.get("id")]) if formset == "projects" else 0
        posted |= {f"{formset}-TOTAL_FORMS": count, f"{formset}-INITIAL_FORMS": initial}
        posted |= {f"{formset}-MIN_NUM_FORMS": 0, f"{formset}-MAX_NUM_FORMS": 1000}
    for place, row in enumerate(rows):
        row = {"state": "", "spent": "", "result": "", "DELETE": "", "ORDER": place + 1, **row}
        posted |= {f"projects-{place}-{name}": value for name, value in row.items()}
    return posted | values


def test_the_editor_begins_a_report_with_its_plan(client, make, plan, year_page, officer, monkeypatch):
    monkeypatch.setattr(ActionReportPage, "is_creatable", True)
    client.force_login(officer)
    address = reverse("wagtailadmin_pages:add", args=["sample", "actionreportpage", year_page.pk])

    html = client.get(address).content.decode()
    values = {"plan": plan.pk, "period": "h1", "division": plan.division_id}
    answer = client.post(address, form_of([], **values))

    assert f'<option value="{plan.pk}">' in html
    assert "รอบ 6 เดือนแรก (ตุลาคม–มีนาคม)</option>" in html
    assert answer.status_code == 302
    report = ActionReportPage.objects.get()
    assert (report.period, [row.project for row in report.projects.all()]) == ("h1", ["ซ่อมถนนลูกรัง", "อบรมอาสาสมัคร"])


def test_the_editor_changes_nothing_that_the_plan_says(client, make, plan, officer):
    report = make(families.make_report, plan=plan, complete=False)
    first, second = report.projects.all()
    client.force_login(officer)
    address = reverse("wagtailadmin_pages:edit", args=[report.pk])

    html = client.get(address).content.decode()
    rows = [
        {"id": first.pk, "project": "โครงการอื่น", "budget": "1", "state": "done", "spent": "5"},
        {"id": second.pk, "state": "cancelled"},
    ]
    answer = client.post(address, form_of(rows, plan=report.plan_id + 1000, period="h1", division=report.division_id))

    assert "245,000.50" in html
    assert 'name="projects-0-project"' not in html
    assert answer.status_code == 302
    draft = fresh(report).get_latest_revision_as_object()
    assert [(row.project, row.budget, row.state) for row in draft.projects.all()] == [
        ("ซ่อมถนนลูกรัง", Decimal("245000.50"), "done"),
        ("อบรมอาสาสมัคร", Decimal("12000.00"), "cancelled"),
    ]
    assert draft.plan_id == plan.pk


def test_a_public_report_keeps_what_the_plan_says_however_often_it_is_edited(client, make, plan, officer, executive):
    report = publish(make(families.make_report, plan=plan), by=officer, approver=executive)
    client.force_login(officer)
    address = reverse("wagtailadmin_pages:edit", args=[report.pk])

    for state in ("done", "cancelled"):
        rows = [{"id": row.pk, "state": state} for row in report.projects.all()]
        answer = client.post(address, form_of(rows, period="h1", division=report.division_id))
        assert answer.status_code == 302

    draft = fresh(report).get_latest_revision_as_object()
    assert [(row.project, row.state) for row in draft.projects.all()] == [
        ("ซ่อมถนนลูกรัง", "cancelled"),
        ("อบรมอาสาสมัคร", "cancelled"),
    ]
    assert [row.state for row in fresh(report).projects.all()] == ["under_way", "done"]


def test_the_editor_adds_no_row_to_a_report(client, make, plan, officer):
    report = make(families.make_report, plan=plan, complete=False)
    client.force_login(officer)

    rows = [*({"id": row.pk} for row in report.projects.all()), {"state": "done"}]
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[report.pk]),
        form_of(rows, period="h1", division=report.division_id),
    )

    assert answer.status_code == 200
    assert fresh(report).get_latest_revision_as_object().projects.count() == 2


@pytest.mark.parametrize(
    ("model", "attribute", "value"),
    [
        (ReportedWork, "from_plan", ("project", "state")),
        (ReportedWork, "from_plan", ("project", "goal")),
        (ActionReportPage, "not_approved", {"plan": "nobody asks"}),
    ],
)
def test_a_report_whose_plan_lacks_what_it_begins_with_is_an_error(monkeypatch, model, attribute, value):
    from cms.models import approved_content as approved

    approved._fields.clear()
    approved._rows.clear()
    monkeypatch.setattr(model, attribute, value, raising=False)

    errors = {error.id for error in errors_of(ActionReportPage)}

    approved._fields.clear()
    approved._rows.clear()
    assert "cms.E010" in errors


# Periods


@pytest.mark.parametrize(
    ("period", "months", "lacking"),
    [
        (Period.YEAR, EVERY_MONTH, None),
        (Period.YEAR, EVERY_MONTH[1:], "ยังไม่มี ตุลาคม {before}"),
        (Period.YEAR, EVERY_MONTH[:10], "ยังไม่มี สิงหาคม {year} · กันยายน {year}"),
        (Period.H2, EVERY_MONTH[6:], None),
        (Period.H1, EVERY_MONTH[6:], "ยังไม่มี ตุลาคม {before} · พฤศจิกายน {before}"),
        (Period.YEAR, (), "เพิ่มอย่างน้อยหนึ่งรายการ หรือเลือก “ไม่มีผู้มาใช้บริการ”"),
    ],
)
def test_months_without_a_row_are_named(make, monkeypatch, period, months, lacking):
    monkeypatch.setattr(ServiceStatisticsPage, "periods", (Period.YEAR, *HALF_YEARS))
    page = make(families.make_statistics, months=months, period=period)

    sentences = [each.sentence for each in missing(page)]

    assert len(sentences) == (lacking is not None)
    years = {"before": page.fiscal_year - 1, "year": page.fiscal_year}
    assert all(lacking.format(**years) in sentence for sentence in sentences)


def test_months_of_which_there_is_nothing_need_no_rows(make):
    assert missing(make(families.make_statistics, months=(), stated_none=["counts"])) == []


@pytest.mark.parametrize("period", [Period.YEAR, Period.Q1, "", "m13"])
def test_a_record_stands_for_a_period_of_its_type(make, period):
    with pytest.raises(Refused, match="เลือกรอบของเรื่องนี้: รอบ 6 เดือนแรก"):
        make(families.make_statement, period=period)


def test_a_period_has_one_record(make):
    make(families.make_statement)
    make(families.make_statement, period=Period.H2)

    with pytest.raises(Refused, match="มีเรื่องของรอบ 6 เดือนแรก"):
        make(families.make_statement)


def test_a_period_has_one_record_a_division(make, year_page, officer, other_officer, finance):
    make(families.make_statistics)
    families.make_statistics(year_page, by=other_officer, division=finance)

    with pytest.raises(Refused, match="มีเรื่องของปีงบประมาณ"):
        make(families.make_statistics)


@pytest.fixture
def moved(make, officer, executive):
    """A live statement of the first half-year whose draft is for the second, and a draft of the second beside it."""
    live = publish(make(families.make_statement), by=officer, approver=executive)
    again = live.get_latest_revision_as_object()
    again.period = Period.H2
    again.period_key = again.key_of_period()
    again.save_revision(user=officer)
    return fresh(live)


def test_a_draft_for_a_period_that_is_taken_is_not_submitted(make, moved, officer):
    make(families.make_statement, period=Period.H2)

    with pytest.raises(Refused, match="มีเรื่องของรอบ 6 เดือนหลัง"):
        approval.submit(moved, by=officer)


def test_a_draft_for_a_period_that_was_taken_since_is_not_approved(make, moved, officer, executive):
    approval.submit(moved, by=officer)
    make(families.make_statement, period=Period.H2)

    with pytest.raises(Refused, match="มีเรื่องของรอบ 6 เดือนหลัง"):
        approve_by(fresh(moved).current_workflow_task_state, executive)


def test_the_editor_refuses_a_period_that_is_taken(client, make, officer):
    make(families.make_statement)
    second = make(families.make_statement, period=Period.H2)
    client.force_login(officer)
    address = reverse("wagtailadmin_pages:edit", args=[second.pk])
    posted = form_of([], period="h1", division=second.division_id, declaration="ข้อความ", declared_by="", position="")
    posted |= {name.replace("projects", "benefits"): value for name, value in posted.items() if "projects" in name}

    answer = client.post(address, posted)

    assert answer.status_code == 200
    assert escape("มีเรื่องของรอบ 6 เดือนแรก") in answer.content.decode()
    assert fresh(second).period == "h2"


def test_a_type_with_one_period_asks_for_none(client, make, officer):
    client.force_login(officer)

    html = client.get(reverse("wagtailadmin_pages:edit", args=[make(families.make_plan).pk])).content.decode()

    assert 'name="period"' not in html
