"""Complete records of the types of procurement, from the samples of its demo, for the way of every type."""

from dataclasses import dataclass

from cms.policy.lifecycle import Period
from cms.policy.periods import months_of
from procurement.demo import notices
from procurement.pages import (
    AnnualProcurementPage,
    ProcurementNoticePage,
    ProcurementPlanPage,
    QuarterlyWinnersPage,
)
from tests.factories.summaries import publish_months

TYPES = [ProcurementPlanPage, ProcurementNoticePage, QuarterlyWinnersPage, AnnualProcurementPage]
YEAR = 2569


@dataclass(frozen=True)
class Sample:
    """The sample of one type; what is drawn from months is drawn from approved ones."""

    kind: type

    def build(self, office):
        page, division = office.year_page(self.kind, YEAR), office.officer.memberships.get().division
        if self.kind is ProcurementPlanPage:
            return notices.plan(page, division)
        if self.kind is ProcurementNoticePage:
            return notices.notice(max(notices.data()["notices"], key=len), page, division)
        period = Period.YEAR if self.kind is AnnualProcurementPage else Period.Q1
        publish_months(YEAR, months_of(period), by=office.officer, approver=office.executive, division=division)
        return notices.summary(self.kind, page, period, division)

    def existing(self):
        return self.kind.objects.first()
