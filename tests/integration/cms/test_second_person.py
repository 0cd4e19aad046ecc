"""Posts that decide, and links for who holds one, wait for a second person, whatever the first one does."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.actions import appointments, people, sign_in
from cms.models import AppointmentRequest, AuditEntry, Membership, OneTimeLink, OutboxMessage, User
from cms.permissions.grants import grants_of
from cms.policy.appointments import NEEDS_CONFIRMATION
from cms.policy.refusal import Refused
from cms.policy.roles import IN_A_DIVISION, Role
from tests.factories.people import UserFactory, make_user

ROLES = sorted(NEEDS_CONFIRMATION)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def person(authority):
    return UserFactory()


@pytest.fixture
def second_admin(authority):
    return make_user(Role.SITE_ADMIN)


def post_form(person, role, division):
    return {
        "user": person.pk,
        "role": role.value,
        "division": division.pk if role in IN_A_DIVISION else "",
        "starts_on": "1/10/2568",
    }


def ask(admin, person, role=Role.EXECUTIVE, division=None):
    """The post as the site admin gives it in the admin."""
    return browser(admin).post(reverse("cms_posts:add"), post_form(person, role, division), follow=True)


def settle(user, request, do="confirm"):
    return browser(user).post(reverse("cms_appointment_settle", args=[request.pk]), {"do": do}, follow=True)


def roles_of(user):
    return grants_of(User.objects.get(pk=user.pk)).roles


def waiting():
    return AppointmentRequest.objects.get(outcome="")


@pytest.mark.parametrize("role", ROLES)
def test_a_post_that_decides_counts_once_a_second_person_confirms(site_admin, executive, person, clerk_office, role):
    page = ask(site_admin, person, role, clerk_office).content.decode()
    assert not roles_of(person)
    assert str(executive) in page
    told = OutboxMessage.objects.get(key__startswith="confirm:")
    assert told.recipient == executive

    settle(executive, waiting())

    assert roles_of(person) == {role}
    assert User.objects.get(pk=person.pk).groups.exists()
    request = AppointmentRequest.objects.get()
    assert (request.outcome, request.asked_by, request.settled_by) == ("confirmed", site_admin, executive)
    entries = AuditEntry.objects.filter(kind="people").exclude(actor=None).order_by("seq")
    assert [(entry.action, entry.actor) for entry in entries] == [
        ("people.ask_second_person", site_admin),
        ("people.appoint", site_admin),
        ("people.confirm", executive),
    ]
    assert entries[1].data["confirmed_by"] == executive.pk
    assert OutboxMessage.objects.filter(recipient=site_admin, key__startswith="settled:").exists()


@pytest.mark.parametrize("role", sorted(set(Role) - NEEDS_CONFIRMATION))
def test_any_other_post_is_given_at_once(site_admin, executive, person, clerk_office, role):
    ask(site_admin, person, role, clerk_office)

    assert roles_of(person) == {role}
    assert not AppointmentRequest.objects.exists()


@pytest.mark.parametrize("role", ROLES)
def test_the_action_gives_no_such_post_whatever_screen_calls_it(
    site_admin, executive, person, authority, clerk_office, role
):
    division = clerk_office if role in IN_A_DIVISION else None

    with pytest.raises(Refused, match="ยืนยัน"):
        people.appoint(person, role, authority=authority, division=division, by=site_admin)

    request = appointments.ask_to_appoint(person, role, authority=authority, division=division, by=site_admin)
    with pytest.raises(Refused):
        people.appoint_confirmed(request)
    assert not Membership.objects.filter(user=person).exists()


def test_another_site_admin_confirms_as_well(site_admin, second_admin, person):
    ask(site_admin, person)

    settle(second_admin, waiting())

    assert roles_of(person) == {Role.EXECUTIVE}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SITE_ADMIN, Role.EXECUTIVE}))
def test_nobody_else_confirms(site_admin, person, clerk_office, executive, role):
    ask(site_admin, person)

    page = settle(make_user(role, clerk_office if role in IN_A_DIVISION else None), waiting())

    assert page.status_code == 200
    assert not roles_of(person)


def test_neither_the_asker_nor_the_appointee_nor_a_superuser_confirms(site_admin, second_admin, executive):
    ask(site_admin, second_admin)
    request = waiting()

    for user in (site_admin, second_admin, UserFactory(is_superuser=True)):
        with pytest.raises(Refused):
            appointments.confirm(request, by=user)
        settle(user, request)

    assert Role.EXECUTIVE not in roles_of(second_admin)
    assert waiting() == request


def test_a_refused_request_and_one_taken_back_give_nothing(site_admin, executive, person):
    for user in (executive, site_admin):
        ask(site_admin, person)
        request = waiting()
        settle(user, request, "refuse")
        settle(executive, request)

    assert not roles_of(person)
    assert [row.outcome for row in AppointmentRequest.objects.all()] == ["refused", "refused"]


def test_the_same_is_not_asked_twice(site_admin, executive, person):
    ask(site_admin, person)

    again = ask(site_admin, person)

    assert "รอยืนยันอยู่แล้ว" in again.content.decode()
    assert AppointmentRequest.objects.count() == 1


def test_a_request_is_void_where_the_account_was_closed_or_the_asker_went(site_admin, second_admin, executive, person):
    ask(site_admin, person)
    people.close(person, by=site_admin)
    with pytest.raises(Refused):
        appointments.confirm(waiting(), by=executive)
    people.reopen(person, by=site_admin)
    people.end_post(site_admin.memberships.get(), by=second_admin)

    with pytest.raises(Refused, match="ผู้ขอ"):
        appointments.confirm(waiting(), by=executive)


def test_a_post_is_renewed_by_a_request_too(site_admin, executive, second_executive):
    post = executive.memberships.get()
    people.end_post(post, by=site_admin, on=timezone.localdate())

    browser(site_admin).post(reverse("cms_posts:edit", args=[post.pk]), {"ends_on": "1/1/2580"})
    ask(site_admin, executive)

    assert executive.memberships.get().ends_on == timezone.localdate()
    assert waiting().user == executive


def press_link(admin, person):
    return browser(admin).post(reverse("cms_account", args=[person.pk]), {"do": "link"}, follow=True).content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_a_link_for_who_decides_is_confirmed_once_for_each_link(site_admin, second_admin, clerk_office, role):
    person = make_user(role, clerk_office)

    assert "/setup/" not in press_link(site_admin, person)
    with pytest.raises(Refused):
        sign_in.make_link(person, by=site_admin)
    settle(second_admin, waiting())
    assert "/setup/" not in press_link(second_admin, person)  # who confirms gets no link
    assert "/setup/" in press_link(site_admin, person)

    assert OneTimeLink.objects.get().user == person
    with pytest.raises(Refused):
        sign_in.make_link(person, by=site_admin)


def test_a_confirmed_link_is_made_within_a_day(site_admin, second_admin, executive):
    request = appointments.ask_for_link(executive, by=site_admin)
    appointments.confirm(request, by=second_admin, now=timezone.now() - timedelta(hours=25))

    with pytest.raises(Refused):
        sign_in.make_link(executive, by=site_admin)


def test_a_link_is_not_made_in_haste_before_the_post_counts(site_admin, executive, person, authority):
    """Neither while the post waits for its confirmation nor before its first day."""
    appointments.ask_to_appoint(person, Role.EXECUTIVE, authority=authority, by=site_admin)
    later = UserFactory()
    tomorrow = timezone.localdate() + timedelta(days=1)
    people.appoint(later, Role.EXECUTIVE, authority=authority, by=None, starts_on=tomorrow)

    for user in (person, later):
        with pytest.raises(Refused):
            sign_in.make_link(user, by=site_admin)


def test_a_link_for_anybody_else_is_made_at_once(site_admin, executive, officer):
    assert "/setup/" in press_link(site_admin, officer)


def test_where_nobody_else_is_the_command_on_the_server_confirms(site_admin, person):
    page = ask(site_admin, person).content.decode()
    number = waiting().pk
    listed = StringIO()
    call_command("confirm_request", stdout=listed)
    assert f"manage.py confirm_request {number}" in page
    assert str(number) in listed.getvalue()

    call_command("confirm_request", str(number), stdout=StringIO())

    assert roles_of(person) == {Role.EXECUTIVE}
    entry = AuditEntry.objects.get(action="people.confirm")
    assert (entry.actor, entry.data["by_command"]) == (None, True)
    told = OutboxMessage.objects.filter(key__startswith="settled:")
    assert {message.recipient for message in told} == {site_admin, person}
    with pytest.raises(CommandError):
        call_command("confirm_request", str(number))


def test_the_command_does_nothing_where_somebody_could(site_admin, executive, person):
    ask(site_admin, person)

    with pytest.raises(CommandError, match="ยืนยันในหน้าจัดการได้"):
        call_command("confirm_request", str(waiting().pk))
    with pytest.raises(CommandError):
        call_command("confirm_request", "0")

    assert not roles_of(person)


@pytest.mark.parametrize("settled_by", ["asked_by", "user"])
def test_the_database_holds_the_two_apart(site_admin, executive, person, authority, settled_by):
    request = appointments.ask_to_appoint(person, Role.EXECUTIVE, authority=authority, by=site_admin)
    confirmed = {"outcome": "confirmed", "settled_at": timezone.now(), "settled_by": getattr(request, settled_by)}

    with pytest.raises(IntegrityError), transaction.atomic():
        AppointmentRequest.objects.update(**confirmed)


def test_who_asked_or_was_asked_for_is_not_deleted(site_admin, executive, person, authority):
    appointments.ask_to_appoint(person, Role.EXECUTIVE, authority=authority, by=site_admin)

    assert people.refusal_to_delete(person)
    assert people.refusal_to_delete(site_admin)


def test_the_list_is_for_those_who_ask_or_confirm(site_admin, executive, officer, person):
    ask(site_admin, person)
    address = reverse("cms_appointments")

    assert "ยืนยัน</button>" in browser(executive).get(address).content.decode()
    assert "เรียกคืนคำขอ" in browser(site_admin).get(address).content.decode()
    assert browser(officer).get(address).status_code != 200
