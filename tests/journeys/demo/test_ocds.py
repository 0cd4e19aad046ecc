"""The sample procurements as open data: every package of a month and of a year is sound."""

import json

import pytest
from django.urls import reverse

from procurement.pages import MonthlyProcurementPage
from procurement.policy.months import calendar_month
from tests import ocds
from tests.reading import ReadingClient

FORMS = ("ocds", "ocds-records")


def package(address):
    answer = ReadingClient().get(address)
    assert answer.status_code == 200, address
    return json.loads(b"".join(answer.streaming_content) if answer.streaming else answer.content)


def months():
    """Year and calendar month of each that is public and has rows."""
    live = MonthlyProcurementPage.objects.live().order_by("fiscal_year", "period")
    return [(page.fiscal_year, f"{calendar_month(page.period):02d}") for page in live if page.procurements]


@pytest.mark.parametrize("form", FORMS)
def test_every_year_is_sound(loaded_demo, form, tmp_path):
    years = {year for year, _month in months()}

    assert len(years) >= 2
    for year in years:
        whole = package(reverse("procurement_year_export", args=[year, form]))
        assert ocds.faults(whole, tmp_path) == {}, year


@pytest.mark.parametrize("place", [0, -1])
def test_a_month_is_sound_and_the_same_after_its_way_through_sheets(loaded_demo, place, tmp_path):
    year, month = months()[place]
    found = package(reverse("procurement_month_export", args=[year, month, "ocds"]))

    assert ocds.faults(found, tmp_path) == {}
    again = ocds.through_sheets(found, tmp_path)
    assert sorted(again["releases"], key=_key) == sorted(found["releases"], key=_key)


def _key(release):
    return release["id"]
