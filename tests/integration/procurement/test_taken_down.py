"""A month or a notice that was taken down: nothing of it in any page, file or feed, and the others stay."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.actions import takedown
from cms.actions.records import draft
from cms.pages import YearPage
from cms.policy.lifecycle import Period
from procurement.pages import ProcurementNoticePage
from procurement.policy.codes import NoticeKind
from procurement.views.exports import EXPORTS, YEAR_FORMATS
from tests.factories.decisions import settle
from tests.factories.months import last_year, month_rows, publish_month
from tests.factories.publications import current, publish

MARK = "จ้างงานที่ถูกนำลง"
OTHER = "จ้างงานที่ยังอยู่"
TOLD = {"suspended": 404, "withdrawn": 410}


@pytest.fixture
def take_down(executive, second_executive):
    def taken(page, state):
        if state == "suspended":
            takedown.suspend(current(page), by=second_executive, reason="พบเลขบัตร")
        else:
            request = takedown.request_withdrawal(current(page), by=executive, reason="ข้อมูลผิด")
            settle(request, by=second_executive, withdraw=True)

    return taken


def text(client, address):
    answer = client.get(address, follow=True)
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(errors="replace")


@pytest.mark.parametrize("state", TOLD)
def test_a_month_that_is_taken_down_is_nowhere(client, procurement_officer, executive, finance, take_down, state):
    year = last_year()
    people = {"year": year, "by": procurement_officer, "approver": executive, "division": finance}
    gone, kept = (
        publish_month(
            rows=[{**row, "title": title, "record": place} for row in month_rows(1, year=year, period=period)],
            period=period,
            **people,
        )
        for place, (title, period) in enumerate([(MARK, Period.M01), (OTHER, Period.M02)], 100)
    )
    edition = current(gone)
    own = [reverse("procurement_month_export", args=[year, "10", form]) for form in EXPORTS]
    own += [reverse(f"publication_{form}", args=[edition.pk]) for form in ("json", "xlsx")] + [gone.get_url()]
    of_year = [reverse("procurement_year_export", args=[year, form]) for form in YEAR_FORMATS if form != "xlsx"]
    lists = ["/", "/sitemap.xml", reverse("search") + f"?year={year}"]
    assert all(MARK in text(client, address) for address in of_year)
    assert any(f"{edition.address}" in text(client, address) for address in lists)

    take_down(gone, state)

    assert {client.get(address).status_code for address in own} <= {404, 410}
    assert [address for address in [*own, *of_year] if MARK in text(client, address)] == []
    assert [address for address in lists if edition.address in text(client, address)] == []
    assert all(OTHER in text(client, address) for address in of_year)
    assert client.get(kept.get_url()).status_code == 200


@pytest.mark.parametrize("state", TOLD)
def test_a_notice_that_is_taken_down_is_in_no_feed(client, procurement_officer, executive, finance, take_down, state):
    notice = ProcurementNoticePage(
        kind=NoticeKind.PLAN,
        title=MARK,
        announced=timezone.localdate(),
        division=finance,
        body=[("paragraph", "<p>รายละเอียด</p>")],
    )
    year_page = YearPage.objects.filter(url_path__contains="/procurement/").latest("fiscal_year")
    page = publish(draft(notice, year_page, by=procurement_officer), by=procurement_officer, approver=executive)
    lists = [reverse("procurement_notices_feed"), year_page.get_url(), "/procurement/", "/sitemap.xml"]
    address = current(page).address
    assert [each for each in lists if address not in text(client, each)] == []

    take_down(page, state)

    assert client.get(address).status_code == TOLD[state]
    assert [each for each in lists if address in text(client, each) or MARK in text(client, each)] == []
