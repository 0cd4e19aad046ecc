"""Signing in, the wait after failures, one-time links and the first site admin."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.actions import sign_in
from cms.actions.people import close
from cms.models import AuditEntry, Authority, KnownAddress, OneTimeLink, SignInAttempts, User
from cms.permissions.grants import grants_of
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from tests.factories.people import UserFactory, make_user

GOOD = "correct horse battery"
NEW = "another long phrase here"


def sign_in_as(client, username, password=GOOD, **extra):
    return client.post(reverse("wagtailadmin_login"), {"username": username, "password": password}, **extra)


def accesses() -> list[str]:
    return list(AuditEntry.objects.filter(kind="access").order_by("seq").values_list("action", flat=True))


@pytest.fixture
def hashes(monkeypatch):
    """Counts how often a password is really looked at."""
    counted = []
    check = User.check_password
    monkeypatch.setattr(User, "check_password", lambda self, raw: counted.append(raw) or check(self, raw))
    return counted


def test_signing_in_and_out_is_written_down(client, officer):
    sign_in_as(client, officer.username)
    client.post(reverse("wagtailadmin_logout"))

    assert accesses() == ["access.sign_in", "access.sign_out"]


def test_failures_add_nothing_to_the_audit_chain(client, officer):
    before = AuditEntry.objects.count()

    for number in range(12):
        sign_in_as(client, officer.username, "guess-guess-guess", REMOTE_ADDR=f"10.0.0.{number}")
        sign_in_as(client, f"nobody{number}", "guess-guess-guess")

    assert AuditEntry.objects.count() == before


def fail(name, times, now=None):
    """Failures from as many addresses, as the login screen records them."""
    for number in range(times):
        sign_in.record_failure(name, f"10.9.0.{number}", now=now)


def test_an_account_under_attack_is_one_entry_a_day(officer):
    now = timezone.now()
    fail(officer.username, 40, now=now)
    fail("nobody", 40, now=now)
    fail(officer.username.upper(), 30, now=now + timedelta(hours=11))
    assert accesses() == ["access.sign_in_attack"]

    fail(officer.username, 25, now=now + timedelta(hours=24, minutes=1))

    entries = AuditEntry.objects.filter(action="access.sign_in_attack")
    assert [entry.object_id for entry in entries] == [str(officer.pk)] * 2


def test_an_owner_signs_in_where_he_did_before_whatever_strangers_do(client, officer):
    sign_in_as(client, officer.username, REMOTE_ADDR="10.0.0.7")
    fail(officer.username, 99)
    for number in range(99):
        sign_in.record_failure(f"nobody{number}", "10.0.0.7")

    assert sign_in_as(client, officer.username, REMOTE_ADDR="10.0.0.7").status_code == 302


def test_an_owner_elsewhere_waits_a_minute_at_most(client, officer):
    fail(officer.username, 99)

    assert "รออีก" in sign_in_as(client, officer.username).content.decode()
    SignInAttempts.objects.update(last_at=timezone.now() - timedelta(minutes=1))
    assert sign_in_as(client, officer.username).status_code == 302


def test_one_password_tried_on_everybody_from_one_address_waits(client, officer, hashes):
    for number in range(41):
        sign_in.record_failure(f"nobody{number}", "127.0.0.1")

    sign_in_as(client, officer.username)

    assert hashes == []


def test_a_success_of_ones_own_gives_no_new_tries_on_others(client, officer, other_officer):
    for number in range(41):
        sign_in.record_failure(f"nobody{number}", "127.0.0.1")
    SignInAttempts.objects.update(last_at=timezone.now() - timedelta(minutes=1))
    sign_in_as(client, officer.username)

    sign_in.record_failure(other_officer.username, "127.0.0.1")

    assert sign_in.refusal_to_sign_in(other_officer.username, "127.0.0.1")


def test_an_address_is_known_for_ninety_days_and_only_as_a_hash(client, officer):
    sign_in_as(client, officer.username)
    fail(officer.username, 99)
    assert sign_in.refusal_to_sign_in(officer.username, "127.0.0.1") is None

    KnownAddress.objects.update(last_at=timezone.now() - timedelta(days=91))

    assert sign_in.refusal_to_sign_in(officer.username, "127.0.0.1")
    assert len(KnownAddress.objects.get().key) == 64


def test_after_five_failures_the_password_is_not_even_looked_at(client, officer, hashes):
    for _try in range(5):
        sign_in_as(client, officer.username, "wrong")
    looked = len(hashes)

    response = sign_in_as(client, officer.username)

    assert len(hashes) == looked
    assert "วินาที" in response.content.decode()
    assert reverse("wagtailadmin_home") not in response.headers.get("Location", "")


def test_the_wait_is_for_one_account_from_one_address(client, officer, other_officer):
    for _try in range(9):
        sign_in_as(client, officer.username, "wrong")

    assert sign_in_as(client, officer.username, REMOTE_ADDR="10.0.0.9").status_code == 302
    assert sign_in_as(client, other_officer.username).status_code == 302


@pytest.mark.parametrize(("proxies", "from_elsewhere"), [(0, 200), (1, 302), (2, 200)])
def test_behind_proxies_the_wait_is_for_the_address_that_they_saw(client, officer, settings, proxies, from_elsewhere):
    settings.PROXIES = proxies
    for _try in range(9):
        sign_in_as(client, officer.username, "wrong", HTTP_X_FORWARDED_FOR="10.0.0.1, 203.0.113.5")

    status = sign_in_as(client, officer.username, HTTP_X_FORWARDED_FOR="10.0.0.1, 203.0.113.9").status_code

    assert status == from_elsewhere


def test_the_wait_is_over_by_itself_and_forgotten_after_success(client, officer):
    for _try in range(6):
        sign_in_as(client, officer.username, "wrong")
    SignInAttempts.objects.update(last_at=timezone.now() - timedelta(seconds=5))

    assert sign_in_as(client, officer.username).status_code == 302
    assert sign_in_as(client, officer.username, "wrong").status_code == 200
    assert sign_in.refusal_to_sign_in(officer.username, "127.0.0.1") is None


def test_the_name_is_the_same_however_it_is_typed(client, officer):
    for _try in range(5):
        sign_in.record_failure(officer.username.upper() + " ", "127.0.0.1")

    assert sign_in.refusal_to_sign_in(officer.username, "127.0.0.1")


def test_old_failures_are_forgotten(db):
    sign_in.record_failure("ใคร", "10.0.0.1", now=timezone.now() - timedelta(days=1))

    sign_in.record_failure("อื่น", "10.0.0.2")

    assert set(SignInAttempts.objects.values_list("failures", flat=True)) == {1}
    assert SignInAttempts.objects.count() == 3


def test_a_changed_password_is_written_down(client, officer):
    officer.set_password(NEW)
    officer.save()

    assert accesses() == ["access.password"]


def test_a_link_sets_a_password_once(client, site_admin):
    user = UserFactory()
    address = reverse("setup", args=[sign_in.make_link(user, by=site_admin)])

    first = client.post(address, {"new_password1": NEW, "new_password2": NEW})
    again = client.post(address, {"new_password1": GOOD, "new_password2": GOOD})

    assert first.headers["Location"] == reverse("wagtailadmin_login")
    assert again.status_code == 410
    assert User.objects.get(pk=user.pk).check_password(NEW)


def test_the_link_is_shown_once_and_kept_as_a_hash(client, site_admin):
    user = UserFactory()
    client.force_login(site_admin)

    page = client.post(reverse("cms_account", args=[user.pk]), {"do": "link"}).content.decode()
    later = client.get(reverse("cms_account", args=[user.pk])).content.decode()

    secret = page.partition("/setup/")[2].partition("/")[0]
    assert OneTimeLink.objects.get().secret_hash == sign_in.hash_secret(secret)
    assert secret not in later
    assert client.get(reverse("setup", args=[secret])).headers["Referrer-Policy"] == "strict-origin"


def test_a_link_is_over_after_a_day(site_admin):
    secret = sign_in.make_link(UserFactory(), by=site_admin)

    with pytest.raises(Refused, match="หมดอายุ"):
        sign_in.set_password(secret, NEW, now=timezone.now() + timedelta(hours=25))


def test_a_newer_link_takes_the_place_of_an_older_one(site_admin):
    user = UserFactory()
    old = sign_in.make_link(user, by=site_admin)
    sign_in.make_link(user, by=site_admin)

    with pytest.raises(Refused):
        sign_in.set_password(old, NEW)


def test_a_closed_account_gets_in_by_no_link(site_admin):
    user = UserFactory()
    secret = sign_in.make_link(user, by=site_admin)
    close(user, by=site_admin)

    with pytest.raises(Refused):
        sign_in.set_password(secret, NEW)


def test_a_weak_password_is_refused(client, site_admin):
    user = UserFactory()
    address = reverse("setup", args=[sign_in.make_link(user, by=site_admin)])

    response = client.post(address, {"new_password1": "short", "new_password2": "short"})

    assert response.status_code == 200
    assert User.objects.get(pk=user.pk).password == user.password


def printed_path() -> str:
    """The path of the link that the command prints."""
    out = StringIO()
    call_command("first_admin", stdout=out)
    return "/setup/" + out.getvalue().strip().rpartition("/setup/")[2]


def test_a_new_installation_gets_its_first_site_admin(client, db):
    path = printed_path()

    response = client.post(
        path,
        {
            "authority_name": "องค์การบริหารส่วนตำบลตัวอย่าง",
            "authority_short_name": "อบต.ตัวอย่าง",
            "name": "สมหญิง รักงาน",
            "username": "somying",
            "new_password1": NEW,
            "new_password2": NEW,
        },
    )

    user = User.objects.get(username="somying")
    assert response.headers["Location"] == reverse("wagtailadmin_login")
    assert grants_of(user).roles == {Role.SITE_ADMIN}
    assert not user.is_superuser
    assert Authority.objects.get().site.root_page.title == "องค์การบริหารส่วนตำบลตัวอย่าง"
    assert client.get(path).status_code == 410
    assert sign_in_as(client, "somying", NEW).status_code == 302


def test_where_a_site_admin_is_no_first_one_is_made(client, site_admin):
    out = StringIO()

    call_command("first_admin", stdout=out)

    assert "มีผู้ดูแลระบบอยู่แล้ว" in out.getvalue()
    assert not OneTimeLink.objects.exists()


def test_an_open_first_link_is_void_once_there_is_a_site_admin(client, authority):
    path = printed_path()
    make_user(Role.SITE_ADMIN)

    assert client.get(path).status_code == 410


def test_there_is_no_second_way_to_sign_in(client, db):
    assert client.get("/_util/login/").status_code == 404
    assert client.get("/admin/password_reset/").status_code == 404
