"""Break-glass: what a superuser published or unpublished without approval is recorded as evidence and logged."""

import logging

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Revision

from cms.actions import audit
from cms.actions.publish import create_publication, end_record, is_scheduled, record_change
from cms.models import Approvable, Publication, User
from cms.policy.approval import WAITS
from cms.policy.citizen_numbers import refusal_to_show
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.records.citizen_numbers import examine
from cms.records.content import canonical_content, schema_version
from cms.selectors.positions import position_of

OUTSIDE = "ถอนโดยผู้ดูแลระบบนอกขั้นตอนปกติ"

logger = logging.getLogger(__name__)


def record_publication_outside_workflow(obj: Approvable, revision: Revision) -> None:
    """Record what a superuser published without approval, and log it as critical.

    Raises `Refused`, which undoes the publication, where the database has no superuser who can have done it, an
    approval waits, or the content holds a citizen number that nobody waived.
    """
    by = _superuser(get_active_log_context().user, revision.user)
    if by is None:
        raise Refused("เผยแพร่ได้โดยการอนุมัติเท่านั้น")
    if obj.workflow_in_progress:
        raise Refused(WAITS)
    now = timezone.now()
    content = canonical_content(obj)
    if reason := refusal_to_show(examine(obj, content)):
        raise Refused(reason)
    with transaction.atomic():
        scheduled = is_scheduled(obj, now)
        publication, attestation = create_publication(
            obj,
            revision,
            list(Publication.objects.of(obj)),
            content=content,
            schema_version=schema_version(type(obj)),
            carried=obj.carried_versions(),
            by=by,
            position=position_of(by),
            requested_by=None,
            now=now,
            scheduled=scheduled,
            break_glass=True,
        )
        record_change(publication, obj, by=by, action="break_glass.publish", attestation=attestation)
    logger.critical("break-glass publication of %s %s by user %s", publication.kind, publication.object_id, by.pk)


def _superuser(*candidates: User | None) -> User | None:
    """Who did it: the superuser signed in to the admin, or who saved the revision; a script leaves only a guess."""
    named = next((user for user in candidates if user is not None and user.is_superuser), None)
    return named or User.objects.filter(is_superuser=True).order_by("pk").first()


def record_unpublication_outside_workflow(obj: Approvable) -> None:
    """End what a superuser unpublished without approval, and log it as critical.

    What was to follow at a later time is cancelled as well, as Wagtail has forgotten that time.
    """
    publications = Publication.objects.of(obj)
    publication = publications.filter(stage__in=(Stage.LIVE, Stage.SCHEDULED)).order_by("stage").first()
    if publication is None:
        return
    by = get_active_log_context().user
    with transaction.atomic():
        publication.break_glass = True
        publication.save(update_fields=["break_glass"])
        end_record(publications, Stage.WITHDRAWN, by=by, reason=OUTSIDE, now=timezone.now())
        publication.refresh_from_db()
        record_change(publication, obj, by=by, action="break_glass.unpublish")
    logger.critical("break-glass unpublication of %s %s", publication.kind, publication.object_id)


@transaction.atomic
def record_change_of_tree(page: Page, action: str) -> None:
    """Record what somebody signed in does to a home, section or year page, which have no approval, and log it."""
    by = get_active_log_context().user
    if by is not None:
        audit.append("break_glass", action, by=by, obj=page)
        logger.critical("%s of page %s by user %s", action, page.pk, by.pk)
