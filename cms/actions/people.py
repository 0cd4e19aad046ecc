"""Posts: who is given one, when it ends, and what the admin lets its holder do."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from cms.actions import audit
from cms.models import Authority, Division, Membership, User
from cms.policy.refusal import Refused
from cms.roles import Role, group_name, refusal_to_hold


def division_group(division: Division) -> str:
    """The name of the group that reaches a division's collection of documents and pictures."""
    return f"เอกสารของ{division.name}"


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
    """Give a person a post from a day (today) on."""
    if reason := refusal_to_hold(role, has_division=division is not None):
        raise Refused(reason)
    post = Membership.objects.create(
        user=user,
        authority=authority,
        division=division,
        role=role.value,
        position=position,
        starts_on=starts_on or timezone.localdate(),
        ends_on=ends_on,
    )
    sync_groups(user)
    audit.append("people", "people.appoint", by=by, authority=authority, obj=post, data=_facts(post))
    return post


@transaction.atomic
def end_post(post: Membership, *, by: User | None, on: date | None = None) -> None:
    """End a post with a day (yesterday by default, so that it is over at once)."""
    post.ends_on = max(on or timezone.localdate() - timedelta(days=1), post.starts_on)
    post.save(update_fields=["ends_on"])
    sync_groups(post.user)
    audit.append("people", "people.end_post", by=by, authority=post.authority, obj=post, data=_facts(post))


@transaction.atomic
def close(user: User, *, by: User | None) -> None:
    """Close an account: it signs in no more; what it did stays."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    sync_groups(user)
    audit.append("people", "people.close", by=by, obj=user)


def sync_groups(user: User) -> None:
    """Make the user's Wagtail groups those of the posts held today; rules themselves ask the posts."""
    names: set[str] = set()
    if user.is_active:
        for post in Membership.objects.current().filter(user=user).select_related("division"):
            names.add(group_name(Role(post.role)))
            if post.division:
                names.add(division_group(post.division))
    user.groups.set(Group.objects.filter(name__in=names))
    user.__dict__.pop("_reach", None)


def sync_memberships() -> int:
    """Bring every account's groups up to today: posts begin and end by the calendar. Says how many it looked at."""
    users = User.objects.filter(memberships__isnull=False).distinct()
    for user in users:
        sync_groups(user)
    return len(users)


def _facts(post: Membership) -> dict[str, Any]:
    return {
        "user": post.user_id,
        "role": post.role,
        "division": post.division_id,
        "from": post.starts_on.isoformat(),
        "to": post.ends_on.isoformat() if post.ends_on else None,
    }
