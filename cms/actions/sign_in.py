"""Signing in: one-time links, the counts of failed attempts, and the audit entries about both."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.signals import post_save
from django.http import HttpRequest
from django.utils import timezone

from cms.actions import audit
from cms.models import AppointmentRequest, AuditEntry, KnownAddress, Membership, OneTimeLink, SignInAttempts, User
from cms.policy import sign_in as policy
from cms.policy.appointments import CONFIRMATION_LASTS, NEEDS_CONFIRMATION, refusal_to_link_alone
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.policy.sign_in import Counted

ATTACK = "access.sign_in_attack"


def site_admins() -> QuerySet[User]:
    """Active accounts that have the post of a site admin today."""
    posts = Membership.objects.current().filter(role=Role.SITE_ADMIN)
    return User.objects.filter(is_active=True, pk__in=posts.values("user"))


@transaction.atomic
def make_link(user: User, *, by: User | None, now: datetime | None = None) -> str:
    """A secret that lets the person set a password once within a day; earlier links become void. Raises `Refused`.

    For a person who decides, a second person has confirmed it within a day, once for each link.
    """
    refuse_unless_manageable(user, by)
    if not user.is_active:
        raise Refused("บัญชีผู้ใช้นี้ปิดอยู่ เปิดบัญชีผู้ใช้ก่อนออกลิงก์")
    at = now or timezone.now()
    confirmed = confirmed_requests(user, by, at).select_for_update().first() if by else None
    if reason := refusal_to_link_alone(
        is_signed_in=by is not None, decides=decides(user), is_confirmed=confirmed is not None
    ):
        raise Refused(reason)
    if confirmed is not None:
        confirmed.used_at = at
        confirmed.save(update_fields=["used_at"])
    secret = _new_link(user, by, now)
    audit.append("access", "access.link", by=by, obj=user)
    return secret


def decides(user: User) -> bool:
    """Whether a person has, will have or is asked to have a post that decides or appoints."""
    roles = [role.value for role in NEEDS_CONFIRMATION]
    waiting = AppointmentRequest.objects.filter(user=user, role__in=roles, outcome="")
    return Membership.objects.not_over().filter(user=user, role__in=roles).exists() or waiting.exists()


def confirmed_requests(user: User, by: User, now: datetime) -> QuerySet[AppointmentRequest]:
    """The confirmed requests for a link for this person, by this asker, that are still good for one."""
    return AppointmentRequest.objects.filter(
        kind=AppointmentRequest.Kind.LINK,
        outcome=AppointmentRequest.Outcome.CONFIRMED,
        user=user,
        asked_by=by,
        used_at__isnull=True,
        settled_at__gt=now - CONFIRMATION_LASTS,
    )


@transaction.atomic
def make_first_link(*, now: datetime | None = None) -> str:
    """A secret for creating the first site admin of a new installation. Raises `Refused` where there is one."""
    if reason := policy.refusal_to_make_first_admin(site_admin_exists=site_admins().exists()):
        raise Refused(reason)
    secret = _new_link(None, None, now)
    audit.append("access", "access.first_link", by=None)
    return secret


def refuse_unless_manageable(user: User, by: User | None) -> None:
    """Raise `Refused` where this person may not manage the account (`None` is a management command)."""
    if reason := policy.refusal_to_manage(
        target_is_superuser=user.is_superuser,
        by_is_superuser=by is None or by.is_superuser,
        target_is_robot=user.is_robot,
    ):
        raise Refused(reason)


def _new_link(user: User | None, by: User | None, now: datetime | None) -> str:
    at = now or timezone.now()
    OneTimeLink.objects.filter(user=user, used_at__isnull=True).delete()
    secret = secrets.token_urlsafe(32)
    OneTimeLink.objects.create(
        secret_hash=hash_secret(secret), user=user, made_by=by, made_at=at, expires_at=at + policy.LINK_LASTS
    )
    return secret


def hash_secret(secret: str) -> str:
    """SHA-256 in hexadecimal, which is all that is stored of a secret: its 256 random bits need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def open_link(secret: str, *, lock: bool = False, now: datetime | None = None) -> OneTimeLink:
    """The valid link of a secret. Raises `Refused` where there is none, or it was used or has expired."""
    links = OneTimeLink.objects.select_for_update() if lock else OneTimeLink.objects
    link = links.filter(secret_hash=hash_secret(secret)).first()
    reason = policy.refusal_to_use_link(
        exists=link is not None,
        used=link is not None and link.used_at is not None,
        expired=link is not None and link.expires_at <= (now or timezone.now()),
        account_open=link is None or link.user is None or link.user.is_active,
    )
    if link is None or reason:
        raise Refused(reason or "")
    if link.user is None and (reason := policy.refusal_to_make_first_admin(site_admin_exists=site_admins().exists())):
        raise Refused(reason)
    return link


@transaction.atomic
def set_password(secret: str, password: str, *, now: datetime | None = None) -> User:
    """Set the password of a link's owner, which ends older sessions and the link. Raises `Refused`."""
    link = open_link(secret, lock=True, now=now)
    if link.user is None:
        raise Refused("ลิงก์นี้ใช้ตั้งผู้ดูแลระบบคนแรกเท่านั้น")
    refuse_unless_manageable(link.user, None)
    mark_used(link, now=now)
    link.user.set_password(password)
    link.user.save(update_fields=["password"])
    return link.user


def mark_used(link: OneTimeLink, *, now: datetime | None = None) -> None:
    """Make a link void, as it has been used."""
    link.used_at = now or timezone.now()
    link.save(update_fields=["used_at"])


def refusal_to_sign_in(username: str, address: str, *, now: datetime | None = None) -> str | None:
    """Why a password is not checked now, or None; asked before its hash is computed, which takes 0.2 s."""
    at = now or timezone.now()
    keys = _keys(username, address)
    counts = {row.key: row for row in SignInAttempts.objects.filter(key__in=keys.values())}
    for counted in policy.counts_that_apply(is_known_address=bool(counts) and _is_known(keys[Counted.PAIR], at)):
        row = counts.get(keys[counted])
        if row and (reason := policy.refusal_to_try(row.failures, row.last_at, at, counted)):
            return reason
    return None


def _is_known(key: str, at: datetime) -> bool:
    return KnownAddress.objects.filter(key=key, last_at__gte=at - policy.KNOWN_FOR).exists()


@transaction.atomic
def record_failure(username: str, address: str, *, now: datetime | None = None) -> None:
    """Count a failed attempt; counts without one for half a day are deleted.

    Anybody can fail: no failure is an entry of the audit chain, which lasts for ever. An account that many attempts are
    about is one entry a day.
    """
    at = now or timezone.now()
    SignInAttempts.objects.filter(last_at__lt=at - policy.FORGOTTEN_AFTER).delete()
    keys = _keys(username, address)
    for key in sorted(keys.values()):  # always in one order, so that two failures do not wait for each other
        SignInAttempts.objects.get_or_create(key=key)
        SignInAttempts.objects.filter(key=key).update(failures=F("failures") + 1, last_at=at)
    if policy.is_under_attack(SignInAttempts.objects.get(key=keys[Counted.NAME]).failures):
        _record_attack(username, at)


def _record_attack(username: str, at: datetime) -> None:
    user = User.objects.filter(username__iexact=username.strip()).first()
    if user is None:
        return
    entries = AuditEntry.objects.filter(action=ATTACK, content_type=ContentType.objects.get_for_model(User))
    if not entries.filter(object_id=str(user.pk), at__gt=at - policy.TOLD_AGAIN_AFTER).exists():
        audit.append("access", ATTACK, by=None, obj=user, now=at)


def _keys(username: str, address: str) -> dict[Counted, str]:
    """The key of each count. A pair has its own, so that a stranger elsewhere cannot lock the owner out."""
    name = username.strip().casefold()
    return {
        Counted.PAIR: hash_secret(f"{name}\n{address}"),
        Counted.ADDRESS: hash_secret(f"address\n{address}\n"),
        Counted.NAME: hash_secret(f"name\n{name}\n"),
    }


def address_of(request: HttpRequest | None) -> str:
    """The IP address of a client as the outermost of our own proxies saw it; what is before that may be forged."""
    if request is None:
        return ""
    seen = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    ours = settings.PROXIES
    return seen[-ours] if 0 < ours <= len(seen) and seen[-ours] else str(request.META.get("REMOTE_ADDR", ""))


def _signed_in(sender: object, request: HttpRequest | None, user: User, **kwargs: object) -> None:
    with transaction.atomic():
        key = _keys(user.get_username(), address_of(request))[Counted.PAIR]
        SignInAttempts.objects.filter(key=key).delete()
        KnownAddress.objects.filter(last_at__lt=timezone.now() - policy.KNOWN_FOR).delete()
        KnownAddress.objects.update_or_create(key=key, defaults={"last_at": timezone.now()})
        audit.append("access", "access.sign_in", by=user, obj=user)


def _signed_out(sender: object, request: HttpRequest | None, user: User | None, **kwargs: object) -> None:
    if user is not None:
        with transaction.atomic():
            audit.append("access", "access.sign_out", by=user, obj=user)


def _failed(
    sender: object, credentials: Mapping[str, object], request: HttpRequest | None = None, **kwargs: object
) -> None:
    record_failure(str(credentials.get("username", "")), address_of(request))


def _password_set(sender: object, instance: User, created: bool, **kwargs: object) -> None:
    """Record a new password; `_password` is None where Django only upgraded the hash of the old one at sign-in."""
    if not created and getattr(instance, "_password", None) is not None:
        with transaction.atomic():
            audit.append("access", "access.password", by=instance, obj=instance)


def connect() -> None:
    """Connect the receivers; called once, when all apps are loaded."""
    user_logged_in.connect(_signed_in, dispatch_uid="cms.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="cms.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="cms.sign_in_failed")
    post_save.connect(_password_set, sender=User, dispatch_uid="cms.password_set")
