import pytest

from cms.actions import audit
from cms.actions.fiscal_years import open_fiscal_year
from cms.actions.verification import first_difference
from tests.factories.procurement import make_procurement
from tests.factories.records import make_announcement
from tests.integration.cms.approval_case import Case
from tests.integration.cms.hard.month_case import Month


@pytest.fixture(params=["page", "snippet"])
def cases(request, year_page, officer, clerk_office, procurement_officer, finance):
    """Fresh cases that wait for a decision, one for each race."""

    def make(number: int) -> Case:
        if request.param == "page":
            page = make_announcement(year_page, by=officer, division=clerk_office, title=f"ประกาศ {number}")
            return Case(page, officer, "page")
        # By selection, so that however many there are they do not look like one purchase that was split.
        record = make_procurement(
            by=procurement_officer, division=finance, title=f"งาน {number}", method="18", legal_basis="ม.56(1)(ก)"
        )
        return Case(record, procurement_officer, "snippet")

    return make


@pytest.fixture
def month(authority, finance, procurement_officer, executive, second_executive, site_admin):
    found = Month(authority, finance, procurement_officer, executive, second_executive)
    open_fiscal_year(authority, found.year, by=site_admin)
    yield found
    assert audit.verify() is None
    assert first_difference() is None
