"""The demo shows that the rules let the ordinary story happen."""

import stat
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from cms import demo as people
from cms.actions import audit
from cms.models import AuditEntry, Membership, Publication, Takedown, User
from cms.pages import RecordPage
from cms.policy.approval import HELD
from cms.policy.lifecycle import Stage
from cms.policy.roles import Role
from cms.policy.states import State
from cms.records.content import content_digest
from cms.selectors.states import state_of_object, states_of
from cms.thai.numerals import to_thai
from cms.workflow.pending_review import PendingReview
from disclosures import demo
from disclosures.demo import records
from disclosures.pages import GeneralAnnouncementPage, IntegrityMeasurePage
from procurement.models import ProcurementRecord

# The stories after which the public reads a record (or its edition before the change that waits), and something waits.
PUBLIC = {"live", "superseded", "revised", "revision_sent_back", "revision_scheduled", "revision_suspended"}
WAITING = {"waiting", "suspended_waiting"}
OURS = ("cms", "disclosures", "procurement", "search", "wagtailcore")


def measures():
    return list(IntegrityMeasurePage.objects.order_by("measure_number"))


def announcement(state: str) -> GeneralAnnouncementPage:
    (entry,) = [entry for entry in records.entries_of(GeneralAnnouncementPage) if entry["state"] == state]
    return records.existing(entry)


def rows_by_table() -> dict[str, int]:
    models = [model for app in OURS for model in apps.get_app_config(app).get_models()]
    return {model._meta.label: model._default_manager.count() for model in models}


def test_fourteen_measures_are_public_each_by_one_decision():
    for page in measures():
        publication = Publication.objects.of(page).get()

        assert page.live
        assert (publication.stage, publication.digest) == (Stage.LIVE, content_digest(page))
        assert publication.approved_by.username == "executive"
        assert publication.requested_by.username == ("finance" if page.measure_number == 6 else "officer")
        decisions = AuditEntry.objects.filter(kind="decision", actor__username="executive", after=publication.digest)
        assert decisions.filter(object_id=str(page.pk)).count() == 1

    assert [page.measure_number for page in measures()] == list(range(1, 15))
    assert {page.fiscal_year for page in measures()} == {2566}


def test_the_report_can_be_written_from_what_is_public():
    told = [
        (
            page.title,
            demo.as_reported(a.text for a in page.actions.all()),
            [to_thai(o.text) for o in page.outcomes.all()],
        )
        for page in measures()
    ]

    data = demo.read("measures_2566")
    assert told == [(facts["title"], demo.as_reported(facts["actions"]), facts["outcomes"]) for facts in data]
    assert sum(page.obligations.count() for page in measures()) == 73


def test_measure_6_belongs_to_the_finance_division():
    owners = {page.measure_number: page.division.code for page in measures()}

    assert owners.pop(6) == "finance"
    assert set(owners.values()) == {"clerk"}


def test_three_measures_carry_a_paper_of_their_own():
    carried = {page.measure_number: list(page.attachments.all()) for page in measures() if page.attachments.exists()}

    assert sorted(carried) == [3, 6, 14]
    for (attachment,) in carried.values():
        assert attachment.version.file.mime == "application/pdf"
        assert attachment.version.name.endswith("-2566.pdf")


@pytest.mark.parametrize(
    ("state", "stages", "waits"),
    [
        ("live", [Stage.LIVE], False),
        ("superseded", [Stage.LIVE, Stage.SUPERSEDED], False),
        ("waiting", [Stage.LIVE], True),
        ("sent_back", [], False),
        ("scheduled", [Stage.SCHEDULED], False),
        ("unscheduled", [Stage.CANCELLED], False),
        ("revised", [Stage.LIVE], False),
        ("revision_sent_back", [Stage.LIVE], False),
        ("revision_scheduled", [Stage.SCHEDULED, Stage.LIVE], False),
        ("revision_suspended", [Stage.SUSPENDED, Stage.LIVE], False),
        ("suspended", [Stage.SUSPENDED], False),
        ("suspended_revised", [Stage.SUSPENDED], False),
        ("suspended_waiting", [Stage.SUSPENDED], True),
        ("held", [Stage.SCHEDULED, Stage.SUSPENDED], False),
        ("withdrawn", [Stage.WITHDRAWN], False),
        ("withdrawn_revised", [Stage.WITHDRAWN], False),
        ("expired", [Stage.EXPIRED], False),
        ("expired_revised", [Stage.EXPIRED], False),
    ],
)
def test_announcements_stand_at_every_point_of_their_way(state, stages, waits):
    page = announcement(state)

    assert [publication.stage for publication in Publication.objects.of(page)] == stages
    assert page.live == (Stage.LIVE in stages)
    assert page.workflow_in_progress == waits


@pytest.mark.parametrize("state", State)
def test_every_state_can_be_seen(state):
    assert state in states_of(RecordPage.objects.all()).values()


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_of_a_publication_can_be_seen(stage):
    assert Publication.objects.filter(stage=stage).exists()


def test_what_could_not_be_published_at_its_time_says_why():
    (held,) = Publication.objects.exclude(held_because="")

    assert (held.stage, held.held_because) == (Stage.SCHEDULED, HELD)
    assert state_of_object(announcement("held")) is State.SUSPENDED


def test_the_executive_may_decide_about_what_waits():
    executive = people.user("executive")
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)

    told = [entry for entry in records.entries() if entry.get("state") in WAITING]
    assert len(waiting) == len(told) + 2  # and a procurement and a month
    assert {PendingReview.read(state).refusal_for(executive) for state in waiting} == {None}


def test_what_was_sent_back_says_why():
    state = announcement("sent_back").current_workflow_state

    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert "วันและเวลา" in state.task_states.get().comment


def test_a_second_person_agreed_to_the_withdrawal():
    requests = Takedown.objects.filter(publication__stage=Stage.WITHDRAWN)

    people_of = {(each.requested_by.username, each.decided_by.username) for each in requests}
    assert people_of == {("officer", "clerk"), ("procurement", "clerk")}


def test_one_procurement_is_public_one_waits_one_is_a_draft():
    found = {(record.live, record.workflow_in_progress) for record in ProcurementRecord.objects.all()}

    assert found == {(True, False), (False, True), (False, False)}


def test_nothing_went_past_the_flow_and_the_chain_is_sound():
    assert not Publication.objects.filter(break_glass=True).exists()
    assert not User.objects.filter(is_superuser=True).exists()
    assert audit.verify() is None


def test_people_are_called_by_their_posts():
    posts = Membership.objects.filter(role=Role.EXECUTIVE).values_list("user__username", "position")

    assert str(people.user("officer")) == "เจ้าหน้าที่ สำนักปลัด"
    assert dict(posts) == {
        "executive": "นายกองค์การบริหารส่วนตำบลดงหม้อทอง",
        "clerk": "ปลัดองค์การบริหารส่วนตำบลดงหม้อทอง",
    }


@pytest.mark.parametrize("username", ["officer", "finance"])
def test_an_officer_opens_what_carries_a_paper(username):
    visit = Client()
    visit.force_login(people.user(username))
    pages = [page for page in measures() if page.attachments.exists() and demo.OFFICERS[page.division.code] == username]

    answers = [visit.get(reverse("wagtailadmin_pages:edit", args=[page.pk])) for page in pages]

    assert answers
    assert {answer.status_code for answer in answers} == {200}


def test_the_logins_are_for_their_owner_alone_and_the_main_three_come_first():
    lines = [line.split() for line in people.logins_file().read_text(encoding="utf-8").splitlines()]
    logins = [(words[0], words[1]) for words in lines if len(words) > 2 and "-" in words[1] and words[0].isascii()]

    assert stat.S_IMODE(people.logins_file().stat().st_mode) == 0o600
    assert [name for name, _password in logins[:3]] == ["officer", "executive", "admin"]
    assert len(logins) == User.objects.count()
    assert all(people.user(name).check_password(password) for name, password in logins)


def test_a_second_load_adds_nothing():
    before, logins = rows_by_table(), people.logins_file().read_bytes()

    format_logins = StringIO()
    call_command("load_demo", stdout=format_logins)

    assert rows_by_table() == before
    assert people.logins_file().read_bytes() == logins
    assert "รหัสผ่านเดิม" in format_logins.getvalue()


def test_each_step_is_told(loaded_demo):
    lines = loaded_demo.splitlines()

    assert sum(line.startswith("มาตรการที่ ") for line in lines) == 14
    assert sum(line.startswith("ข้อมูลตัวอย่าง ") for line in lines) == len(records.entries()) > 0


def test_every_sample_record_is_as_far_as_its_entry_says():
    found = [(entry, records.existing(entry)) for entry in records.entries()]

    for entry, page in found:
        state = entry.get("state", "live")
        is_live = state in PUBLIC or (state == "waiting" and bool(entry.get("newer")))
        assert (page.live, page.workflow_in_progress) == (is_live, state in WAITING), page
        assert "ข้อมูลตัวอย่าง" in page.summary


@pytest.mark.parametrize(
    ("authorities", "has_demo_people", "loads"),
    [
        ([], False, True),
        (["อบต.ดงหม้อทอง"], True, True),
        (["อบต.ดงหม้อทอง"], False, False),
        (["อบต.อื่น"], False, False),
        (["อบต.ดงหม้อทอง", "อบต.อื่น"], True, False),
    ],
)
def test_the_demo_is_never_put_into_a_real_authority(authorities, has_demo_people, loads):
    reason = people.refusal_to_load(authorities=authorities, has_demo_people=has_demo_people)

    assert (reason is None) == loads
