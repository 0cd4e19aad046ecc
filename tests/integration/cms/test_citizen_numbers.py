"""A citizen number reaches the public by no way, until it is masked or waived with a written reason."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow, WorkflowTask

from cms.actions import approval, due_publications, takedown
from cms.actions.approval import Choice
from cms.actions.citizen_numbers import waive
from cms.actions.text_extraction import store_text
from cms.extraction.reading import Reading
from cms.models import AuditEntry, CitizenNumberWaiver, FileText, OutboxMessage, Publication
from cms.pages import RecordAttachment
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.records.citizen_numbers import examine, examine_all_of
from cms.records.content import canonical_content
from cms.workflow.approval_task import ApprovalTask
from disclosures.pages import MeasureAction
from tests.factories.decisions import approve_by, open_by, settle
from tests.factories.people import UserFactory, make_user
from tests.factories.publications import fresh, make_version, publish
from tests.factories.records import make_announcement, make_measure

# District code 00 is not issued: these numbers belong to nobody.
NUMBER, FORM = "1000000000009", "1-0000-00000-00-9"
OTHER = "3-0000-12345-67-3"
HOUR = timedelta(hours=1)


def read_as(version, text):
    """The reader, or a newer one, finds this text in a file."""
    store_text(version.file, Reading("read", (text,)))


class Story:
    """A record with a file that is clean when it is attached, and what happens to it up to one way to the public."""

    def __init__(self, year_page, officer, division, executive, second):
        self.officer, self.executive, self.second = officer, executive, second
        self.version = make_version(division, pages=["รายงานประจำปี"])
        page = make_announcement(year_page, by=officer, division=division)
        page.attachments = [RecordAttachment(version=self.version)]
        page.save_revision(user=officer)
        self.page = fresh(page)

    def submit(self):
        approval.submit(fresh(self.page), by=self.officer)
        return fresh(self.page).current_workflow_task_state

    def schedule(self):
        draft = fresh(self.page).get_latest_revision_as_object()
        draft.go_live_at = timezone.now() + HOUR
        draft.save_revision(user=self.officer)
        approve_by(self.submit(), self.executive)

    def is_public(self):
        return type(self.version).objects.public().filter(pk=self.version.pk).exists()


@pytest.fixture
def story(year_page, officer, clerk_office, executive, second_executive):
    return Story(year_page, officer, clerk_office, executive, second_executive)


# Each way: what is done beforehand, while the file is clean, and how the record would become public then.
def nothing(story):
    return None


def submitted(story):
    return story.submit()


def opened(story):
    waiting = story.submit()
    open_by(waiting, story.executive)
    return waiting


def sent_back(story):
    approval.reject(story.submit(), by=story.executive, comment="แก้")


def at_the_second_stage(story):
    approve_by(at_the_first_of_two(story), story.executive)
    return fresh(story.page).current_workflow_task_state


def at_the_first_of_two(story):
    second = ApprovalTask.objects.create(name="อีกขั้น", role=Role.EXECUTIVE)
    WorkflowTask.objects.create(workflow=Workflow.objects.get(), task=second, sort_order=9)
    return story.submit()


def scheduled(story):
    story.schedule()


def suspended(story):
    page = publish(story.page, by=story.officer, approver=story.executive)
    return takedown.suspend(Publication.objects.of(page).get(), by=story.executive, reason="ตรวจสอบ")


def older_edition_suspended(story):
    """The older edition carries the file, the newer one does not."""
    publish(story.page, by=story.officer, approver=story.executive)
    newer = fresh(story.page).get_latest_revision_as_object()
    newer.attachments = []
    newer.save_revision(user=story.officer)
    publish(story.page, by=story.officer, approver=story.executive)
    older = Publication.objects.of(story.page).get(stage=Stage.SUPERSEDED)
    return takedown.suspend(older, by=story.executive, reason="ตรวจสอบ")


def record_with_an_older_edition_suspended(story):
    publish(story.page, by=story.officer, approver=story.executive)
    newer = fresh(story.page).get_latest_revision_as_object()
    newer.attachments = []
    newer.save_revision(user=story.officer)
    publish(story.page, by=story.officer, approver=story.executive)
    return takedown.suspend(
        Publication.objects.of(story.page).get(stage=Stage.LIVE), by=story.executive, reason="ตรวจสอบ"
    )


def submit_and_approve(story, _before):
    approve_by(story.submit(), story.executive)


def approve_one(story, waiting):
    approve_by(waiting, story.executive)


def approve_two(story, waiting):
    approve_by(waiting, story.executive)
    approve_by(fresh(story.page).current_workflow_task_state, story.executive)


def approve_many(story, waiting):
    choice = Choice(waiting.pk, waiting.revision_id, waiting.review.digest)
    [(_choice, reason)] = approval.approve_many([choice], by=story.executive)
    if reason:
        raise Refused(reason)


def clock(story, _before):
    due_publications.publish_due(timezone.now() + 2 * HOUR)
    held = Publication.objects.of(story.page).get().held_because
    if held:
        raise Refused(held)


def lift(story, suspension):
    settle(suspension, by=story.second, withdraw=False)


def superuser(story, _before):
    fresh(story.page).get_latest_revision().publish(user=UserFactory(is_superuser=True), skip_permission_checks=True)


WAYS = [
    (nothing, submit_and_approve),
    (sent_back, submit_and_approve),
    (submitted, approve_one),
    (opened, approve_one),
    (opened, approve_many),
    (at_the_first_of_two, approve_two),
    (at_the_second_stage, approve_one),
    (scheduled, clock),
    (suspended, lift),
    (older_edition_suspended, lift),
    (record_with_an_older_edition_suspended, lift),
    (nothing, superuser),
]
# What the reader says of the file by then: state, text, whether its numbers are waived, whether the public may have it.
STATES = {
    "clean": ("read", "รายงานประจำปี", False, True),
    "number": ("read", f"นายบุญมี {FORM}", False, False),
    "waived": ("read", f"นายบุญมี {FORM}", True, True),
    "reading": ("waiting", "", False, False),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("before", "way"), WAYS, ids=lambda step: step.__name__)
def test_no_way_to_the_public_for_a_number_that_nobody_waived(story, before, way, state):
    reading, text, waived, expected = STATES[state]
    prepared = before(story)
    read_as(story.version, text)
    FileText.objects.update(state=reading)
    if waived:
        numbers = [number.key for number in examine_all_of(fresh(story.page)).open_numbers]
        waive(story.page, numbers, by=story.second, reason="คำสั่งศาลให้เปิดเผย")

    if expected:
        way(story, prepared)
    else:
        with pytest.raises(Refused, match="กำลังอ่านไฟล์" if state == "reading" else "มีเลขประจำตัวประชาชน"):
            way(story, prepared)

    assert story.is_public() == expected


@pytest.mark.parametrize(
    ("reading", "text", "expected"),
    [
        ("read", f"เลขประจำตัวประชาชน {NUMBER}", False),
        ("read", f"นายบุญมี {NUMBER}", True),
        ("failed", "", True),
        ("unsupported", "", True),
        ("empty", "", True),
    ],
)
def test_what_of_a_file_holds_a_submission(story, reading, text, expected):
    read_as(story.version, text)
    FileText.objects.update(state=reading)

    if expected:
        assert story.submit()
    else:
        with pytest.raises(Refused, match="มีเลขประจำตัวประชาชน"):
            story.submit()


@pytest.mark.parametrize("text", [f"เลขประจำตัวประชาชน {NUMBER}", f"นายบุญมี {FORM}", f"นางคำ {OTHER}"])
def test_the_approved_texts_block_as_well(case, text):
    draft = case.fresh().get_latest_revision_as_object()
    draft.title = text
    draft.save_revision(user=case.officer)

    with pytest.raises(Refused, match="มีเลขประจำตัวประชาชน"):
        case.submit()


def test_rows_blocks_and_file_names_are_looked_through(year_page, officer, clerk_office):
    measure = make_measure(year_page, by=officer, division=clerk_office)
    measure.actions = [MeasureAction(text="อบรม"), MeasureAction(text=f"แจ้งนายบุญมี {FORM}")]
    announcement = make_announcement(
        year_page, by=officer, division=clerk_office, body=[("paragraph", f"<p>นายบุญมี <b>{FORM[:6]}</b>{FORM[6:]}</p>")]
    )
    named = make_announcement(year_page, by=officer, division=clerk_office)
    version = make_version(clerk_office, name=f"สำเนาบัตร {FORM}.pdf")
    named.attachments = [RecordAttachment(version=version)]

    found = [examine(page, canonical_content(page)).numbers for page in (measure, announcement, named)]

    assert [[(number.masked, number.blocks) for number in numbers] for numbers in found] == [
        [("1-xxxx-xxxxx-xx-9", True)]
    ] * 3
    assert found[0][0].where == "การดำเนินการ ข้อ 2"
    assert FORM not in str(found)


def test_who_may_waive(story, disclosure_officer, other_officer, clerk_office, client):
    read_as(story.version, f"นายบุญมี {FORM}")
    [number] = examine_all_of(fresh(story.page)).open_numbers
    head, auditor = make_user(Role.DIVISION_HEAD, clerk_office), make_user(Role.AUDITOR)
    may_not = [story.officer, other_officer, head, auditor, make_user(Role.SITE_ADMIN), UserFactory(is_superuser=True)]

    for user in may_not:
        with pytest.raises(Refused, match="ยกเว้นได้เฉพาะ"):
            waive(story.page, [number.key], by=user, reason="จำเป็น")
    for reason in ("", " \u200b"):
        with pytest.raises(Refused, match="เขียนเหตุผล"):
            waive(story.page, [number.key], by=disclosure_officer, reason=reason)
    for numbers in ([], ["x:y"], [number.key, "x:y"]):
        with pytest.raises(Refused, match="ไม่ตรงกับที่หน้าจอแสดง"):
            waive(story.page, numbers, by=disclosure_officer, reason="จำเป็น")
    assert not CitizenNumberWaiver.objects.exists()

    waive(story.page, [number.key], by=disclosure_officer, reason="คำสั่งศาล")

    waiver = CitizenNumberWaiver.objects.get()
    assert (waiver.waived_by, waiver.reason, waiver.masked) == (disclosure_officer, "คำสั่งศาล", "1-xxxx-xxxxx-xx-9")
    assert AuditEntry.objects.get(action="citizen_number.waived").data["reason"] == "คำสั่งศาล"


def test_the_author_does_not_waive_whatever_his_post(story, disclosure_officer):
    draft = fresh(story.page).get_latest_revision_as_object()
    draft.summary = "แก้โดยเจ้าหน้าที่ข้อมูลข่าวสาร"
    draft.save_revision(user=disclosure_officer)
    read_as(story.version, f"นายบุญมี {FORM}")
    [number] = examine_all_of(fresh(story.page)).open_numbers

    with pytest.raises(Refused, match="ต้องให้ผู้อื่นเป็นผู้ยกเว้น"):
        waive(story.page, [number.key], by=disclosure_officer, reason="จำเป็น")


def test_the_number_itself_is_stored_nowhere_in_clear(story, second_executive):
    read_as(story.version, f"นายบุญมี {FORM}")
    numbers = [number.key for number in examine_all_of(fresh(story.page)).open_numbers]

    waive(story.page, numbers, by=second_executive, reason="จำเป็น")

    stored = str(list(CitizenNumberWaiver.objects.values())) + str(list(AuditEntry.objects.values_list("data")))
    assert FORM not in stored
    assert NUMBER not in stored


def test_a_waiver_does_not_cover_what_appears_later(story, second_executive):
    read_as(story.version, f"นายบุญมี {FORM}")
    numbers = [number.key for number in examine_all_of(fresh(story.page)).open_numbers]
    waive(story.page, numbers, by=second_executive, reason="จำเป็น")
    read_as(story.version, f"นายบุญมี {FORM} นางคำ {OTHER}")

    with pytest.raises(Refused, match="3-xxxx-xxxxx-xx-3"):
        story.submit()

    read_as(story.version, f"นายบุญมี {FORM}")
    draft = fresh(story.page).get_latest_revision_as_object()
    draft.summary = f"นายบุญมี {FORM}"
    draft.save_revision(user=story.officer)
    with pytest.raises(Refused, match="สรุปสาระสำคัญ"):
        story.submit()


def test_card_screen_and_mail_say_so_and_a_flagged_card_has_no_tick(story, executive, client):
    waiting = story.submit()
    open_by(waiting, executive)
    read_as(story.version, f"นายบุญมี {FORM}")
    client.force_login(executive)

    queue = client.get(reverse("cms_queue")).content.decode()
    screen = client.get(reverse("cms_review", args=[waiting.pk])).content.decode()

    assert "มีเลขประจำตัวประชาชน" in queue
    assert 'name="choice"' not in queue
    assert "1-xxxx-xxxxx-xx-9" in screen
    assert f"เอกสาร {story.version.name} หน้า 1" in screen
    assert 'value="approve"' not in screen
    assert FORM not in queue + screen


def test_the_screen_waives_and_leads_back_to_the_review(story, executive, client):
    waiting = story.submit()
    read_as(story.version, f"นายบุญมี {FORM}")
    [number] = examine_all_of(fresh(story.page)).open_numbers
    client.force_login(executive)
    address = reverse("cms_citizen_numbers", args=[fresh(story.page).get_base_content_type().pk, story.page.pk])

    answer = client.post(address, {"number": [number.key], "reason": "ศาลสั่ง", "review": "1"}, follow=True)

    assert answer.request["PATH_INFO"] == reverse("cms_review", args=[waiting.pk])
    assert "ยกเว้นแล้ว" in answer.content.decode()
    approve_by(waiting, executive)
    assert fresh(story.page).live


def test_the_mail_to_the_approver_says_that_there_is_a_waived_number(story, second_executive):
    read_as(story.version, f"นายบุญมี {FORM}")
    numbers = [number.key for number in examine_all_of(fresh(story.page)).open_numbers]
    waive(story.page, numbers, by=second_executive, reason="จำเป็น")

    story.submit()

    assert "มีเลขประจำตัวประชาชน" in OutboxMessage.objects.filter(key__startswith="waiting:").first().subject


def test_the_screen_of_the_numbers_is_for_who_drafts_or_may_waive(story, other_officer, disclosure_officer, client):
    read_as(story.version, f"นายบุญมี {FORM}")
    address = reverse("cms_citizen_numbers", args=[fresh(story.page).get_base_content_type().pk, story.page.pk])
    seen = {}
    for user in (story.officer, disclosure_officer, other_officer):
        client.force_login(user)
        seen[user] = client.get(address)

    assert [answer.status_code for answer in seen.values()] == [200, 200, 303]
    assert 'name="reason"' in seen[disclosure_officer].content.decode()
    assert 'name="reason"' not in seen[story.officer].content.decode()
    assert FORM not in seen[story.officer].content.decode()
