"""Taking down what is public: requested by one person, decided by another; a suspension hides it at once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.actions import audit
from cms.actions.approval import may_edit
from cms.actions.publish import end_publication, lock_publication, publish_revision, record_change, unpublish
from cms.models import Approvable, Publication, Takedown, User
from cms.notifications.approval import notify_executives
from cms.permissions.grants import grants_of
from cms.policy import approval as policy
from cms.policy.lifecycle import OPEN_TO_THE_PUBLIC, Stage
from cms.policy.refusal import Refused
from cms.policy.roles import MAY_SUSPEND, Role
from cms.workflow.locking import lock_object, specific


@transaction.atomic
def request_withdrawal(publication: Publication, *, by: User, reason: str) -> Takedown:
    """Request that a live or superseded publication be withdrawn; it remains public until an executive decides.

    Raises `Refused` (`refusal_to_take_down`).
    """
    return _open(publication, Takedown.Kind.WITHDRAWAL, by=by, reason=reason)


@transaction.atomic
def suspend(publication: Publication, *, by: User, reason: str) -> Takedown:
    """Hide a live publication at once, as a leak cannot wait for two people; an executive confirms or lifts it later.

    Raises `Refused` (`refusal_to_take_down`).
    """
    takedown = _open(publication, Takedown.Kind.SUSPENSION, by=by, reason=reason)
    publication = takedown.publication
    obj = specific(publication.published_object)
    unpublish(obj, by=by)
    publication.stage = Stage.SUSPENDED
    publication.save(update_fields=["stage"])
    record_change(publication, obj, by=by, action="publication.suspended")
    return takedown


@transaction.atomic
def settle(takedown: Takedown, *, by: User, withdraw: bool, note: str = "", now: datetime | None = None) -> None:
    """Decide about a takedown: withdraw the publication for good, or leave it public or make it so again.

    Raises `Refused` (`refusal_to_settle`).
    """
    obj = lock_object(takedown.publication.published_object)
    takedown = Takedown.objects.select_for_update().get(pk=takedown.pk)
    if reason := policy.refusal_to_settle(
        is_open=takedown.decided_at is None,
        is_executive=Role.EXECUTIVE in grants_of(by).roles,
        is_requester=takedown.requested_by_id == by.pk,
    ):
        raise Refused(reason)
    now = now or timezone.now()
    _close(takedown, Takedown.Outcome.WITHDRAWN if withdraw else Takedown.Outcome.KEPT, by=by, note=note, now=now)
    publication = Publication.objects.select_for_update().get(pk=takedown.publication_id)
    if withdraw:
        _withdraw(publication, obj, takedown, by=by, now=now)
    elif publication.stage == Stage.SUSPENDED:
        _lift(publication, obj, by=by)
    else:
        audit.append("decision", "takedown.kept", by=by, obj=obj, data={"takedown": takedown.pk})


@transaction.atomic
def recall_request(takedown: Takedown, *, by: User) -> None:
    """Cancel one's own request to withdraw; a suspension remains until it is decided. Raises `Refused`."""
    takedown = Takedown.objects.select_for_update().get(pk=takedown.pk)
    if takedown.decided_at is not None:
        raise Refused(policy.DECIDED)
    if takedown.kind == Takedown.Kind.SUSPENSION or takedown.requested_by_id != by.pk:
        raise Refused("เรียกคืนได้เฉพาะคำขอถอนที่ท่านเป็นผู้ขอเอง")
    _close(takedown, Takedown.Outcome.RECALLED, by=by, note="", now=timezone.now())
    audit.append("withdrawal", "takedown.recalled", by=by, obj=takedown)


def _open(publication: Publication, kind: str, *, by: User, reason: str) -> Takedown:
    publication, obj = lock_publication(publication.pk)
    suspending = kind == Takedown.Kind.SUSPENSION
    roles = grants_of(by).roles
    may_ask = bool(roles & MAY_SUSPEND) if suspending else may_edit(obj, by) or Role.EXECUTIVE in roles
    if refusal := policy.refusal_to_take_down(
        is_public=Stage(publication.stage) in ({Stage.LIVE} if suspending else OPEN_TO_THE_PUBLIC),
        has_open_request=publication.takedowns.filter(decided_at__isnull=True).exists(),
        may_ask=may_ask,
        reason=reason,
    ):
        raise Refused(refusal)
    takedown = Takedown.objects.create(publication=publication, kind=kind, reason=reason.strip(), requested_by=by)
    notify_executives(takedown)
    if not suspending:
        audit.append("withdrawal", "takedown.asked", by=by, obj=obj, data={"takedown": takedown.pk})
    return takedown


def _close(takedown: Takedown, outcome: str, *, by: User, note: str, now: datetime) -> None:
    takedown.outcome, takedown.decided_by, takedown.decided_at, takedown.decision_note = outcome, by, now, note
    takedown.save(update_fields=["outcome", "decided_by", "decided_at", "decision_note"])


def _withdraw(publication: Publication, obj: Approvable, takedown: Takedown, *, by: User, now: datetime) -> None:
    if publication.stage == Stage.LIVE:
        unpublish(obj, by=by)
    end_publication(publication, Stage.WITHDRAWN, by=by, reason=takedown.reason, now=now)
    record_change(publication, obj, by=by, action="publication.withdrawn")
    audit.append("decision", "takedown.withdrawn", by=by, obj=obj, data={"takedown": takedown.pk})


def _lift(publication: Publication, obj: Approvable, *, by: User) -> None:
    publish_revision(publication.revision.as_object(), publication.revision, by=by, now=timezone.now())
    publication.stage = Stage.LIVE
    publication.save(update_fields=["stage"])
    record_change(publication, obj, by=by, action="publication.lifted")
    audit.append("decision", "takedown.lifted", by=by, obj=obj)
