"""One subject a file."""

from cms.models.people import Authority, Division, Membership, User

__all__ = ["Authority", "Division", "Membership", "User"]
