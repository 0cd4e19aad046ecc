"""Asking for what waits for a second person, and confirming or refusing it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cms.actions import audit
from cms.actions.people import appoint_confirmed, refusal_to_give
from cms.actions.sign_in import decides, refuse_unless_manageable
from cms.models import AppointmentRequest, Authority, Division, User
from cms.notifications import people as notifications
from cms.permissions.grants import grants_of, is_site_admin
from cms.policy import appointments as policy
from cms.policy.refusal import Refused
from cms.policy.roles import Role

Kind = AppointmentRequest.Kind
CONFIRMED, REFUSED = AppointmentRequest.Outcome.CONFIRMED, AppointmentRequest.Outcome.REFUSED


@transaction.atomic
def ask_to_appoint(
    user: User,
    role: Role,
    *,
    authority: Authority,
    by: User,
    division: Division | None = None,
    position: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> AppointmentRequest:
    """Ask a second person for a post that decides; nothing changes until it is confirmed. Raises `Refused`."""
    same = AppointmentRequest.objects.filter(kind=Kind.POST, outcome="", user=user, role=role, division=division)
    reason = refusal_to_give(user, role, division=division, by=by) or policy.refusal_to_ask(
        is_needed=role in policy.NEEDS_CONFIRMATION, is_waiting=same.exists()
    )
    if reason:
        raise Refused(reason)
    request = AppointmentRequest.objects.create(
        kind=Kind.POST,
        user=user,
        authority=authority,
        role=role.value,
        division=division,
        position=position,
        starts_on=starts_on or timezone.localdate(),
        ends_on=ends_on,
        asked_by=by,
    )
    return _asked(request)


@transaction.atomic
def ask_for_link(user: User, *, by: User) -> AppointmentRequest:
    """Ask a second person for a one-time link for somebody who decides. Raises `Refused`."""
    refuse_unless_manageable(user, by)
    same = AppointmentRequest.objects.filter(kind=Kind.LINK, outcome="", user=user, asked_by=by)
    if reason := policy.refusal_to_ask(is_needed=decides(user), is_waiting=same.exists()):
        raise Refused(reason)
    return _asked(AppointmentRequest.objects.create(kind=Kind.LINK, user=user, asked_by=by))


def _asked(request: AppointmentRequest) -> AppointmentRequest:
    notifications.ask_to_confirm(request, confirmers_of(request))
    audit.append("people", "people.ask_second_person", by=request.asked_by, obj=request, data=_audit_data(request))
    return request


def confirmers_of(request: AppointmentRequest) -> list[User]:
    """The people who may confirm a request: site admins and executives but the asker and the appointee."""
    barred = {request.asked_by_id, request.user_id}
    return [user for user in notifications.guardians() if user.pk not in barred and not user.is_superuser]


@transaction.atomic
def confirm(request: AppointmentRequest, *, by: User, now: datetime | None = None) -> AppointmentRequest:
    """Confirm a request: the post is given, or its asker may make the link within a day. Raises `Refused`."""
    locked = _locked(request)
    if reason := policy.refusal_to_confirm(**_facts(locked, by)) or _refusal_of_asker(locked):
        raise Refused(reason)
    return _settle(locked, CONFIRMED, by=by, now=now)


@transaction.atomic
def refuse(request: AppointmentRequest, *, by: User, now: datetime | None = None) -> AppointmentRequest:
    """Refuse a request, or take one's own back: nothing changes. Raises `Refused`."""
    locked = _locked(request)
    if reason := policy.refusal_to_refuse(**_facts(locked, by)):
        raise Refused(reason)
    return _settle(locked, REFUSED, by=by, now=now)


@transaction.atomic
def confirm_by_command(request: AppointmentRequest, *, now: datetime | None = None) -> AppointmentRequest:
    """Confirm a request on the server, where nobody could in the admin; all who watch are told. Raises `Refused`."""
    locked = _locked(request)
    by_command = policy.refusal_to_confirm_by_command(
        is_waiting=locked.is_waiting, others_may_confirm=bool(confirmers_of(locked))
    )
    if reason := by_command or _refusal_of_asker(locked):
        raise Refused(reason)
    return _settle(locked, CONFIRMED, by=None, now=now)


def _refusal_of_asker(request: AppointmentRequest) -> str | None:
    return policy.refusal_of_asker(still_site_admin=is_site_admin(request.asked_by) and request.asked_by.is_active)


def _locked(request: AppointmentRequest) -> AppointmentRequest:
    return AppointmentRequest.objects.select_for_update().get(pk=request.pk)


def _facts(request: AppointmentRequest, by: User) -> dict[str, bool]:
    return {
        "is_waiting": request.is_waiting,
        "may_confirm": bool(grants_of(by).roles & policy.MAY_CONFIRM) and not by.is_superuser,
        "is_asker": by.pk == request.asked_by_id,
        "is_appointee": by.pk == request.user_id,
    }


def _settle(
    request: AppointmentRequest, outcome: AppointmentRequest.Outcome, *, by: User | None, now: datetime | None
) -> AppointmentRequest:
    request.outcome, request.settled_by, request.settled_at = outcome, by, now or timezone.now()
    request.save(update_fields=["outcome", "settled_by", "settled_at"])
    if outcome is CONFIRMED and request.kind == Kind.POST:
        appoint_confirmed(request)
    notifications.tell_settled(request)
    action = "people.confirm" if outcome == CONFIRMED else "people.refuse"
    audit.append("people", action, by=by, obj=request, data=_audit_data(request))
    return request


def _audit_data(request: AppointmentRequest) -> dict[str, object]:
    return {
        "kind": request.kind,
        "user": request.user_id,
        "role": request.role,
        "division": request.division_id,
        "asked_by": request.asked_by_id,
        "by_command": not request.is_waiting and request.settled_by_id is None,
    }
