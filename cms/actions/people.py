"""Accounts and posts of people, divisions with their collections, and the Wagtail groups that follow from them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    ModelLogEntry,
    PageLogEntry,
    Revision,
    TaskState,
    WorkflowState,
)

from cms.actions import audit
from cms.actions.appearance import Uploads, show_pictures
from cms.actions.sign_in import mark_used, open_link, refuse_unless_manageable, site_admins
from cms.models import (
    AppointmentRequest,
    AuditEntry,
    Authority,
    Division,
    DocumentVersion,
    DraftContributor,
    Membership,
    Publication,
    User,
)
from cms.policy import sign_in as policy
from cms.policy.appointments import ALONE, refusal_to_appoint_alone
from cms.policy.own_words import refusal_to_add
from cms.policy.refusal import Refused
from cms.policy.roles import Role, group_name, refusal_to_hold

# Wagtail checks the permissions of its own document and image models, whatever models replace them.
LIBRARY_RIGHTS = Q(
    content_type__app_label="wagtaildocs", codename__in=["add_document", "change_document", "choose_document"]
) | Q(content_type__app_label="wagtailimages", codename__in=["add_image", "change_image", "choose_image"])

# The columns of an authority that its site admin changes.
OF_AN_AUTHORITY = (
    *("name", "short_name", "district", "province", "address", "phone", "hours", "email"),
    *("line_address", "facebook_address", "data_contact_post", "data_contact_phone", "own_words"),
)


def division_group(division: Division) -> str:
    """The name of the group that has permissions on a division's collection of documents and pictures."""
    return f"เอกสารของ{division.name}"


@transaction.atomic
def change_authority(
    pk: int, changes: Mapping[str, object], *, by: User | None, pictures: Uploads | None = None
) -> Authority:
    """Change what the public reads of the authority, its pictures and its own words. Raises `Refused`."""
    if reason := refusal_to_add(str(changes.get("own_words", ""))):
        raise Refused(reason)
    authority = Authority.objects.select_for_update(of=("self",)).get(pk=pk)
    _apply(authority, changes, OF_AN_AUTHORITY)
    shown = show_pictures(authority, pictures or {}, by=by)
    audit.append("people", "people.change_authority", by=by, authority=authority, obj=authority, data=shown)
    return authority


@transaction.atomic
def add_division(authority: Authority, code: str, name: str, *, by: User | None, phone: str = "") -> Division:
    """Create a division with its collection of documents and pictures and that collection's group.

    Raises `Refused` where the authority has a division of this code.
    """
    if Division.objects.filter(authority=authority, code=code).exists():
        raise Refused("มีกองหรือสำนักที่ใช้รหัสนี้แล้ว")
    division = Division.objects.create(authority=authority, code=code, name=name, phone=phone)
    ensure_collection(division)
    audit.append("people", "people.add_division", by=by, authority=authority, obj=division)
    return division


def ensure_collection(division: Division) -> None:
    """Create the collection of a division and the group with permissions on it where they are missing."""
    if division.collection_id is None:
        root = root_collection()
        division.collection = root.add_child(name=division.name)
        division.save(update_fields=["collection"])
    group, _made = Group.objects.get_or_create(name=division_group(division))
    grant_collection(group, division.collection)


def root_collection() -> Collection:
    """The root collection, created where the database has lost the one that came with the migrations."""
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


def grant_collection(group: Group, collection: Collection) -> None:
    """Let a group add, change and choose the documents and pictures of a collection."""
    for permission in Permission.objects.filter(LIBRARY_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


@transaction.atomic
def change_division(pk: int, changes: Mapping[str, object], *, by: User | None) -> Division:
    """Rename a division, or close it for new drafts; its collection and group follow the name."""
    division = Division.objects.select_for_update().get(pk=pk)
    old_group = division_group(division)
    _apply(division, changes, ("name", "code", "phone", "is_open"))
    Group.objects.filter(name=old_group).update(name=division_group(division))
    Collection.objects.filter(pk=division.collection_id).update(name=division.name)
    audit.append("people", "people.change_division", by=by, authority=division.authority, obj=division)
    return division


def _apply(obj: Authority | Division, changes: Mapping[str, object], names: Iterable[str]) -> None:
    given = [name for name in names if name in changes]
    for name in given:
        setattr(obj, name, changes[name])
    obj.save(update_fields=given)


@transaction.atomic
def appoint(
    user: User,
    role: Role,
    *,
    authority: Authority,
    by: User | None,
    division: Division | None = None,
    position: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Give a person a post from a day on (today by default). Raises `Refused`.

    A post that decides is asked for instead (`cms.actions.appointments`); only set-up and commands give one alone.
    """
    reason = refusal_to_give(user, role, division=division, by=by) or refusal_to_appoint_alone(
        role, is_signed_in=by is not None
    )
    if reason:
        raise Refused(reason)
    post = Membership(
        user=user,
        authority=authority,
        division=division,
        role=role.value,
        position=position,
        starts_on=starts_on or timezone.localdate(),
        ends_on=ends_on,
    )
    return _give(post, by=by, data={})


@transaction.atomic
def appoint_confirmed(request: AppointmentRequest) -> Membership:
    """Give the post of a request that a second person has confirmed. Raises `Refused`."""
    role, by = Role(request.role), request.asked_by
    if request.outcome != AppointmentRequest.Outcome.CONFIRMED:
        raise Refused(ALONE)
    if reason := refusal_to_give(request.user, role, division=request.division, by=by):
        raise Refused(reason)
    fields = ("user", "authority", "division", "role", "position", "starts_on", "ends_on")
    post = Membership(**{name: getattr(request, name) for name in fields})
    return _give(post, by=by, data={"request": request.pk, "confirmed_by": request.settled_by_id})


def refusal_to_give(user: User, role: Role, *, division: Division | None, by: User | None) -> str | None:
    """Why a post is not valid for this person, or None; apart from who must confirm it."""
    return refusal_to_hold(role, has_division=division is not None) or policy.refusal_to_appoint(
        account_open=user.is_active,
        is_self=by is not None and by.pk == user.pk,
        is_superuser=user.is_superuser,
        is_robot=user.is_robot,
    )


def _give(post: Membership, *, by: User | None, data: Mapping[str, object]) -> Membership:
    post.save(force_insert=True)
    sync_groups(post.user)
    audit.append(
        "people", "people.appoint", by=by, authority=post.authority, obj=post, data={**_audit_data(post), **data}
    )
    return post


@transaction.atomic
def end_post(post: Membership, *, by: User | None, on: date | None = None, now: datetime | None = None) -> None:
    """End a post at once, or with a day from today on as its last. Raises `Refused`."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    Membership.objects.select_for_update().get(pk=post.pk)
    post.refresh_from_db(fields=["starts_on", "ends_on", "ended_at"])
    if reason := policy.refusal_to_end_post(
        is_over=not Membership.objects.not_over(today).filter(pk=post.pk).exists(),
        is_last_site_admin=post.role == Role.SITE_ADMIN and is_last_site_admin(post.user),
        is_prolonged=on is not None and post.ends_on is not None and on > post.ends_on,
    ):
        raise Refused(reason)
    post.ends_on = max(on or today, post.starts_on)
    post.ended_at = now if on is None or on < today else None
    post.save(update_fields=["ends_on", "ended_at"])
    sync_groups(post.user)
    audit.append("people", "people.end_post", by=by, authority=post.authority, obj=post, data=_audit_data(post))


@transaction.atomic
def open_account(username: str, *, by: User | None, first_name: str = "", last_name: str = "", email: str = "") -> User:
    """Create an account without a password: its owner sets one through a one-time link (`cms.actions.sign_in`)."""
    user = User(username=username, first_name=first_name, last_name=last_name, email=email)
    user.set_unusable_password()
    user.save()
    audit.append("people", "people.open_account", by=by, obj=user)
    return user


@transaction.atomic
def change_account(user: User, changes: Mapping[str, object], *, by: User | None) -> None:
    """Change name, e-mail or user name, and nothing that grants a permission. Raises `Refused`."""
    refuse_unless_manageable(user, by)
    fields = {name: changes[name] for name in ("username", "first_name", "last_name", "email") if name in changes}
    for name, value in fields.items():
        setattr(user, name, value)
    with LogContext(user=by):
        user.save(update_fields=list(fields))  # `cms.actions.account_receivers` records what changed


@transaction.atomic
def close(user: User, *, by: User | None) -> None:
    """Deactivate an account and end its sessions; what it did remains on record. Raises `Refused`."""
    refuse_unless_manageable(user, by)
    if reason := policy.refusal_to_close(
        is_self=by is not None and by.pk == user.pk, is_last_site_admin=is_last_site_admin(user)
    ):
        raise Refused(reason)
    user.is_active = False
    user.set_unusable_password()  # a session carries a hash of the password; with another one it is void for good
    user.save(update_fields=["is_active", "password"])
    sync_groups(user)
    audit.append("people", "people.close", by=by, obj=user)


@transaction.atomic
def reopen(user: User, *, by: User | None) -> None:
    """Activate a closed account again; a new password is set through a one-time link. Raises `Refused`."""
    refuse_unless_manageable(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    sync_groups(user)
    audit.append("people", "people.reopen", by=by, obj=user)


def is_last_site_admin(user: User) -> bool:
    """Whether nobody else could administer the site today."""
    admins = list(site_admins().values_list("pk", flat=True)[:2])
    return admins == [user.pk]


def refusal_to_delete(user: User) -> str | None:
    """Why an account is not deleted, or None where no row refers to it yet."""
    acted = (
        AuditEntry.objects.filter(actor=user),
        Publication.objects.filter(approved_by=user),
        DocumentVersion.objects.filter(uploaded_by=user),
        Revision.objects.filter(user=user),
        DraftContributor.objects.filter(user=user),
        PageLogEntry.objects.filter(user=user),
        ModelLogEntry.objects.filter(user=user),
        WorkflowState.objects.filter(requested_by=user),
        TaskState.objects.filter(finished_by=user),
        AppointmentRequest.objects.filter(Q(user=user) | Q(asked_by=user) | Q(settled_by=user)),
    )
    return policy.refusal_to_delete(
        has_acted=any(rows.exists() for rows in acted), has_held_post=user.memberships.exists()
    )


@transaction.atomic
def delete_account(user: User, *, by: User | None) -> None:
    """Delete an account that was made by mistake; one that has acted is closed instead. Raises `Refused`."""
    refuse_unless_manageable(user, by)
    if reason := refusal_to_delete(user):
        raise Refused(reason)
    audit.append("people", "people.delete_account", by=by, data={"user": user.pk})
    user.delete()


@transaction.atomic
def make_first_admin(secret: str, authority: Authority, *, username: str, name: str, password: str) -> User:
    """Create the first site admin of a new installation, by the link that the command printed. Raises `Refused`."""
    link = open_link(secret, lock=True)
    if link.user_id is not None:
        raise Refused("ลิงก์นี้ไม่ใช่ลิงก์ตั้งผู้ดูแลระบบคนแรก")
    mark_used(link)
    first_name, _blank, last_name = name.partition(" ")
    user = open_account(username, by=None, first_name=first_name, last_name=last_name)
    user.set_password(password)
    user.save(update_fields=["password"])
    appoint(user, Role.SITE_ADMIN, authority=authority, by=None)
    return user


def sync_groups(user: User) -> None:
    """Set a user's Wagtail groups to those of today's posts. Our own rules ask the posts and never the groups."""
    names: set[str] = set()
    if user.is_active:
        for post in Membership.objects.current().filter(user=user).select_related("division"):
            names.add(group_name(Role(post.role)))
            if post.division:
                names.add(division_group(post.division))
    user.groups.set(Group.objects.filter(name__in=names))
    user.forget_grants()


def sync_memberships() -> int:
    """Set every account's groups for today, as posts begin and end by the calendar; the number of accounts."""
    users = User.objects.filter(memberships__isnull=False).distinct()
    for user in users:
        sync_groups(user)
    return len(users)


def _audit_data(post: Membership) -> dict[str, object]:
    return {
        "user": post.user_id,
        "role": post.role,
        "division": post.division_id,
        "from": post.starts_on.isoformat(),
        "to": post.ends_on.isoformat() if post.ends_on else None,
        "ended_at": post.ended_at,
    }
