from tests.sample.families import (
    ActionPlanPage,
    ActionReportPage,
    BenefitReceived,
    NoGiftPage,
    PlannedWork,
    ReportedWork,
    ServiceCount,
    ServiceManualPage,
    ServiceStatisticsPage,
    ServiceStep,
)
from tests.sample.notices import LoanNotice
from tests.sample.pages import PlannedProject, SamplePlanPage

__all__ = [
    "ActionPlanPage",
    "ActionReportPage",
    "BenefitReceived",
    "LoanNotice",
    "NoGiftPage",
    "PlannedProject",
    "PlannedWork",
    "ReportedWork",
    "SamplePlanPage",
    "ServiceCount",
    "ServiceManualPage",
    "ServiceStatisticsPage",
    "ServiceStep",
]
