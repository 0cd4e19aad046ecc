"""What a person may do today, by the posts held."""

from django.utils import timezone

from cms.models.people import AnyUser, User
from cms.policy.grants import Grants
from cms.policy.roles import Role

NOTHING = Grants()


def grants_of(user: AnyUser) -> Grants:
    """The grants of a user today; nothing for a visitor or a closed account. One query for each user object and day."""
    if not isinstance(user, User) or not user.is_active:
        return NOTHING
    return user.grants_on(timezone.localdate())


def is_site_admin(user: AnyUser) -> bool:
    """Whether a person keeps the site: a site admin, or a superuser, who stays outside the approval."""
    return user.is_superuser or Role.SITE_ADMIN in grants_of(user).roles
