"""Rights that nobody is given, whichever door somebody tries: refused when saved, found by the system check."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from cms.actions import audit
from cms.actions.people import refusal_to_delete
from cms.models import User
from cms.policy.refusal import Refused
from cms.workflow.approval_task import ApprovalTask

PUBLISHES = Q(codename__startswith="publish_")
SKIPS_APPROVAL = PUBLISHES | Q(codename__in=["bulk_delete_page", "lock_page", "unlock_page"])
NO_RIGHT = "ระบบนี้ไม่ให้สิทธิเผยแพร่ ล็อก หรือลบเป็นชุดแก่ผู้ใด การเผยแพร่ทำได้โดยการอนุมัติเท่านั้น"
NO_SUPERUSER = "บัญชีฉุกเฉินของเครื่องสร้างได้ด้วยคำสั่งบนเครื่องเท่านั้น"


def forbidden(permissions: Iterable[int]) -> bool:
    """Whether one of the permissions would let somebody publish or go round the flow."""
    return Permission.objects.filter(SKIPS_APPROVAL, pk__in=permissions).exists()


def _page_permission(sender: Any, instance: GroupPagePermission, raw: bool = False, **kwargs: Any) -> None:
    if not raw and instance.permission_id and forbidden([instance.permission_id]):
        raise Refused(NO_RIGHT)


def _permissions_given(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """From either side: permissions given to a group or user, or groups and users put to a permission."""
    if action == "pre_add" and forbidden([instance.pk] if reverse else (pk_set or set())):
        raise Refused(NO_RIGHT)


def _superuser_made(sender: Any, instance: User, raw: bool = False, **kwargs: Any) -> None:
    """Commands run without somebody signed in to the admin; what comes from the admin is refused."""
    if raw or not instance.is_superuser or get_active_log_context().user is None:
        return
    was = User.objects.filter(pk=instance.pk, is_superuser=True).exists()
    if not was:
        raise Refused(NO_SUPERUSER)


def _user_deleted(sender: Any, instance: User, **kwargs: Any) -> None:
    if reason := refusal_to_delete(instance):
        raise Refused(reason)


def _stock_task(sender: Any, raw: bool = False, **kwargs: Any) -> None:
    """Wagtail's own task knows neither four eyes nor digests."""
    if not raw:
        raise Refused("ใช้ได้เฉพาะ “ขั้นตอนอนุมัติ” ของระบบนี้ เพราะขั้นตอนชนิดอื่นไม่ตรวจว่าผู้อนุมัติเป็นคนละคนกับผู้เขียน")


def _approval_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Who changes in the admin how approval runs is written down."""
    by = get_active_log_context().user
    if by is not None:
        with transaction.atomic():
            audit.append("system", "approval.set_up", by=by, obj=instance)


def page_grants() -> QuerySet[GroupPagePermission]:
    """Rows that let a group publish, lock or delete in bulk; bulk inserts send no signal."""
    ids = Permission.objects.filter(SKIPS_APPROVAL).values("pk")
    return GroupPagePermission.objects.filter(permission__in=ids).select_related("group", "permission")


def group_grants() -> QuerySet[Any]:
    """Groups that hold a `publish_…` permission of a model, as (group, permission)."""
    return Group.objects.filter(permissions__codename__startswith="publish_").values_list(
        "name", "permissions__codename"
    )


def user_grants() -> QuerySet[Any]:
    """Users who hold one themselves."""
    return User.objects.filter(user_permissions__codename__startswith="publish_").values_list(
        "username", "user_permissions__codename"
    )


def findings() -> list[str]:
    """A sentence for every right that got in behind the signals."""
    rows = [(row.group.name, row.permission.codename) for row in page_grants()]
    rows += list(group_grants()) + list(user_grants())
    return [_("“%(who)s” มีสิทธิ %(right)s ซึ่งข้ามการอนุมัติได้") % {"who": who, "right": right} for who, right in rows]


def connect() -> None:
    """Called once all models are loaded."""
    pre_save.connect(_page_permission, sender=GroupPagePermission, dispatch_uid="cms.guard.page_permission")
    m2m_changed.connect(_permissions_given, sender=Group.permissions.through, dispatch_uid="cms.guard.group")
    m2m_changed.connect(_permissions_given, sender=User.user_permissions.through, dispatch_uid="cms.guard.user")
    pre_save.connect(_superuser_made, sender=User, dispatch_uid="cms.guard.superuser")
    pre_save.connect(_stock_task, sender=GroupApprovalTask, dispatch_uid="cms.guard.stock_task")
    for model in (Workflow, WorkflowTask, WorkflowPage, WorkflowContentType, ApprovalTask):
        post_save.connect(_approval_changed, sender=model, dispatch_uid=f"cms.guard.saved.{model.__name__}")
        post_delete.connect(_approval_changed, sender=model, dispatch_uid=f"cms.guard.deleted.{model.__name__}")
    pre_delete.connect(_user_deleted, sender=User, dispatch_uid="cms.guard.user_deleted")
