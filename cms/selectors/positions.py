"""The positions of people, as histories and messages call them."""

from cms.models import Membership
from cms.models.people import User
from cms.policy.positions import short_position, who_decides
from cms.policy.roles import IN_A_DIVISION, LABEL, Role


def position_of(user: User) -> str:
    """The title of the position in which somebody acts today, as the register shows it, or ""."""
    posts = Membership.objects.current().filter(user=user).exclude(position="")
    return posts.values_list("position", flat=True).first() or ""


def deciders(role: Role, division_id: int | None) -> str:
    """Who decides today in a role: “นายก อบต.”. A role of divisions decides about its own division only."""
    posts = Membership.objects.current().filter(role=role, user__is_active=True)
    if role in IN_A_DIVISION:
        posts = posts.filter(division=division_id)
    return who_decides([_short(post) for post in posts.select_related("authority").order_by("pk")], LABEL[role])


def _short(post: Membership) -> str:
    return short_position(post.position, authority=post.authority.name, short_name=post.authority.short_name)
