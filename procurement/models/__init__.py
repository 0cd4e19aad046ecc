"""One subject a file."""

from procurement.models.imported import ImportBatch, ImportProblem, ImportRow, KnownHeads, RowState
from procurement.models.month_row import MonthRow, PartiesField
from procurement.models.record import Bidder, ProcurementRecord, Winner
from procurement.models.settings import ProcurementSettings
from procurement.models.summary_rows import KindSums, MethodSums, MonthSums, QuarterWinner
from procurement.models.vendor import Vendor

__all__ = [
    "Bidder",
    "ImportBatch",
    "ImportProblem",
    "ImportRow",
    "KindSums",
    "KnownHeads",
    "MethodSums",
    "MonthRow",
    "MonthSums",
    "PartiesField",
    "ProcurementRecord",
    "ProcurementSettings",
    "QuarterWinner",
    "RowState",
    "Vendor",
    "Winner",
]
