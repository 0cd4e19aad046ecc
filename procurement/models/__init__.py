"""One subject a file."""

from procurement.models.record import ProcurementRecord

__all__ = ["ProcurementRecord"]
