"""Permissions that nobody is granted, by whatever screen: refused by signal receivers, found by the system check."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Model, Q, QuerySet
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
NO_SUPERUSER = "บัญชีผู้ใช้ฉุกเฉินของเครื่องสร้างได้ด้วยคำสั่งบนเครื่องเท่านั้น"


def forbidden(permissions: Iterable[int]) -> bool:
    """Whether one of the permissions (primary keys) would let somebody publish or bypass the approval workflow."""
    return Permission.objects.filter(SKIPS_APPROVAL, pk__in=permissions).exists()


def _page_permission(sender: object, instance: GroupPagePermission, raw: bool = False, **kwargs: object) -> None:
    if not raw and instance.permission_id and forbidden([instance.permission_id]):
        raise Refused(NO_RIGHT)


def _permissions_given(
    sender: object, instance: Model, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: object
) -> None:
    """Permissions added to a group or user; `reverse` where groups or users are added to a permission (`instance`)."""
    if action == "pre_add" and forbidden([instance.pk] if reverse else (pk_set or set())):
        raise Refused(NO_RIGHT)


def _superuser_made(sender: object, instance: User, raw: bool = False, **kwargs: object) -> None:
    """Refuse a new superuser where somebody is signed in to the admin; management commands have no such user."""
    if raw or not instance.is_superuser or get_active_log_context().user is None:
        return
    was = User.objects.filter(pk=instance.pk, is_superuser=True).exists()
    if not was:
        raise Refused(NO_SUPERUSER)


def _user_deleted(sender: object, instance: User, **kwargs: object) -> None:
    if reason := refusal_to_delete(instance):
        raise Refused(reason)


def _stock_task(sender: object, raw: bool = False, **kwargs: object) -> None:
    """Refuse Wagtail's own approval task, which checks neither authorship nor digests."""
    if not raw:
        raise Refused("ใช้ได้เฉพาะ “ขั้นตอนอนุมัติ” ของระบบนี้ เพราะขั้นตอนชนิดอื่นไม่ตรวจว่าผู้อนุมัติเป็นคนละคนกับผู้เขียน")


def _approval_changed(sender: object, instance: Model, **kwargs: object) -> None:
    """Record in the audit chain who changes the configuration of the approval workflow in the admin."""
    by = get_active_log_context().user
    if by is not None:
        with transaction.atomic():
            audit.append("system", "approval.set_up", by=by, obj=instance)


def page_grants() -> QuerySet[GroupPagePermission]:
    """Page permissions that let a group publish, lock or delete in bulk; bulk inserts send no signal."""
    ids = Permission.objects.filter(SKIPS_APPROVAL).values("pk")
    return GroupPagePermission.objects.filter(permission__in=ids).select_related("group", "permission")


def group_grants() -> QuerySet[Group, tuple[str, str]]:
    """Groups that have a `publish_…` permission of a model, as (name, codename)."""
    return Group.objects.filter(permissions__codename__startswith="publish_").values_list(
        "name", "permissions__codename"
    )


def user_grants() -> QuerySet[User, tuple[str, str]]:
    """Users who have such a permission themselves, as (user name, codename)."""
    return User.objects.filter(user_permissions__codename__startswith="publish_").values_list(
        "username", "user_permissions__codename"
    )


def findings() -> list[str]:
    """One sentence for each permission that was granted without a signal."""
    rows = [(row.group.name, row.permission.codename) for row in page_grants()]
    rows += list(group_grants()) + list(user_grants())
    return [_("“%(who)s” มีสิทธิ %(right)s ซึ่งข้ามการอนุมัติได้") % {"who": who, "right": right} for who, right in rows]


def connect() -> None:
    """Connect the receivers; called once, when all apps are loaded."""
    pre_save.connect(
        _page_permission, sender=GroupPagePermission, dispatch_uid="cms.permission_receivers.page_permission"
    )
    m2m_changed.connect(
        _permissions_given, sender=Group.permissions.through, dispatch_uid="cms.permission_receivers.group"
    )
    m2m_changed.connect(
        _permissions_given, sender=User.user_permissions.through, dispatch_uid="cms.permission_receivers.user"
    )
    pre_save.connect(_superuser_made, sender=User, dispatch_uid="cms.permission_receivers.superuser")
    pre_save.connect(_stock_task, sender=GroupApprovalTask, dispatch_uid="cms.permission_receivers.stock_task")
    for model in (Workflow, WorkflowTask, WorkflowPage, WorkflowContentType, ApprovalTask):
        post_save.connect(
            _approval_changed, sender=model, dispatch_uid=f"cms.permission_receivers.saved.{model.__name__}"
        )
        post_delete.connect(
            _approval_changed, sender=model, dispatch_uid=f"cms.permission_receivers.deleted.{model.__name__}"
        )
    pre_delete.connect(_user_deleted, sender=User, dispatch_uid="cms.permission_receivers.user_deleted")
