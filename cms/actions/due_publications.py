"""Scheduled work: publish what was approved for a later time, and end what was approved until one."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.actions.publish import (
    end_earlier,
    end_publication,
    lock_publication,
    move_open_request,
    publish_revision,
    record_change,
    unpublish,
)
from cms.models import Publication
from cms.policy import approval as policy
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.records.content import content_digest

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
    try:
        return action(pk, now)
    except Exception:
        logger.exception("%s of publication %s failed", action.__name__, pk)
        return False


@transaction.atomic
def go_live(pk: int, now: datetime) -> bool:
    """Publish one scheduled publication; False where it is no longer scheduled.

    Raises `Refused` where the content of its revision is not what was approved.
    """
    publication, obj = lock_publication(pk)
    if publication.stage != Stage.SCHEDULED:
        return False
    draft = publication.revision.as_object()
    if content_digest(draft) != publication.digest:
        raise Refused(policy.CHANGED)
    publish_revision(draft, publication.revision, by=publication.approved_by, now=now)
    earlier = list(Publication.objects.of(obj).exclude(pk=publication.pk))
    replaced = end_earlier(earlier, scheduled=False, by=publication.approved_by, now=now)
    publication.stage, publication.live_from = Stage.LIVE, now
    publication.save(update_fields=["stage", "live_from"])
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
    end_publication(publication, Stage.EXPIRED, by=None, reason="ครบกำหนดเวลาเผยแพร่ตามที่อนุมัติไว้", now=now)
    record_change(publication, obj, by=None, action="publication.expired")
    return True
