"""Who somebody is: nobody renames himself, and every change is in the audit chain, whatever saves it."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.log_actions import LogContext

from cms.actions import people
from cms.actions.account_receivers import digest_of
from cms.models import AuditEntry, OutboxMessage, User
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.policy.sign_in import IDENTITY
from tests.factories.people import UserFactory, make_user

PRINT = {"first_name": "วิชัย", "last_name": "อื่น", "email": "other@example.go.th"}


def changes():
    return AuditEntry.objects.filter(action="people.change_account")


def identity(user):
    return {name: getattr(User.objects.get(pk=user.pk), name) for name in IDENTITY}


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.SITE_ADMIN, Role.AUDITOR])
def test_nobody_renames_himself_on_the_account_screen(client, authority, role):
    user = make_user(role)
    before = identity(user)
    client.force_login(user)

    page = client.get(reverse("wagtailadmin_account")).content.decode()
    client.post(
        reverse("wagtailadmin_account"),
        {f"name_email-{name}": value for name, value in PRINT.items()} | {"theme-theme": "dark"},
    )

    assert "ผู้ดูแลระบบเป็นผู้เปลี่ยนชื่อ" in page
    assert identity(user) == before
    assert not changes().exists()


def test_a_password_is_still_changed_there(client, officer):
    client.force_login(officer)
    new = "another long phrase here"

    client.post(
        reverse("wagtailadmin_account"),
        {
            "password-old_password": "correct horse battery",
            "password-new_password1": new,
            "password-new_password2": new,
            "theme-theme": "system",
            "theme-density": "default",
            "theme-contrast": "system",
            "theme-keyboard_shortcuts": "on",
        },
    )

    assert User.objects.get(pk=officer.pk).check_password(new)


@pytest.mark.parametrize("name", IDENTITY)
def test_the_law_holds_for_a_screen_that_would_forget_it(authority, executive, name):
    setattr(executive, name, "อื่น@example.go.th")

    with LogContext(user=executive), pytest.raises(Refused, match="ผู้ดูแลระบบ"):
        executive.save()


def test_a_site_admin_does_not_rename_himself_but_corrects_his_address(client, site_admin):
    client.force_login(site_admin)
    address = reverse("wagtailusers_users:edit", args=[site_admin.pk])
    facts = {"username": site_admin.username, "first_name": site_admin.first_name, "last_name": ""}

    renamed = client.post(address, {**facts, "email": site_admin.email, "first_name": "อื่น"})
    client.post(address, {**facts, "email": "new@example.go.th"})

    assert "เปลี่ยนชื่อของตนเองไม่ได้" in renamed.content.decode()
    assert identity(site_admin) == {**facts, "email": "new@example.go.th"}


def test_a_change_by_the_site_admin_is_proved_without_a_name(client, site_admin, executive):
    client.force_login(site_admin)
    before = identity(executive)

    client.post(reverse("wagtailusers_users:edit", args=[executive.pk]), {"username": executive.username, **PRINT})

    entry = changes().get()
    assert (entry.actor, entry.object_id) == (site_admin, str(executive.pk))
    assert entry.data == {"fields": ["first_name", "last_name", "email"]}
    assert (entry.before, entry.after) == (digest_of(before), digest_of(identity(executive)))
    assert "วิชัย" not in str(entry.payload())


@pytest.mark.parametrize("way", ["save", "update_fields", "action"])
def test_a_change_by_any_code_is_recorded_once(executive, way):
    if way == "action":
        people.change_account(executive, {"first_name": "วิชัย"}, by=None)
    else:
        executive.first_name = "วิชัย"
        executive.save(**({"update_fields": ["first_name"]} if way == "update_fields" else {}))
    executive.save()

    entry = changes().get()
    assert entry.data == {"fields": ["first_name"]}
    assert entry.actor is None


def test_signing_in_asks_nothing_more(client, executive, django_assert_num_queries):
    with django_assert_num_queries(1):
        executive.save(update_fields=["last_login"])


def test_a_superuser_made_by_command_is_told_to_all_who_watch(site_admin, executive, officer, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "correct horse battery")

    call_command("createsuperuser", interactive=False, username="root", email="root@example.go.th")

    user = User.objects.get(username="root")
    entry = AuditEntry.objects.get(kind="break_glass")
    assert (entry.action, entry.object_id, entry.actor) == ("break_glass.superuser", str(user.pk), None)
    told = OutboxMessage.objects.filter(key__startswith="superuser:")
    assert {message.recipient for message in told} == {site_admin, executive}


def test_an_account_that_becomes_a_superuser_is_told_as_well(site_admin):
    user = UserFactory()
    user.is_superuser = True
    user.save()
    user.save()

    assert AuditEntry.objects.filter(action="break_glass.superuser", object_id=str(user.pk)).count() == 1
    assert OutboxMessage.objects.filter(key=f"superuser:{user.pk}:{site_admin.pk}").exists()
