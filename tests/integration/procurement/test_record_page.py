"""The page of a procurement: its amounts, its parties together, its month, its address after a correction."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.policy.draft_warnings import answer_to
from cms.policy.lifecycle import Period
from cms.thai.dates import fiscal_year_bounds
from procurement.models import Bidder, Winner
from tests.factories.months import last_year, make_month
from tests.factories.procurement import make_procurement
from tests.factories.publications import publish

MOST_QUERIES = 20


@pytest.fixture
def draft(procurement_officer, finance):
    opening, _closing = fiscal_year_bounds(last_year())
    return make_procurement(
        by=procurement_officer,
        division=finance,
        fiscal_year=last_year(),
        month="m01",
        budget=Decimal("100000.00"),
        contract_date=opening.replace(day=20),
    )


def public(draft, bidders, winners, procurement_officer, executive):
    draft.bidders = [Bidder(name=name, price=Decimal(price)) for name, price in bidders]
    draft.winners = [Winner(name=name, price=Decimal(price)) for name, price in winners]
    draft.answers = [answer_to(replace(each, answer="ตรวจแล้ว")) for each in draft.draft_warnings()]
    draft.save_revision(user=procurement_officer)
    return publish(draft, by=procurement_officer, approver=executive)


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_bidders_and_winners_stand_in_one_table(client, draft, procurement_officer, executive):
    record = public(
        draft,
        [("หจก.หนึ่ง", "91000.00"), ("หจก.สอง", "95000.00")],
        [("หจก.หนึ่ง", "90500.00")],
        procurement_officer,
        executive,
    )

    html = read(client, record.get_absolute_url())

    table = html[html.index('id="parties"') : html.index("</table>")]
    assert table.count("<tr") == 3
    assert table.count("ได้รับการคัดเลือก</span>") == 1
    assert all(amount in table for amount in ("91,000.00", "95,000.00", "90,500.00"))


def test_a_winner_who_offered_nothing_is_shown_too(client, draft, procurement_officer, executive):
    record = public(draft, [("ร้านอื่น", "95000.00")], [("ร้านเดียว", "90000.00")], procurement_officer, executive)

    assert "ร้านเดียว" in read(client, record.get_absolute_url())


@pytest.mark.parametrize(
    ("agreed", "words", "difference"),
    [("90000.00", "ต่ำกว่าวงเงิน", "10,000.00"), ("110000.00", "สูงกว่าวงเงิน", "10,000.00")],
)
def test_it_says_how_far_the_agreed_price_is_from_the_budget(
    client, draft, procurement_officer, executive, agreed, words, difference
):
    record = public(draft, [("ร้าน", agreed)], [("ร้าน", agreed)], procurement_officer, executive)

    html = read(client, record.get_absolute_url())

    assert words in html
    assert difference in html


def test_it_leads_to_its_month(client, draft, procurement_officer, executive, finance):
    make_month(by=procurement_officer, division=finance, year=last_year())
    record = public(draft, [("ร้าน", "90000.00")], [("ร้าน", "90000.00")], procurement_officer, executive)

    html = read(client, record.get_absolute_url())

    assert f'<a href="/procurement/{last_year()}/10/">สขร.1 ตุลาคม {last_year() - 1}</a>' in html


def test_a_date_in_another_year_moves_the_address_and_the_former_one_leads_there(
    client, draft, procurement_officer, executive
):
    record = public(draft, [("ร้าน", "90000.00")], [("ร้าน", "90000.00")], procurement_officer, executive)
    former = record.get_absolute_url()
    corrected = record.get_latest_revision_as_object()
    corrected.contract_date = date(corrected.contract_date.year, 9, 30)
    corrected.save_revision(user=procurement_officer)
    record = publish(corrected, by=procurement_officer, approver=executive)

    answer = client.get(former)

    assert (record.fiscal_year, record.month) == (last_year() - 1, Period.M12)
    assert (answer.status_code, answer.headers["Location"]) == (301, record.get_absolute_url())


def test_it_costs_a_bounded_number_of_queries(client, draft, procurement_officer, executive):
    record = public(draft, [("ร้าน", "1.00")] * 5, [("ร้าน", "1.00")], procurement_officer, executive)
    read(client, record.get_absolute_url())

    with CaptureQueriesContext(connection) as captured:
        read(client, record.get_absolute_url())

    assert len(captured) <= MOST_QUERIES
