"""The authority that most tests stand in, and its people."""

import pytest

from cms.actions.setup import establish
from cms.models import Division
from cms.pages import YearPage
from cms.policy.roles import Role
from tests.factories.people import make_user

FACTS = {
    "name": "องค์การบริหารส่วนตำบลดงหม้อทอง",
    "short_name": "อบต.ดงหม้อทอง",
    "district": "บ้านม่วง",
    "province": "สกลนคร",
}
DIVISIONS = [("clerk", "สำนักปลัด"), ("finance", "กองคลัง")]


@pytest.fixture
def authority(db):
    return establish(FACTS, DIVISIONS, host="testserver")


@pytest.fixture
def clerk_office(authority) -> Division:
    return authority.divisions.get(code="clerk")


@pytest.fixture
def finance(authority) -> Division:
    return authority.divisions.get(code="finance")


@pytest.fixture
def officer(clerk_office):
    return make_user(Role.OFFICER, clerk_office)


@pytest.fixture
def other_officer(finance):
    return make_user(Role.OFFICER, finance)


@pytest.fixture
def procurement_officer(finance):
    return make_user(Role.PROCUREMENT_OFFICER, finance)


@pytest.fixture
def executive(authority):
    return make_user(Role.EXECUTIVE)


@pytest.fixture
def second_executive(authority):
    return make_user(Role.EXECUTIVE)


@pytest.fixture
def disclosure_officer(authority):
    return make_user(Role.DISCLOSURE_OFFICER)


@pytest.fixture
def site_admin(authority):
    return make_user(Role.SITE_ADMIN)


@pytest.fixture
def year_page(authority) -> YearPage:
    """The current fiscal year of the announcements."""
    return YearPage.objects.get(url_path__contains="/announcements/")
