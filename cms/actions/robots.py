"""Robots: the names under which the program itself submits what it has drawn up. Nobody can sign in as one."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from cms.actions import audit
from cms.models import User

# No form takes a user name with a colon, so nobody can take that of a robot.
PREFIX = "robot:"


def robot(name: str, title: str) -> User:
    """The robot of a name, made if need be; histories and messages call it by its title, in Thai."""
    return User.with_robots.filter(username=f"{PREFIX}{name}").first() or _make(name, title)


@transaction.atomic
def _make(name: str, title: str) -> User:
    user, made = User.with_robots.get_or_create(
        username=f"{PREFIX}{name}",
        defaults={"first_name": title, "is_robot": True, "is_active": False, "password": make_password(None)},
    )
    if made:
        audit.append("system", "people.add_robot", by=None, obj=user)
    return user
