"""Who manages the document library of a division, and which versions a user may attach."""

from wagtail.documents.models import Document
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from cms.models.documents import DocumentVersion, OfficialDocument, VersionQuerySet
from cms.models.people import AnyUser
from cms.permissions.drafting import drafting_divisions, may_draft, within
from cms.permissions.grants import is_robot
from cms.policy import documents as policy
from cms.policy.roles import MAY_DRAFT

# Permissions by collection and uploader, same as in `wagtail.documents.permissions`, a module that 8.0 deprecates.
library_policy = CollectionOwnershipPermissionPolicy(
    OfficialDocument, auth_model=Document, owner_field_name="uploaded_by_user"
)


def manages_library_of(user: AnyUser, division_id: int | None) -> bool:
    """Whether a user manages the library of a division."""
    return may_draft(user, MAY_DRAFT, division_id)


def attachable_versions(user: AnyUser) -> VersionQuerySet:
    """The document versions of the divisions whose library a user manages."""
    return within(DocumentVersion.objects.all(), drafting_divisions(user, MAY_DRAFT), field="document__division")


def refusal_to_attach(version: DocumentVersion, *, by: AnyUser, division_id: int | None) -> str | None:
    """Why a user may not attach a version to a record of a division, or None; a robot submits what others attached."""
    owner = version.document.division_id
    return policy.refusal_to_attach(
        same_division=owner is not None and owner == division_id,
        manages_library=is_robot(by) or manages_library_of(by, owner),
    )
