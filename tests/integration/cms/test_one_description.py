"""One description of a type: what its model says is shown, printed, compared, found and exported alike."""

import csv
import io
import json
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Workflow, WorkflowTask

from cms.actions import approval, takedown
from cms.actions.due_publications import publish_due
from cms.actions.records import draft
from cms.actions.verification import first_difference
from cms.models import Job, Publication, Review
from cms.models import approved_content as approved
from cms.policy.canonical import digest
from cms.policy.changes import changes
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.roles import Role, group_name
from cms.policy.schema import Added, Renamed, Retired
from cms.records.content import canonical_content, content_digest
from cms.records.missing import missing
from cms.records.wording import labels_of, reading
from cms.workflow.approval_task import ApprovalTask
from search.actions import rebuild
from search.models import SearchEntry
from tests.factories.decisions import approve_by, settle
from tests.factories.people import make_user
from tests.factories.publications import current, fresh, publish
from tests.factories.snippets import make_notice
from tests.reading import on_paper, text_of_pdf, text_on_paper
from tests.sample.models import PlannedProject, SamplePlanPage


@pytest.fixture
def make_plan(year_page, officer, clerk_office, finance):
    def make(title="แผนของปี", *, projects=None, **fields):
        fields = {"summary": "แผนที่ประชาชนอ่าน", **fields}
        page = SamplePlanPage(title=title, division=clerk_office, **fields)
        page.projects = projects_of(clerk_office, finance) if projects is None else projects
        return draft(page, year_page, by=officer)

    return make


def projects_of(clerk_office, finance):
    return [
        PlannedProject(
            project="ซ่อมถนนลูกรัง", unit=finance, budget=Decimal("245000.5"), begins=date(2026, 10, 1), state="open"
        ),
        PlannedProject(project="อบรมอาสาสมัคร", unit=clerk_office, budget=Decimal(12000)),
        PlannedProject(project="ขุดลอกคลอง", unit=finance, budget=Decimal("54999.5"), state="done"),
    ]


@pytest.fixture
def plan(make_plan, officer, executive):
    return publish(make_plan(), by=officer, approver=executive)


@pytest.fixture
def notice(finance, clerk_office, procurement_officer, executive):
    facts = {"helper": clerk_office, "amount": Decimal(90000), "ends": date(2026, 12, 3)}
    return publish(
        make_notice(by=procurement_officer, division=finance, **facts), by=procurement_officer, approver=executive
    )


FORMS = ("json", "xlsx")
WORDS = [
    "ซ่อมถนนลูกรัง",
    "กองคลัง",
    "245,000.50",
    "1 ตุลาคม 2569",
    "กำลังทำ",
    "อบรมอาสาสมัคร",
    "สำนักปลัด",
    "12,000.00",
    "เสร็จแล้ว",
]


def page_of(client, obj):
    return client.get(current(obj).address).content.decode()


def paper_of(obj):
    return text_on_paper(current(obj))


def test_a_table_reads_the_same_on_every_surface(client, plan):
    shown, printed = strip_tags(page_of(client, plan)), paper_of(plan)
    found = SearchEntry.objects.get(kind="sample.sampleplanpage").body
    compared = "\n".join(row.text for row in reading(SamplePlanPage, canonical_content(plan))["projects"])

    for words in WORDS:
        assert words in shown
        assert on_paper(words) in printed
        assert words in found
        assert words in compared
    assert "None" not in shown + printed + found + compared


def test_totals_and_chart_add_up_what_the_rows_say(client, plan):
    html = page_of(client, plan)

    assert html.count("312,000.00") == 1
    assert 'data-label="งบประมาณ (บาท)">312,000.00' in html
    assert 'data-label="โครงการ">รวม' not in html
    assert "งบประมาณ (บาท) แยกตามหน่วยงาน" in html
    assert [bar in html for bar in ('width="100"', 'width="4"')] == [True, True]
    assert "300,000.00" in html  # กองคลัง: 245,000.50 and 54,999.50
    assert on_paper("312,000.00") in paper_of(plan)


def test_a_table_is_data_as_csv(client, plan):
    address = reverse("publication_csv", args=[current(plan).pk, "projects"])

    answer = client.get(address)

    assert f'href="{address}"' in page_of(client, plan)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))) == [
        ["โครงการ", "หน่วยงาน", "งบประมาณ (บาท)", "เริ่ม", "สถานะ"],
        ["ซ่อมถนนลูกรัง", "กองคลัง", "245000.50", "2026-10-01", "กำลังทำ"],
        ["อบรมอาสาสมัคร", "สำนักปลัด", "12000.00", "", ""],
        ["ขุดลอกคลอง", "กองคลัง", "54999.50", "", "เสร็จแล้ว"],
    ]


def test_a_workbook_has_the_facts_and_a_sheet_for_each_table(client, plan):
    answer = client.get(reverse("publication_xlsx", args=[current(plan).pk]))

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["รายละเอียด", "โครงการในแผน"]
    rows = list(book["โครงการในแผน"].values)
    assert rows[1][:3] == ("ซ่อมถนนลูกรัง", "กองคลัง", 245000.5)
    assert rows[-1][:3] == ("รวม", None, 312000)
    assert ("ชื่อเรื่อง", "แผนของปี") in list(book["รายละเอียด"].values)


def test_the_json_holds_what_was_approved_and_its_digest(client, plan):
    data = json.loads(client.get(reverse("publication_json", args=[current(plan).pk])).content)

    assert digest(data["content"]) == data["sha256"] == current(plan).digest
    assert data["labels"]["projects.budget"] == "งบประมาณ (บาท)"
    assert data["content"]["projects"][1] == {
        "project": "อบรมอาสาสมัคร",
        "unit": {"model": "cms.division", "key": plan.projects.all()[1].unit_id, "words": "สำนักปลัด"},
        "budget": "12000.00",
    }


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+66", "-ลบ", "@ชื่อ"])
def test_no_spreadsheet_runs_what_an_officer_wrote(client, make_plan, officer, executive, finance, text):
    made = make_plan(projects=[PlannedProject(project=text, unit=finance, budget=1)])
    publication = current(publish(made, by=officer, approver=executive))

    lines = client.get(reverse("publication_csv", args=[publication.pk, "projects"])).content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("publication_xlsx", args=[publication.pk])).content))

    assert next(csv.reader(io.StringIO(lines.splitlines()[1])))[0] == f"'{text}"
    cell = book["โครงการในแผน"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_table_that_there_is_none_of_is_a_404(client, plan, notice):
    assert client.get(reverse("publication_csv", args=[current(plan).pk, "outcomes"])).status_code == 404
    assert client.get(reverse("publication_csv", args=[current(notice).pk, "projects"])).status_code == 404


def data_addresses(obj):
    publication = current(obj)
    plain = [reverse(f"publication_{form}", args=[publication.pk]) for form in FORMS]
    return [*plain, reverse("publication_csv", args=[publication.pk, "projects"])]


@pytest.mark.parametrize(("withdraw", "status"), [(None, 404), (False, 200), (True, 410)])
def test_data_is_as_public_as_its_record(client, plan, executive, second_executive, withdraw, status):
    addresses = data_addresses(plan)
    request = takedown.suspend(current(plan), by=executive, reason="พบเลขบัตร")
    if withdraw is not None:
        settle(request, by=second_executive, withdraw=withdraw)

    assert {client.get(address).status_code for address in addresses} == {status}


def test_that_there_is_nothing_is_said(client, make_plan, officer, executive):
    made = make_plan(projects=[], stated_none=["projects"])
    obj = publish(made, by=officer, approver=executive)

    assert "ปีนี้ไม่มีโครงการ" in page_of(client, obj)
    assert on_paper("ปีนี้ไม่มีโครงการ") in paper_of(obj)
    assert "ปีนี้ไม่มีโครงการ" in SearchEntry.objects.get(kind="sample.sampleplanpage").body
    stated = reading(SamplePlanPage, current(obj).content)["stated_none"]
    assert stated.text == "โครงการในแผน: ปีนี้ไม่มีโครงการ"


def test_all_that_is_missing_is_named(make_plan, officer, finance):
    made = make_plan(summary="", projects=[PlannedProject(project="ไม่มีงบ", unit=finance)])

    assert {each.evidence for each in missing(made)} == {"substance", "budget"}
    with pytest.raises(Refused) as refused:
        approval.submit(made, by=officer)
    assert "ขาด 2 อย่าง" in str(refused.value)
    assert "โครงการในแผน ข้อ 1 ยังไม่ได้กรอก “งบประมาณ (บาท)”" in str(refused.value)


@pytest.mark.parametrize(
    ("rows", "stated", "sentence"),
    [
        (0, [], "ยังไม่มีรายการใน “โครงการในแผน” เพิ่มอย่างน้อยหนึ่งรายการ หรือเลือก “ปีนี้ไม่มีโครงการ”"),
        (0, ["projects"], None),
        (3, [], None),
        (3, ["projects"], "เลือก “ปีนี้ไม่มีโครงการ” ไว้ แต่มีรายการอยู่"),
    ],
)
def test_rows_or_the_statement_that_there_are_none(make_plan, rows, stated, sentence):
    made = make_plan(projects=None if rows else [], stated_none=stated)

    sentences = [each.sentence for each in missing(made)]

    assert len(sentences) == (sentence is not None)
    assert all(sentence in each for each in sentences)


def test_the_editor_offers_each_field_and_row(client, make_plan, officer):
    client.force_login(officer)

    html = client.get(reverse("wagtailadmin_pages:edit", args=[make_plan().pk])).content.decode()

    for name in ("title", "division", "summary", "projects-0-project", "projects-0-unit", "stated_none"):
        assert f'name="{name}"' in html


def test_a_snippet_reads_the_same_on_every_surface(client, notice):
    shown, printed = strip_tags(page_of(client, notice)), paper_of(notice)
    found = SearchEntry.objects.get(kind="sample.loannotice").body

    for words in ("90,000.00", "สำนักปลัด", "3 ธันวาคม 2569"):
        assert words in shown
        assert on_paper(words) in printed
        assert words in found
    assert [client.get(reverse(f"publication_{form}", args=[current(notice).pk])).status_code for form in FORMS] == [
        200
    ] * 2


# What was approved stays as it was approved


def test_a_division_that_is_renamed_changes_no_approved_page(
    client, plan, make_plan, notice, officer, executive, finance, clerk_office
):
    waiting = make_plan("แผนที่รออยู่")
    approval.submit(waiting, by=officer)
    before = page_of(client, plan), paper_of(plan), page_of(client, notice)

    finance.name = "กองคลังและพัสดุ"
    finance.save()
    clerk_office.name = "สำนักงานปลัด"
    clerk_office.save()

    assert (page_of(client, plan), paper_of(plan), page_of(client, notice)) == before
    assert content_digest(fresh(plan), like=current(plan)) == current(plan).digest
    assert first_difference() is None
    state = fresh(waiting).current_workflow_task_state
    approve_by(state, executive)
    assert "กองคลัง" in strip_tags(page_of(client, waiting))
    assert "กองคลังและพัสดุ" not in strip_tags(page_of(client, waiting)).replace(finance.name + "โทรศัพท์", "")


def test_a_division_may_be_renamed_between_two_stages(make_plan, officer, executive, clerk_office):
    head = make_user(Role.DIVISION_HEAD, clerk_office)
    first = ApprovalTask.objects.create(name="หัวหน้ากองพิจารณา", role=Role.DIVISION_HEAD)
    first.groups.add(Group.objects.get(name=group_name(Role.DIVISION_HEAD)))
    workflow = Workflow.objects.get()
    WorkflowTask.objects.filter(workflow=workflow).update(sort_order=1)
    WorkflowTask.objects.create(workflow=workflow, task=first, sort_order=0)
    made = make_plan()
    approval.submit(made, by=officer)
    approve_by(fresh(made).current_workflow_task_state, head)

    clerk_office.name = "สำนักงานปลัด"
    clerk_office.save()
    approve_by(fresh(made).current_workflow_task_state, executive)

    assert current(made).content["division"]["words"] == "สำนักปลัด"
    assert first_difference() is None


def test_the_previews_of_what_waits_are_what_is_approved(client, make_plan, officer, executive, clerk_office):
    made = make_plan()
    approval.submit(made, by=officer)
    waiting = fresh(made).current_workflow_task_state
    clerk_office.name = "สำนักงานปลัด"
    clerk_office.save()
    client.force_login(executive)

    printed = text_of_pdf(client.get(reverse("cms_review_pdf", args=[waiting.pk])).content)
    shown = client.get(reverse("cms_review_preview", args=[waiting.pk])).content.decode()

    assert waiting.review.digest[:16] in printed
    assert on_paper("สำนักงานปลัด") not in printed
    assert "<span>สำนักปลัด</span>" in shown


def test_a_new_draft_has_the_new_name(plan, finance, officer):
    finance.name = "กองคลังและพัสดุ"
    finance.save()
    again = fresh(plan).get_latest_revision_as_object()
    again.save_revision(user=officer)

    found = changes(
        reading(SamplePlanPage, current(plan).content),
        reading(SamplePlanPage, canonical_content(again)),
        labels_of(SamplePlanPage),
    )

    assert any(each.is_changed for each in found)


@pytest.fixture
def soon():
    return timezone.now() + timedelta(days=1)


class Upgrade:
    """The schema as it was before an upgrade, and then as it is."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch
        self.changed = []

    def before(self, model, name):
        self.monkeypatch.setattr(
            model, "not_approved", {**vars(model).get("not_approved", {}), name: "comes later"}, raising=False
        )
        self.changed.append(model)
        self.forget()

    def now(self):
        self.monkeypatch.undo()
        self.forget()

    def forget(self):
        approved._fields.clear()
        approved._rows.clear()


@pytest.fixture
def upgrade(monkeypatch):
    with pytest.MonkeyPatch.context() as patch:
        made = Upgrade(patch)
        yield made
        made.now()


def story(make_plan, officer, executive, soon):
    """A live, a waiting and a scheduled plan."""
    live = publish(make_plan("เผยแพร่แล้ว"), by=officer, approver=executive)
    waiting = make_plan("รออยู่")
    approval.submit(waiting, by=officer)
    scheduled = publish(make_plan("ตั้งเวลา", go_live_at=soon), by=officer, approver=executive)
    return live, fresh(waiting), scheduled


def assert_stands(client, executive, live, waiting, scheduled, soon):
    assert content_digest(fresh(live), like=current(live)) == current(live).digest
    assert first_difference() is None
    state = waiting.current_workflow_task_state
    approve_by(state, executive)
    assert publish_due(soon) == 1
    for obj in (live, waiting, scheduled):
        assert current(obj).stage == Stage.LIVE
        assert "ซ่อมถนนลูกรัง" in page_of(client, obj)
        assert on_paper("245,000.50") in paper_of(obj)
    assert rebuild() == (3, [])
    assert first_difference() is None


def test_a_column_that_came_later_changes_nothing_approved(client, upgrade, make_plan, officer, executive, soon):
    for model, name in ((PlannedProject, "state"), (PlannedProject, "begins"), (SamplePlanPage, "document_number")):
        upgrade.before(model, name)
    projects = story(
        lambda title, **fields: make_plan(title, projects=plain(officer), **fields), officer, executive, soon
    )

    upgrade.now()

    assert_stands(client, executive, *projects, soon)


def plain(officer):
    division = officer.memberships.get().division
    return [PlannedProject(project="ซ่อมถนนลูกรัง", unit=division, budget=Decimal("245000.5"))]


def test_a_column_with_a_default_that_came_later_changes_nothing_approved(
    client, upgrade, make_plan, officer, executive, soon
):
    upgrade.before(PlannedProject, "state")
    things = story(lambda title, **fields: make_plan(title, projects=done(officer), **fields), officer, executive, soon)

    upgrade.now()
    upgrade.monkeypatch.setattr(
        SamplePlanPage, "schema_changes", (Added("projects.state", default="done", since=2),), raising=False
    )

    assert_stands(client, executive, *things, soon)
    assert {each.schema_version for each in Publication.objects.all()} == {1}


def done(officer):
    return [
        PlannedProject(project="ซ่อมถนนลูกรัง", unit=each.unit, budget=each.budget, state="done")
        for each in plain(officer)
    ]


def test_what_is_changed_in_a_column_that_came_later_is_found(upgrade, make_plan, officer, executive):
    upgrade.before(PlannedProject, "state")
    live = publish(make_plan(projects=plain(officer)), by=officer, approver=executive)
    upgrade.now()

    PlannedProject.objects.filter(page=live).update(state="done")

    assert first_difference() is not None


def test_a_field_that_was_renamed_or_retired_is_still_shown(client, plan, monkeypatch):
    publication = current(plan)
    content = {**publication.content, "goal": "ถนนดีทั้งตำบล"}
    content["projects"] = [{"name": row.pop("project"), **row} for row in content["projects"]]
    Publication.objects.filter(pk=publication.pk).update(content=content, digest=digest(content))
    changed = (Renamed("projects.name", "projects.project", since=2), Retired("goal", "เป้าหมาย", since=3))
    monkeypatch.setattr(SamplePlanPage, "schema_changes", changed, raising=False)

    shown = strip_tags(page_of(client, plan))

    assert "ซ่อมถนนลูกรัง" in shown
    assert "เป้าหมาย" in shown
    assert "ถนนดีทั้งตำบล" in shown
    assert on_paper("ถนนดีทั้งตำบล") in paper_of(plan)
    assert rebuild() == (1, [])


def test_a_type_that_was_retired_is_still_printed_and_found(plan):
    Publication.objects.filter(pk=current(plan).pk).update(kind="sample.formerplan")

    assert rebuild() == (1, [])
    assert "ซ่อมถนนลูกรัง" in SearchEntry.objects.get(version=None).body
    assert on_paper("แผนที่ประชาชนอ่าน") in paper_of(plan)


def test_what_was_approved_before_there_were_versions_stands(client, make_plan, officer, executive, soon):
    things = story(make_plan, officer, executive, soon)
    for publication in Publication.objects.all():
        as_unversioned(publication)
    for review in Review.objects.all():
        as_unversioned_review(review)

    live, waiting, _scheduled = things
    assert content_digest(fresh(live), like=current(live)) == current(live).digest
    state = waiting.current_workflow_task_state
    approve_by(state, executive)
    assert publish_due(soon) == 1
    for obj in things:
        assert "245,000.50" in page_of(client, obj)
        assert on_paper("1 ตุลาคม 2569") in paper_of(obj)
    assert rebuild() == (3, [])


def as_unversioned(publication):
    """The content as the first version of the program wrote it: empty values kept, references bare."""
    written = unversioned_content(publication.revision.as_object())
    values = {"content": written, "digest": digest(written), "schema_version": 0}
    Publication.objects.filter(pk=publication.pk).update(**values)


def as_unversioned_review(review):
    written = unversioned_content(review.task_state.revision.as_object())
    Review.objects.filter(pk=review.pk).update(digest=digest(written), schema_version=0, references={})


def unversioned_content(obj):
    data = obj.serializable_data()
    names = ("title", "summary", "division", "fiscal_year", "period", "document_number", "document_date", "next_review")
    content = {"type": "sample.sampleplanpage"} | {name: data[name] for name in (*names, "go_live_at", "expire_at")}
    cells = ("project", "unit", "budget", "begins", "state")
    content["projects"] = [{name: row[name] for name in cells} for row in data["projects"]]
    for row in content["projects"]:
        row["budget"] = f"{Decimal(row['budget']):.2f}"
    return json.loads(DjangoJSONEncoder().encode({**content, "attachments": []}))


def test_a_publication_that_cannot_be_indexed_hinders_no_other(plan, make_plan, officer, executive):
    broken = current(plan)
    content = {**broken.content, "projects": "ไม่ใช่รายการ"}
    Publication.objects.filter(pk=broken.pk).update(content=content, digest=digest(content))

    assert rebuild() == (0, [])

    publish(make_plan("อีกเรื่อง"), by=officer, approver=executive)
    assert SearchEntry.objects.filter(title="อีกเรื่อง").exists()
    assert Job.objects.get(key=f"index:{broken.pk}").task == "search.tasks.index_publication"
