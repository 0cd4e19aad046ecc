"""Scheduled work: publish what was approved for a later time, and end what was approved until one."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.actions.publish import (
    approved_draft,
    end_earlier,
    end_record,
    is_suspended,
    lock_publication,
    move_open_request,
    publish_revision,
    record_change,
    refuse_citizen_numbers,
    unpublish,
)
from cms.models import Publication
from cms.policy import approval as policy
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused

logger = logging.getLogger(__name__)


def publish_due(now: datetime | None = None) -> int:
    """Publish every scheduled publication whose time has come, and count them; a failure does not stop the others."""
    now = now or timezone.now()
    due = Publication.objects.filter(stage=Stage.SCHEDULED, due_from__lte=now).values_list("pk", flat=True)
    return sum(_quietly(go_live, pk, now) for pk in due)


def expire_due(now: datetime | None = None) -> int:
    """End every live publication whose approved time is over, and count them."""
    now = now or timezone.now()
    due = Publication.objects.filter(stage=Stage.LIVE, due_until__lte=now).values_list("pk", flat=True)
    return sum(_quietly(expire, pk, now) for pk in due)


def _quietly(action: Callable[[int, datetime], bool], pk: int, now: datetime) -> bool:
    """Run an action; a refusal is kept with the publication, where lists show it."""
    try:
        return action(pk, now)
    except Refused as refused:
        waiting = Publication.objects.filter(pk=pk, stage=Stage.SCHEDULED).exclude(held_because=str(refused))
        if waiting.update(held_because=str(refused)):
            logger.warning("publication %s is held back: %s", pk, refused)
        return False
    except Exception:
        logger.exception("%s of publication %s failed", action.__name__, pk)
        return False


@transaction.atomic
def go_live(pk: int, now: datetime) -> bool:
    """Publish one scheduled publication; False where it is no longer scheduled.

    Raises `Refused` where its record is suspended, the content of its revision is not what was approved, or it holds a
    citizen number that nobody waived.
    """
    publication, obj = lock_publication(pk)
    if publication.stage != Stage.SCHEDULED:
        return False
    earlier = list(Publication.objects.of(obj).exclude(pk=publication.pk))
    if is_suspended(earlier):
        raise Refused(policy.HELD)
    refuse_citizen_numbers([publication])
    publish_revision(approved_draft(publication), publication.revision, by=publication.approved_by, now=now)
    replaced = end_earlier(earlier, scheduled=False, by=publication.approved_by, now=now)
    publication.stage, publication.live_from, publication.held_because = Stage.LIVE, now, ""
    publication.save(update_fields=["stage", "live_from", "held_because"])
    move_open_request(replaced, publication)
    record_change(publication, obj, by=None, action="publication.live")
    return True


@transaction.atomic
def expire(pk: int, now: datetime) -> bool:
    """End one publication whose approved time is over; False where it is no longer live."""
    publication, obj = lock_publication(pk)
    if publication.stage != Stage.LIVE:
        return False
    unpublish(obj, by=None, expired=True)
    end_record(Publication.objects.of(obj), Stage.EXPIRED, by=None, reason=policy.TIME_IS_OVER, now=now)
    publication.refresh_from_db()
    record_change(publication, obj, by=None, action="publication.expired")
    return True
