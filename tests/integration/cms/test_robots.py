"""A robot is the program's own name: in no list of people, and nobody ever signs in as one or gives it a post."""

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from cms.actions import appointments, approval, people, sign_in
from cms.actions.robots import robot
from cms.forms.people import PostForm
from cms.models import AppointmentRequest, AuditEntry, Membership, OneTimeLink, User
from cms.notifications import outbox
from cms.notifications.approval import remind_approvers
from cms.pages import RecordAttachment
from cms.permissions.grants import grants_of
from cms.policy.grants import Grants
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.policy.sign_in import A_ROBOT
from tests.factories.decisions import approve_by
from tests.factories.documents import make_document, read_waiting_files
from tests.factories.people import make_user
from tests.factories.procurement import make_procurement
from tests.factories.records import make_announcement


@pytest.fixture
def machine(authority) -> User:
    return robot("sample", "ระบบตัวอย่าง")


def test_a_robot_is_made_once_and_closed(machine):
    assert robot("sample", "ระบบตัวอย่าง") == machine
    assert not machine.is_active
    assert not machine.has_usable_password()
    assert (machine.email, str(machine)) == ("", "ระบบตัวอย่าง")
    assert AuditEntry.objects.filter(action="people.add_robot").count() == 1


@pytest.mark.parametrize(
    "change", [{"is_active": True}, {"is_superuser": True}, {"is_staff": True}, {"email": "robot@example.go.th"}]
)
def test_the_database_keeps_it_closed(machine, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.with_robots.filter(pk=machine.pk).update(**change)


def test_it_is_in_no_list_of_people(machine, client, site_admin):
    client.force_login(site_admin)

    pages = [client.get(reverse(name)).content.decode() for name in ("wagtailusers_users:index", "cms_posts:add")]

    assert not User.objects.filter(pk=machine.pk).exists()
    assert machine not in PostForm(for_user=site_admin).fields["user"].queryset
    assert all("ระบบตัวอย่าง" not in page for page in pages)


@pytest.mark.parametrize("name", ["cms_account", "wagtailusers_users:edit", "wagtailusers_users:delete"])
def test_its_account_has_no_screen(machine, client, site_admin, name):
    client.force_login(site_admin)

    assert client.get(reverse(name, args=[machine.pk])).status_code == 404


WAYS = {
    "a link": lambda machine, by: sign_in.make_link(machine, by=by),
    "asking for a link": lambda machine, by: appointments.ask_for_link(machine, by=by),
    "opening": lambda machine, by: people.reopen(machine, by=by),
    "closing": lambda machine, by: people.close(machine, by=by),
    "renaming": lambda machine, by: people.change_account(machine, {"email": "a@example.go.th"}, by=by),
    "deleting": lambda machine, by: people.delete_account(machine, by=by),
    "a post": lambda machine, by: people.appoint(machine, Role.AUDITOR, authority=authority_of(by), by=by),
    "a post that decides": lambda machine, by: appointments.ask_to_appoint(
        machine, Role.EXECUTIVE, authority=authority_of(by), by=by
    ),
}


def authority_of(person):
    return person.memberships.get().authority


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_no_way_leads_into_it(machine, site_admin, way):
    with pytest.raises(Refused, match=A_ROBOT):
        way(machine, site_admin)

    assert not Membership.objects.filter(user=machine).exists()
    assert not AppointmentRequest.objects.filter(user=machine).exists()
    assert not OneTimeLink.objects.filter(user=machine).exists()


@pytest.mark.parametrize("way", ["a link", "opening", "a post"])
def test_no_command_leads_into_it_either(machine, authority, way):
    commands = {
        "a link": lambda: sign_in.make_link(machine, by=None),
        "opening": lambda: people.reopen(machine, by=None),
        "a post": lambda: people.appoint(machine, Role.AUDITOR, authority=authority, by=None),
    }

    with pytest.raises(Refused, match=A_ROBOT):
        commands[way]()


def test_a_request_that_was_confirmed_gives_it_no_post(machine, authority, site_admin, executive):
    request = AppointmentRequest.objects.create(
        kind=AppointmentRequest.Kind.POST,
        user=machine,
        authority=authority,
        role=Role.EXECUTIVE.value,
        starts_on=timezone.localdate(),
        asked_by=site_admin,
    )

    with pytest.raises(Refused, match=A_ROBOT):
        appointments.confirm(request, by=executive)


def test_a_link_written_into_the_database_sets_no_password(machine):
    now = timezone.now()
    OneTimeLink.objects.create(
        secret_hash=sign_in.hash_secret("geheim"),
        user=machine,
        made_at=now,
        expires_at=now + timezone.timedelta(days=1),
    )

    with pytest.raises(Refused):
        sign_in.set_password("geheim", "correct horse battery")


def test_it_does_not_sign_in(machine, client, rf):
    machine.set_password("correct horse battery")
    User.with_robots.filter(pk=machine.pk).update(password=machine.password)
    login = reverse("wagtailadmin_login")

    client.post(login, {"username": machine.username, "password": "correct horse battery"})

    assert authenticate(rf.post(login), username=machine.username, password="correct horse battery") is None
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_a_session_of_it_is_nobodys(machine, client):
    client.force_login(machine)

    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_its_user_name_is_nobodys(site_admin, machine, client):
    client.force_login(site_admin)

    client.post(reverse("wagtailusers_users:add"), {"username": machine.username, "first_name": "ก"})

    assert User.with_robots.filter(username=machine.username).count() == 1


def test_it_may_nothing_but_submit(machine, year_page, officer, clerk_office):
    page = make_announcement(year_page, by=officer, division=clerk_office)

    assert grants_of(machine) == Grants()
    with pytest.raises(Refused):
        approval.submit(page, by=machine)
    with pytest.raises(Refused):
        approval.submit_by_robot(page, by=officer)
    assert approval.submit_by_robot(page, by=machine).requested_by == machine


def test_it_submits_what_others_attached(machine, year_page, officer, clerk_office, finance):
    of_another_division = make_document(by=make_user(Role.OFFICER, finance), division=finance)
    draft = make_announcement(year_page, by=officer, division=clerk_office).get_latest_revision_as_object()
    draft.attachments = [RecordAttachment(version=of_another_division.newest)]
    draft.save_revision(user=officer)
    read_waiting_files()

    assert approval.submit_by_robot(draft, by=machine).status == WorkflowState.STATUS_IN_PROGRESS


def test_nobody_writes_to_it_and_the_officers_of_the_division_are_told(
    machine, finance, procurement_officer, executive, clerk_office
):
    elsewhere = make_user(Role.PROCUREMENT_OFFICER, clerk_office)
    record = make_procurement(by=procurement_officer, division=finance)
    approval.submit_by_robot(record, by=machine)
    waiting = type(record).objects.get(pk=record.pk).current_workflow_task_state
    late = waiting.review.due_on + timezone.timedelta(days=1)

    remind_approvers(waiting.review, late)
    approve_by(waiting, executive)
    outbox.send_due()

    told = {address for message in mail.outbox if "อนุมัติแล้ว" in message.subject for address in message.to}
    reminded = {address for message in mail.outbox if "เลยกำหนด" in message.subject for address in message.to}
    assert told == {procurement_officer.email}
    assert reminded == {executive.email, procurement_officer.email}
    assert elsewhere.email not in told | reminded
