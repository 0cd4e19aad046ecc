import pytest

from cms.models import Rendition
from tests.factories.procurement import make_procurement
from tests.factories.records import make_announcement
from tests.integration.cms.approval_case import Case


@pytest.fixture(autouse=True)
def no_renditions_of_other_tests():
    """Wagtail caches renditions by the picture's number and file, which tests have in common."""
    Rendition.cache_backend.clear()


@pytest.fixture(params=["page", "snippet"])
def case(request, year_page, officer, clerk_office, procurement_officer, finance) -> Case:
    """A draft that is complete: once a page, once a snippet."""
    if request.param == "page":
        return Case(make_announcement(year_page, by=officer, division=clerk_office), officer, "page")
    return Case(make_procurement(by=procurement_officer, division=finance), procurement_officer, "snippet")


@pytest.fixture
def another(case, year_page, officer, clerk_office, procurement_officer, finance) -> Case:
    """A second draft of the same kind."""
    if case.kind == "page":
        page = make_announcement(year_page, by=officer, division=clerk_office, title="ประกาศอื่น")
        return Case(page, officer, "page")
    record = make_procurement(by=procurement_officer, division=finance, title="งานอื่น")
    return Case(record, procurement_officer, "snippet")
