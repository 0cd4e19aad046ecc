"""Two people who open the same fiscal year at once: it is opened once, by one of them."""

import pytest
from django.utils import timezone

from cms.actions import audit
from cms.actions.fiscal_years import open_fiscal_year
from cms.models import AuditEntry, FiscalYear
from cms.pages import SectionPage, YearPage
from cms.thai.dates import fiscal_year
from tests.integration.cms.hard.processes import RACES
from tests.integration.cms.hard.races import FEWER, approve, by, race

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]


def test_two_openings_make_one_year(authority, site_admin, disclosure_officer):
    current = fiscal_year(timezone.localdate())
    sections = SectionPage.objects.count()
    for number in range(FEWER):
        FiscalYear.objects.filter(year=current + 1).delete()
        YearPage.objects.filter(fiscal_year=current + 1).delete()

        ran = race(
            number,
            lambda: open_fiscal_year(authority, current + 1, by=by(site_admin)),
            lambda: open_fiscal_year(authority, current + 1, by=by(disclosure_officer)),
            of=FEWER,
        )

        assert ran == [True, True]
        assert YearPage.objects.filter(fiscal_year=current + 1).count() == sections
        assert FiscalYear.objects.get(year=current + 1).opened_by in (site_admin, disclosure_officer)
    assert AuditEntry.objects.filter(action="fiscal_year.open").count() == 1 + FEWER
    assert YearPage.find_problems() == ([], [], [], [], [])
    assert audit.verify() is None


def test_an_opening_does_not_stand_in_the_way_of_an_approval(authority, cases, site_admin, executive):
    """Both write the audit chain, and whatever is written names the authority whose row the opening locks."""
    current = fiscal_year(timezone.localdate())
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()
        FiscalYear.objects.filter(year=current + 1).delete()
        YearPage.objects.filter(fiscal_year=current + 1).delete()

        ran = race(
            number,
            lambda: open_fiscal_year(authority, current + 1, by=by(site_admin)),
            approve(case, waiting, executive),
        )

        assert ran == [True, True]
    assert audit.verify() is None
