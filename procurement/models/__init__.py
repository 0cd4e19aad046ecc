"""One subject a file."""

from procurement.models.month_row import MonthRow, PartiesField
from procurement.models.record import Bidder, ProcurementRecord, Winner
from procurement.models.settings import ProcurementSettings
from procurement.models.summary_rows import KindSums, MethodSums, MonthSums, QuarterWinner
from procurement.models.vendor import Vendor

__all__ = [
    "Bidder",
    "KindSums",
    "MethodSums",
    "MonthRow",
    "MonthSums",
    "PartiesField",
    "ProcurementRecord",
    "ProcurementSettings",
    "QuarterWinner",
    "Vendor",
    "Winner",
]
