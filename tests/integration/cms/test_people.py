"""Accounts, posts and divisions as the site admin meets them; every change is an action that may refuse."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.actions import people
from cms.models import AuditEntry, Division, Membership, User
from cms.permissions.grants import grants_of
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.thai.dates import thai_date
from tests.factories.people import UserFactory, make_user
from tests.factories.records import make_announcement


@pytest.fixture
def desk(client, site_admin):
    """The site admin's browser."""
    client.force_login(site_admin)
    return client


@pytest.fixture
def superuser(authority):
    return UserFactory(is_superuser=True)


def format_logins(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_a_new_account_has_no_password_and_leads_to_its_link(desk):
    response = desk.post(
        reverse("wagtailusers_users:add"), {"username": "somchai", "first_name": "สมชาย", "last_name": "ใจดี"}
    )

    user = User.objects.get(username="somchai")
    assert response.headers["Location"] == reverse("cms_account", args=[user.pk])
    assert not user.has_usable_password()


@pytest.mark.parametrize(
    "forged", [{"is_superuser": "on"}, {"groups": "1"}, {"is_staff": "on"}, {"password1": "x" * 20}]
)
def test_an_account_form_gives_no_rights(desk, forged):
    user = UserFactory()
    facts = {"username": user.username, "first_name": "ก", "last_name": "ข", "email": user.email}

    desk.post(reverse("wagtailusers_users:edit", args=[user.pk]), {**facts, **forged})

    before, user = user, User.objects.get(pk=user.pk)
    assert user.first_name == "ก"
    assert not user.is_superuser
    assert not user.groups.exists()
    assert user.password == before.password


@pytest.mark.parametrize("name", ["wagtailusers_users:edit", "wagtailusers_users:delete", "cms_account"])
def test_a_superuser_is_not_the_site_admins_business(desk, superuser, name):
    facts = {"username": "taken", "email": "thief@example.go.th", "do": "link"}

    for response in (
        desk.get(reverse(name, args=[superuser.pk])),
        desk.post(reverse(name, args=[superuser.pk]), facts),
    ):
        assert response.status_code == 302
    assert User.objects.get(pk=superuser.pk).username == superuser.username
    assert not superuser.links.exists()


def test_nobody_is_made_a_superuser_in_the_admin(desk, monkeypatch):
    """Even a form that would let the field through is stopped where the row is saved."""
    user = UserFactory()
    forge = lambda target, by: setattr(target, "is_superuser", True)  # noqa: E731
    monkeypatch.setattr("cms.actions.people.refuse_unless_manageable", forge)
    monkeypatch.setattr(User, "save", lambda self, **kwargs: super(User, self).save())

    desk.post(reverse("wagtailusers_users:edit", args=[user.pk]), {"username": user.username, "email": user.email})

    assert not User.objects.get(pk=user.pk).is_superuser


def test_a_post_is_given_in_the_admin(desk, site_admin, clerk_office):
    user = UserFactory()

    desk.post(
        reverse("cms_posts:add"),
        {
            "user": user.pk,
            "role": "officer",
            "division": clerk_office.pk,
            "position": "นักวิชาการ",
            "starts_on": "1/10/2568",
        },
    )

    post = Membership.objects.get(user=user)
    assert (post.role, post.division, post.starts_on.year) == ("officer", clerk_office, 2025)
    assert user.groups.filter(name=people.division_group(clerk_office)).exists()
    assert AuditEntry.objects.filter(action="people.appoint", actor=site_admin).count() == 1


def test_the_post_of_an_account_begins_with_its_person(desk, officer):
    account = desk.get(reverse("cms_account", args=[officer.pk])).content.decode()
    address = f"{reverse('cms_posts:add')}?user={officer.pk}"

    form = desk.get(address).content.decode()

    assert f'href="{address}"' in account
    assert f'<option value="{officer.pk}" selected>' in form


@pytest.mark.parametrize("asked", ["0", "x", "", "1&user=x"])
def test_a_person_that_is_not_there_is_not_chosen(desk, asked):
    response = desk.get(f"{reverse('cms_posts:add')}?user={asked}")

    assert response.status_code == 200
    assert '<option value="" selected>' in response.content.decode()


@pytest.mark.parametrize(("role", "with_division"), [("officer", False), ("executive", True), ("site_admin", True)])
def test_the_form_shows_why_a_post_cannot_be_held(desk, clerk_office, role, with_division):
    user = UserFactory()
    division = clerk_office.pk if with_division else ""

    response = desk.post(
        reverse("cms_posts:add"), {"user": user.pk, "role": role, "division": division, "starts_on": "1/10/2568"}
    )

    assert response.context["form"].errors["division"]
    assert not Membership.objects.filter(user=user).exists()


def test_nobody_appoints_himself(desk, site_admin):
    response = desk.post(
        reverse("cms_posts:add"), {"user": site_admin.pk, "role": "executive", "starts_on": "1/10/2568"}
    )

    assert "แต่งตั้งตนเองไม่ได้" in str(response.context["form"].errors)
    assert Role.EXECUTIVE not in grants_of(User.objects.get(pk=site_admin.pk)).roles


def test_the_last_site_admin_stays(desk, site_admin):
    post = site_admin.memberships.get()

    response = desk.post(reverse("cms_posts:edit", args=[post.pk]), {"ends_on": "1/1/2570"})

    assert "คนสุดท้าย" in str(response.context["form"].errors)
    with pytest.raises(Refused):
        people.close(site_admin, by=None)


def enters_explorer(client):
    """Whether the tree of pages opens, for which a post is needed."""
    return client.get(reverse("wagtailadmin_explore_root")).headers.get("Location") != reverse("wagtailadmin_home")


@pytest.mark.parametrize("began", [timedelta(), timedelta(days=400)])
def test_a_post_is_over_at_the_moment_it_is_ended(desk, officer, began):
    post = officer.memberships.get()
    Membership.objects.filter(pk=post.pk).update(starts_on=timezone.localdate() - began)
    theirs = Client()
    theirs.force_login(officer)
    assert enters_explorer(theirs)

    desk.post(reverse("cms_posts:edit", args=[post.pk]), {"at_once": "on", "ends_on": ""})

    assert not enters_explorer(theirs)
    ended = Membership.objects.get(pk=post.pk)
    assert (ended.ends_on, ended.ended_at.date()) == (timezone.localdate(), timezone.now().date())
    officer = User.objects.get(pk=officer.pk)
    assert not grants_of(officer).posts
    assert not officer.groups.exists()
    assert AuditEntry.objects.get(action="people.end_post").data["ended_at"]


def test_grants_that_were_cached_are_forgotten(officer, site_admin):
    post = officer.memberships.select_related("user").get()
    assert grants_of(post.user).posts

    people.end_post(post, by=site_admin)

    assert not grants_of(post.user).posts


TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("starts", "ends", "ended", "current", "not_over"),
    [
        (0, None, None, True, True),
        (0, 0, None, True, True),
        (-9, -1, None, False, False),
        (1, None, None, False, True),
        (0, 0, 0, False, False),
        (-9, 0, 0, False, False),
        (-9, 0, -1, False, False),
        (-9, 3, 1, True, False),
        (5, 5, 0, False, False),
    ],
)
def test_which_post_is_in_force(officer, starts, ends, ended, current, not_over):
    """Days from a day; a post ended on another day was in force until then."""

    def day(number):
        return None if number is None else TODAY + timedelta(days=number)

    ended_at = ended if ended is None else datetime.combine(day(ended), time(12), tzinfo=UTC)
    Membership.objects.update(starts_on=day(starts), ends_on=day(ends), ended_at=ended_at)

    assert Membership.objects.current(TODAY).exists() == current
    assert Membership.objects.not_over(TODAY).exists() == not_over


def test_a_post_with_a_last_day_lasts_until_its_evening(desk, officer):
    post = officer.memberships.get()

    desk.post(reverse("cms_posts:edit", args=[post.pk]), {"ends_on": thai_date(timezone.localdate(), "numeric")})

    assert grants_of(User.objects.get(pk=officer.pk)).posts
    assert Membership.objects.get(pk=post.pk).ends_on == timezone.localdate()


def test_a_post_that_is_over_is_not_ended_again_nor_prolonged(desk, officer, site_admin):
    post = officer.memberships.get()
    people.end_post(post, by=site_admin, on=timezone.localdate() + timedelta(days=3))

    longer = desk.post(reverse("cms_posts:edit", args=[post.pk]), {"ends_on": "1/1/2580"})
    people.end_post(post, by=site_admin)
    again = desk.post(reverse("cms_posts:edit", args=[post.pk]), {"at_once": "on"})

    assert "ต่ออายุตำแหน่งที่นี่ไม่ได้" in str(longer.context["form"].errors)
    assert "สิ้นสุดไปแล้ว" in str(again.context["form"].errors)


def test_a_post_ended_at_once_has_a_last_day(officer):
    with pytest.raises(IntegrityError):
        Membership.objects.update(ended_at=timezone.now(), ends_on=None)


def test_a_closed_account_loses_its_sessions_for_good(client, officer, site_admin):
    client.force_login(officer)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200

    people.close(officer, by=site_admin)
    closed = client.get(reverse("wagtailadmin_home")).status_code
    people.reopen(officer, by=site_admin)

    assert closed == 302
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_closing_is_done_on_the_account_page(desk, officer):
    desk.post(reverse("cms_account", args=[officer.pk]), {"do": "close"})

    assert not User.objects.get(pk=officer.pk).is_active


def test_who_has_acted_is_not_deleted_by_any_way(desk, year_page, officer, clerk_office):
    make_announcement(year_page, by=officer, division=clerk_office)

    response = desk.post(reverse("wagtailusers_users:delete", args=[officer.pk]))
    Membership.objects.filter(user=officer).delete()

    assert "ปิดบัญชีผู้ใช้แทน" in format_logins(response)
    with pytest.raises((Refused, ProtectedError)):
        User.objects.get(pk=officer.pk).delete()


def test_an_account_made_by_mistake_is_deleted(desk):
    user = UserFactory()

    desk.post(reverse("wagtailusers_users:delete", args=[user.pk]))

    assert not User.objects.filter(pk=user.pk).exists()


def test_a_new_division_has_its_collection_and_group(desk, authority):
    desk.post(reverse("cms_divisions:add"), {"name": "กองช่าง", "code": "works", "is_open": "on"})

    division = Division.objects.get(code="works")
    assert division.authority == authority
    assert division.collection.name == "กองช่าง"
    assert Group.objects.filter(name=people.division_group(division)).exists()


def test_a_renamed_division_keeps_its_people_and_files(desk, clerk_office, officer):
    desk.post(
        reverse("cms_divisions:edit", args=[clerk_office.pk]), {"name": "สำนักงานปลัด", "code": "clerk", "is_open": "on"}
    )

    division = Division.objects.get(pk=clerk_office.pk)
    assert division.collection.name == "สำนักงานปลัด"
    assert officer.groups.filter(name=people.division_group(division)).exists()


def test_a_code_is_not_taken_twice(desk, clerk_office):
    response = desk.post(reverse("cms_divisions:add"), {"name": "อีกกอง", "code": "clerk", "is_open": "on"})

    assert "รหัสนี้" in str(response.context["form"].errors)


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.DISCLOSURE_OFFICER, Role.AUDITOR])
def test_only_a_site_admin_manages_people(client, role, authority):
    client.force_login(make_user(role))
    user = UserFactory()

    client.post(reverse("cms_posts:add"), {"user": user.pk, "role": "auditor", "starts_on": "1/10/2568"})
    client.post(reverse("cms_account", args=[user.pk]), {"do": "close"})

    assert not Membership.objects.filter(user=user).exists()
    assert User.objects.get(pk=user.pk).is_active
