"""Page types of procurement, one subject a file."""

from procurement.pages.month import MonthlyProcurementPage

__all__ = ["MonthlyProcurementPage"]
