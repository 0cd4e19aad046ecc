"""Break-glass: what a superuser published or unpublished without approval is recorded as evidence and logged."""

import logging

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from cms.actions.publish import create_publication, end_record, is_scheduled, record_change
from cms.models import Approvable, Publication, User
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.records.content import canonical_content

OUTSIDE = "ถอนโดยผู้ดูแลระบบนอกขั้นตอนปกติ"

logger = logging.getLogger(__name__)


def record_publication_outside_workflow(obj: Approvable, revision: Revision) -> None:
    """Record what a superuser published without approval, and log it as critical.

    Raises `Refused`, which undoes the publication, where the database has no superuser who can have done it.
    """
    by = (
        User.objects.filter(is_superuser=True, pk=revision.user_id).first()
        or User.objects.filter(is_superuser=True).first()
    )
    if by is None:
        raise Refused("เผยแพร่ได้โดยการอนุมัติเท่านั้น")
    now = timezone.now()
    with transaction.atomic():
        scheduled = is_scheduled(obj, now)
        publication = create_publication(
            obj,
            revision,
            list(Publication.objects.of(obj)),
            content=canonical_content(obj),
            by=by,
            requested_by=None,
            now=now,
            scheduled=scheduled,
            break_glass=True,
        )
        record_change(publication, obj, by=by, action="break_glass.publish")
    logger.critical("break-glass publication of %s %s by user %s", publication.kind, publication.object_id, by.pk)


def record_unpublication_outside_workflow(obj: Approvable) -> None:
    """End the live publication of what a superuser unpublished without approval, and log it as critical."""
    publication = Publication.objects.of(obj).filter(stage=Stage.LIVE).first()
    if publication is None:
        return
    with transaction.atomic():
        publication.break_glass = True
        publication.save(update_fields=["break_glass"])
        end_record(Publication.objects.of(obj), Stage.WITHDRAWN, by=None, reason=OUTSIDE, now=timezone.now())
        publication.refresh_from_db()
        record_change(publication, obj, by=None, action="break_glass.unpublish")
    logger.critical("break-glass unpublication of %s %s", publication.kind, publication.object_id)
