"""Page types of procurement, one subject a file."""

from procurement.pages.annual import AnnualProcurementPage
from procurement.pages.month import MonthlyProcurementPage
from procurement.pages.notice import ProcurementNoticePage
from procurement.pages.plan import PlannedProcurement, ProcurementPlanPage
from procurement.pages.quarterly import QuarterlyWinnersPage

__all__ = [
    "AnnualProcurementPage",
    "MonthlyProcurementPage",
    "PlannedProcurement",
    "ProcurementNoticePage",
    "ProcurementPlanPage",
    "QuarterlyWinnersPage",
]
