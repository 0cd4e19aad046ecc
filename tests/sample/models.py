from tests.sample.notices import LoanNotice
from tests.sample.pages import PlannedProject, SamplePlanPage

__all__ = ["LoanNotice", "PlannedProject", "SamplePlanPage"]
