"""What a user may do today, derived from the memberships (posts) in force."""

from django.utils import timezone

from cms.models.people import AnyUser, User
from cms.policy.fiscal_years import OPENS_FISCAL_YEARS
from cms.policy.grants import Grants
from cms.policy.roles import Role

NOTHING = Grants()


def grants_of(user: AnyUser) -> Grants:
    """The grants of a user today; none for a visitor or an inactive account. One query for each user object and day."""
    if not isinstance(user, User) or not user.is_active:
        return NOTHING
    return user.grants_on(timezone.localdate())


def is_robot(user: AnyUser) -> bool:
    """Whether a user is the program itself (`cms.actions.robots`)."""
    return isinstance(user, User) and user.is_robot


def is_site_admin(user: AnyUser) -> bool:
    """Whether a user administers the site: by a post as site admin, or as superuser."""
    return user.is_superuser or Role.SITE_ADMIN in grants_of(user).roles


def opens_fiscal_years(user: AnyUser) -> bool:
    """Whether a user opens fiscal years: by a post as site admin or disclosure officer, or as superuser."""
    return user.is_superuser or bool(grants_of(user).roles & OPENS_FISCAL_YEARS)


def reads_every_draft(user: AnyUser) -> bool:
    """Whether a person may read the drafts of every division; a superuser may, in the admin."""
    return user.is_superuser or grants_of(user).reads_all()
