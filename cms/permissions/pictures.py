"""Which pictures a user may place in a record, and see before they are public."""

from cms.models import Picture
from cms.models.people import AnyUser
from cms.permissions.documents import manages_library_of
from cms.permissions.grants import grants_of
from cms.policy import pictures as policy


def refusal_to_place(picture: Picture | None, *, by: AnyUser, division_id: int | None) -> str | None:
    """Why a user may not place a picture (None: it does not exist) in a record of a division, or None."""
    owner = picture.division_id if picture is not None else None
    return policy.refusal_to_place(
        same_division=owner is not None and owner == division_id,
        manages_library=picture is not None and manages_library_of(by, owner),
    )


def may_see(user: AnyUser, picture: Picture) -> bool:
    """Whether a user may see a picture that is not public: people of its division, and those who read all drafts."""
    return bool(user.is_authenticated and (user.is_superuser or grants_of(user).reads(picture.division_id)))
