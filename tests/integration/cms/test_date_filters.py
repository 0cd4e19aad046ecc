"""Lists of the admin are filtered by days as people here write them."""

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests.factories.records import make_announcement

AT = timezone.make_aware(datetime(2025, 10, 15, 23, 30))


@pytest.fixture
def history(client, year_page, officer, clerk_office):
    record = make_announcement(year_page, by=officer, division=clerk_office)
    PageLogEntry.objects.filter(page=record.pk).update(timestamp=AT)
    client.force_login(officer)
    return reverse("wagtailadmin_pages:history", args=[record.pk])


@pytest.mark.parametrize(
    ("first", "last", "is_found"),
    [
        ("15/10/2568", "15 ต.ค. 2568", True),
        ("1 ตุลาคม 2568", "", True),
        ("", "๓๐/๙/๒๕๖๙", True),
        ("16/10/2568", "", False),
        ("", "14/10/2568", False),
    ],
)
def test_a_history_is_filtered_by_days(client, history, first, last, is_found):
    page = client.get(history, {"timestamp_from": first, "timestamp_to": last})

    assert bool(page.context["object_list"]) == is_found


def test_the_range_is_said_in_our_era(client, history):
    html = client.get(history, {"timestamp_from": "1/10/2568", "timestamp_to": "30/9/2569"}).content.decode()

    assert "1 ตุลาคม 2568 - 30 กันยายน 2569" in html
    assert 'value="1/10/2568"' in html
    assert 'aria-label="ถึงวันที่"' in html


def test_a_day_that_cannot_be_read_is_said_to_be_so(client, history):
    page = client.get(history, {"timestamp_from": "32/10/2568"})

    assert page.status_code == 200
    assert page.context["filters"].form.errors["timestamp"]


def test_the_explorer_asks_so_too(client, officer, year_page):
    client.force_login(officer)

    html = client.get(reverse("wagtailadmin_explore", args=[year_page.pk])).content.decode()

    assert 'name="latest_revision_created_at_from"' in html
    assert "ตั้งแต่วันที่" in html
    assert "AdminDateInput" not in html
