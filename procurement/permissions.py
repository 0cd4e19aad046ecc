"""Who writes what the authority procures."""

from cms.models.people import AnyUser
from cms.permissions.drafting import drafts_type
from procurement.models import ProcurementRecord


def writes_procurement(user: AnyUser) -> bool:
    """Whether the user drafts records of procurement for any division."""
    return drafts_type(user, ProcurementRecord)
