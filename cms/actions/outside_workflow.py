"""What a superuser did past the approval: kept as evidence all the same, and told loudly (break-glass)."""

import logging

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from cms.actions.publish import create_publication, end_publication, record_change, waits_for_its_time
from cms.models import Approvable, Publication, User
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.records.content import canonical_content

logger = logging.getLogger(__name__)


def record_publication_outside_workflow(obj: Approvable, revision: Revision) -> None:
    """A superuser published past the flow: keep the evidence all the same, and say so loudly."""
    by = (
        User.objects.filter(is_superuser=True, pk=revision.user_id).first()
        or User.objects.filter(is_superuser=True).first()
    )
    if by is None:
        raise Refused("เผยแพร่ได้โดยการอนุมัติเท่านั้น")
    now = timezone.now()
    with transaction.atomic():
        scheduled = waits_for_its_time(obj, now)
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
    """A superuser unpublished past the flow: end the publication and say so loudly."""
    publication = Publication.objects.of(obj).filter(stage=Stage.LIVE).first()
    if publication is None:
        return
    with transaction.atomic():
        publication.break_glass = True
        publication.save(update_fields=["break_glass"])
        end_publication(publication, Stage.WITHDRAWN, by=None, reason="ถอนโดยผู้ดูแลระบบนอกขั้นตอนปกติ")
        record_change(publication, obj, by=None, action="break_glass.unpublish")
    logger.critical("break-glass unpublication of %s %s", publication.kind, publication.object_id)
