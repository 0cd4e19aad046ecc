"""A fiscal year of procurement whose months are over, with the page of its first month."""

import pytest
from django.utils import timezone

from cms.actions.fiscal_years import open_fiscal_year
from cms.thai.dates import fiscal_year
from tests.factories.month_work import month_page


@pytest.fixture
def year(authority, site_admin):
    """Last fiscal year."""
    last = fiscal_year(timezone.localdate()) - 1
    open_fiscal_year(authority, last, by=site_admin)
    return last


@pytest.fixture
def page(authority, procurement_officer, year):
    return month_page(authority, year, "m01")
