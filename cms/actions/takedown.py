"""Taking down what is public: requested by one person, decided by another; a suspension hides it at once.

What is requested for the current edition is about the whole record: all its editions, PDFs and files, and what is
approved for later. An older edition, or one approved for later, is taken down alone, and the current one stays.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from cms.actions import audit
from cms.actions.approval import may_edit
from cms.actions.publish import (
    announce_change,
    approved_draft,
    change_entry,
    end_publication,
    end_record,
    lock_publication,
    publish_revision,
    record_change,
    refuse_citizen_numbers,
    unpublish,
    unschedule,
)
from cms.models import Approvable, Publication, Takedown, User
from cms.notifications.approval import notify_executives
from cms.permissions.grants import grants_of
from cms.policy import approval as policy
from cms.policy import takedown as takedown_policy
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.roles import MAY_SUSPEND, Role
from cms.policy.takedown import Act, Decision, Extent
from cms.workflow.locking import lock_object


@transaction.atomic
def request_withdrawal(publication: Publication, *, by: User, reason: str, extent: str | None = None) -> Takedown:
    """Request that a live or superseded publication be withdrawn; it remains public until an executive decides.

    `extent` is what the screen said would be taken down. Raises `Refused` (`refusal_to_take_down`).
    """
    return _open(publication, Act.WITHDRAW, by=by, reason=reason, extent=extent)


@transaction.atomic
def suspend(publication: Publication, *, by: User, reason: str, extent: str | None = None) -> Takedown:
    """Hide a publication at once, as a leak cannot wait for two people; an executive confirms or lifts it later.

    One that is approved for later is held back. Raises `Refused` (`refusal_to_take_down`).
    """
    takedown = _open(publication, Act.SUSPEND, by=by, reason=reason, extent=extent)
    publication = takedown.publication
    obj = lock_object(publication.published_object)
    if publication.stage == Stage.LIVE:
        unpublish(obj, by=by)
    elif publication.stage == Stage.SCHEDULED:
        unschedule(obj)
    publication.stage, publication.stage_before = Stage.SUSPENDED, publication.stage
    publication.save(update_fields=["stage", "stage_before"])
    record_change(publication, obj, by=by, action="publication.suspended")
    return takedown


@transaction.atomic
def settle(
    takedown: Takedown,
    decision: str,
    *,
    by: User,
    reviewed: takedown_policy.ReviewedTakedown,
    note: str = "",
    now: datetime | None = None,
) -> Takedown.Outcome:
    """Decide about a takedown: `withdraw` for good, or `keep` public or make it so again; returns the outcome.

    `reviewed` is the publication that the decider's screen showed. Raises `Refused` (`refusal_to_settle`).
    """
    obj = lock_object(takedown.publication.published_object)
    takedown = Takedown.objects.select_for_update().get(pk=takedown.pk)
    publication = Publication.objects.select_for_update().get(pk=takedown.publication_id)
    if reason := takedown_policy.refusal_to_settle(
        decision,
        is_open=takedown.decided_at is None,
        is_executive=Role.EXECUTIVE in grants_of(by).roles,
        is_requester=takedown.requested_by_id == by.pk,
        is_as_reviewed=reviewed == takedown_policy.ReviewedTakedown(publication.pk, publication.digest),
    ):
        raise Refused(reason)
    now = now or timezone.now()
    outcome = Takedown.Outcome.WITHDRAWN if decision == Decision.WITHDRAW else Takedown.Outcome.KEPT
    _close(takedown, outcome, by=by, note=note, now=now)
    change = _settled(publication, obj, takedown, by=by, now=now)
    audit.append("decision", f"takedown.{outcome}", by=by, obj=obj, data={"takedown": takedown.pk})
    if change:
        audit.append_entries([change_entry(publication, obj, by=by, action=change)])
    return outcome


def _settled(publication: Publication, obj: Approvable, takedown: Takedown, *, by: User, now: datetime) -> str | None:
    """Carry a decision out; returns how the audit chain names the change, or None where nothing changes.

    An edition may have ended since it was requested to take it down, with its record or by a newer approval.
    """
    if takedown.outcome == Takedown.Outcome.WITHDRAWN and publication.stage in takedown_policy.MAY_BE_WITHDRAWN:
        _withdraw(publication, obj, takedown, by=by, now=now)
        change = "publication.withdrawn"
    elif takedown.outcome == Takedown.Outcome.KEPT and publication.stage == Stage.SUSPENDED:
        change = _lift(publication, obj, by=by, now=now)
    else:
        return None
    announce_change(publication, obj)
    return change


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


def _open(publication: Publication, act: Act, *, by: User, reason: str, extent: str | None) -> Takedown:
    publication, obj = lock_publication(publication.pk)
    roles = grants_of(by).roles
    may_suspend = bool(roles & MAY_SUSPEND)
    if refusal := takedown_policy.refusal_to_take_down(
        act,
        stage=Stage(publication.stage),
        has_open_request=_has_open_request(publication),
        may_ask=may_suspend if act is Act.SUSPEND else may_edit(obj, by) or Role.EXECUTIVE in roles,
        extent=extent,
        reason=reason,
    ):
        raise Refused(refusal)
    takedown = Takedown.objects.create(
        publication=publication,
        kind=Takedown.Kind.SUSPENSION if act is Act.SUSPEND else Takedown.Kind.WITHDRAWAL,
        extent=takedown_policy.extent_of(Stage(publication.stage)),
        reason=reason.strip(),
        requested_by=by,
    )
    notify_executives(takedown)
    if act is Act.WITHDRAW:
        data = {"takedown": takedown.pk, "publication": publication.pk, "extent": takedown.extent}
        audit.append("withdrawal", "takedown.asked", by=by, obj=obj, data=data, after=publication.digest)
    return takedown


def _has_open_request(publication: Publication) -> bool:
    return publication.takedowns.filter(decided_at__isnull=True).exists()


def _close(takedown: Takedown, outcome: str, *, by: User, note: str, now: datetime) -> None:
    takedown.outcome, takedown.decided_by, takedown.decided_at, takedown.decision_note = outcome, by, now, note
    takedown.save(update_fields=["outcome", "decided_by", "decided_at", "decision_note"])


def _withdraw(publication: Publication, obj: Approvable, takedown: Takedown, *, by: User, now: datetime) -> None:
    if takedown_policy.extent_of(Stage(publication.stage), publication.stage_before) is Extent.EDITION:
        is_scheduled = publication.stage_before == Stage.SCHEDULED
        end_publication(
            publication,
            Stage.CANCELLED if is_scheduled else Stage.WITHDRAWN,
            by=by,
            reason=takedown.reason,
            now=now,
        )
        return
    if publication.stage == Stage.LIVE:
        unpublish(obj, by=by)
    unschedule(obj)
    end_record(Publication.objects.of(obj), Stage.WITHDRAWN, by=by, reason=takedown.reason, now=now)
    publication.refresh_from_db()


def _lift(publication: Publication, obj: Approvable, *, by: User, now: datetime) -> str:
    """Return a suspended publication to the stage in which it was; one whose time is over by now expires.

    Raises `Refused` where what the public could read again holds a citizen number that nobody waived: with a record its
    older editions are open again as well.
    """
    before = Stage(publication.stage_before)
    if before is Stage.LIVE:
        if publication.due_until is not None and publication.due_until <= now:
            end_record(Publication.objects.of(obj), Stage.EXPIRED, by=None, reason=policy.TIME_IS_OVER, now=now)
            publication.refresh_from_db()
            return "publication.expired"
        older = Publication.objects.of(obj).filter(stage=Stage.SUPERSEDED)
        refuse_citizen_numbers([publication, *older])
        publish_revision(approved_draft(publication), publication.revision, by=by, now=now)
    elif before is Stage.SUPERSEDED:
        refuse_citizen_numbers([publication])
    elif before is Stage.SCHEDULED:
        Revision.objects.filter(pk=publication.revision_id).update(approved_go_live_at=publication.due_from)
    publication.stage, publication.stage_before = before, ""
    publication.save(update_fields=["stage", "stage_before"])
    return "publication.lifted"
