"""The screens of procurement in the admin, one subject a file."""

from procurement.viewsets.records import ProcurementRecordViewSet

__all__ = ["ProcurementRecordViewSet"]
