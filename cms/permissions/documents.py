"""Who manages the library of a division, and what somebody may attach from it."""

from wagtail.documents.models import Document
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from cms.models.documents import DocumentVersion, OfficialDocument, VersionQuerySet
from cms.models.people import AnyUser
from cms.permissions.drafting import drafting_divisions, may_draft, within
from cms.policy import documents as policy
from cms.policy.roles import MANAGES_LIBRARY

# The rights in the library, by collection and uploader: as Wagtail's own policy, whose module 8.0 gives up.
library_policy = CollectionOwnershipPermissionPolicy(
    OfficialDocument, auth_model=Document, owner_field_name="uploaded_by_user"
)


def manages_library_of(user: AnyUser, division_id: int | None) -> bool:
    """Whether a person manages the library of a division."""
    return may_draft(user, MANAGES_LIBRARY, division_id)


def attachable_versions(user: AnyUser) -> VersionQuerySet:
    """The versions of the divisions whose library a person manages."""
    return within(DocumentVersion.objects.all(), drafting_divisions(user, MANAGES_LIBRARY), field="document__division")


def refusal_to_attach(version: DocumentVersion, *, by: AnyUser, division_id: int | None) -> str | None:
    """Why a person may not attach a version to a record of a division, or None."""
    owner = version.document.division_id
    return policy.refusal_to_attach(
        same_division=owner is not None and owner == division_id, manages_library=manages_library_of(by, owner)
    )
