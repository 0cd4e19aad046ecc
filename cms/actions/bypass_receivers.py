"""Refuses, whoever asks, what Wagtail would do to a record by half: privacy, moving, aliases, times past the approval.

A superuser may publish and unpublish in an emergency, which is evidence (`outside_workflow`). These are none: a page
made private hides what is recorded as public, a moved one changes its address, an alias has no approval of its own, and
a time set without the approval has no publication.
"""

from collections.abc import Collection

from django.db.models.signals import pre_save
from wagtail.log_actions import get_active_log_context
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Revision
from wagtail.signals import pre_page_move

from cms.actions.publish import is_own_publishing
from cms.models import Approvable
from cms.policy.refusal import Refused

NO_PRIVACY = "ระบบนี้ไม่มีหน้าที่จำกัดผู้อ่าน หากต้องซ่อนเรื่องจากประชาชน ให้ระงับหรือขอถอนการเผยแพร่"
NO_MOVE = "เรื่องที่เผยแพร่ย้ายที่อยู่ไม่ได้"
NO_ALIAS = "ระบบนี้ไม่มีสำเนาที่เปลี่ยนตามต้นฉบับ เพราะไม่มีผู้อนุมัติสำเนานั้น"
NO_SCHEDULE = "ตั้งเวลาเผยแพร่ได้โดยการอนุมัติเท่านั้น"


def _restriction(sender: object, raw: bool = False, **kwargs: object) -> None:
    if not raw:
        raise Refused(NO_PRIVACY)


def _move(sender: object, **kwargs: object) -> None:
    """Refuse to move any page for somebody signed in: sections and years carry the records below them along."""
    if get_active_log_context().user is not None:
        raise Refused(NO_MOVE)


def _alias(sender: type, instance: object, raw: bool = False, **kwargs: object) -> None:
    if not raw and isinstance(instance, Page) and instance.alias_of_id is not None:
        raise Refused(NO_ALIAS)


def _schedule(
    sender: type[Revision],
    instance: Revision,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **kwargs: object,
) -> None:
    """Refuse a time of publication that is set, or taken back by itself, outside of our own publishing."""
    is_about_time = instance.approved_go_live_at is not None or "approved_go_live_at" in (update_fields or ())
    if raw or is_own_publishing() or not is_about_time:
        return
    stored = Revision.objects.filter(pk=instance.pk).values_list("approved_go_live_at", flat=True).first()
    if instance.approved_go_live_at != stored and _is_of_a_record(instance):
        raise Refused(NO_SCHEDULE)


def _is_of_a_record(revision: Revision) -> bool:
    model = revision.content_type.model_class()
    return model is not None and issubclass(model, Approvable)


def connect() -> None:
    """Connect the receivers; called once, when all apps are loaded."""
    for model in (PageViewRestriction, CollectionViewRestriction):
        pre_save.connect(_restriction, sender=model, dispatch_uid=f"cms.bypass.{model.__name__}")
    pre_page_move.connect(_move, dispatch_uid="cms.bypass.move")
    pre_save.connect(_alias, dispatch_uid="cms.bypass.alias")
    pre_save.connect(_schedule, sender=Revision, dispatch_uid="cms.bypass.schedule")
