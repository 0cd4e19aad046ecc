"""Page models: the tree of the site, the register's record, and the families of its types."""

from cms.pages.families import (
    ManualPage,
    MonthRow,
    NarrativePage,
    PlanPage,
    ReportPage,
    ReportRow,
    StatementPage,
    StatisticsPage,
    StepRow,
    TablePage,
)
from cms.pages.record import RecordAttachment, RecordPage
from cms.pages.row import Row
from cms.pages.tree import BasePage, HomePage, SectionPage, YearPage

__all__ = [
    "BasePage",
    "HomePage",
    "ManualPage",
    "MonthRow",
    "NarrativePage",
    "PlanPage",
    "RecordAttachment",
    "RecordPage",
    "ReportPage",
    "ReportRow",
    "Row",
    "SectionPage",
    "StatementPage",
    "StatisticsPage",
    "StepRow",
    "TablePage",
    "YearPage",
]
