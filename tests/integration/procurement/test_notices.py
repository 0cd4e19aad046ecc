"""Notices: what each kind must hold, their chain, open invitations, the feed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import etree

from cms.actions import approval, takedown
from cms.actions.records import draft
from cms.pages import YearPage
from cms.policy.refusal import Refused
from procurement.models import ProcurementRecord
from procurement.pages import PlannedProcurement, ProcurementNoticePage, ProcurementPlanPage
from procurement.policy.codes import NoticeKind
from procurement.selectors.notices import notices_of_record, open_invitations
from tests.factories.decisions import settle
from tests.factories.procurement import make_procurement
from tests.factories.publications import current, fresh, publish

ATOM = "{http://www.w3.org/2005/Atom}"
EGP = "69110000001"
FEED = "/procurement/notices.atom"


@pytest.fixture
def section_year(authority) -> YearPage:
    return YearPage.objects.get(url_path__contains="/procurement/")


@pytest.fixture
def today():
    return timezone.localdate()


class Desk:
    """Writes notices of the finance division, and has them approved."""

    def __init__(self, year_page, division, officer, executive):
        self.year_page, self.division, self.officer, self.executive = year_page, division, officer, executive

    def draft(self, kind, **fields):
        fields = {"title": f"ประกาศ {kind}", "announced": timezone.localdate(), "division": self.division} | fields
        fields = {"body": [("paragraph", "<p>รายละเอียด</p>")]} | fields
        return draft(ProcurementNoticePage(kind=kind, **fields), self.year_page, by=self.officer)

    def publish(self, kind, **fields):
        return publish(self.draft(kind, **fields), by=self.officer, approver=self.executive)


@pytest.fixture
def desk(section_year, finance, procurement_officer, executive) -> Desk:
    return Desk(section_year, finance, procurement_officer, executive)


def test_a_notice_stands_behind_its_prefix_so_that_it_takes_no_months_address(desk):
    assert desk.draft(NoticeKind.PLAN).slug == "n-1"


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (NoticeKind.REFERENCE_PRICE, "ราคากลาง"),
        (NoticeKind.INVITATION, "ยื่นเสนอราคาได้ถึงวันที่"),
        (NoticeKind.CHANGE, "ประกาศเดิม"),
        (NoticeKind.CANCELLATION, "ประกาศเดิม"),
        (NoticeKind.WINNER, "ผู้ชนะการเสนอราคา"),
    ],
)
def test_a_notice_is_not_submitted_without_what_its_kind_asks_for(desk, kind, field):
    page = desk.draft(kind)

    with pytest.raises(Refused, match=field):
        approval.submit(page, by=desk.officer)


def test_a_draft_of_the_plan_or_terms_asks_for_nothing_more(desk):
    assert desk.publish(NoticeKind.PLAN).live
    assert desk.publish(NoticeKind.DRAFT_TERMS).live


def test_a_notice_may_change_only_a_public_one(desk, today):
    hidden = desk.draft(NoticeKind.INVITATION, closes=today)
    change = desk.draft(NoticeKind.CHANGE, changes=hidden)

    with pytest.raises(Refused, match="ยังไม่เผยแพร่"):
        approval.submit(change, by=desk.officer)


def test_the_page_shows_the_chain_of_a_notice_with_its_record_and_its_plan(desk, client, today, section_year):
    row = {"project": "ถนน", "kind": "02", "method": "16", "budget": 1, "source": "เงินรายได้", "planned": "q1"}
    rows = [PlannedProcurement(**row, plan_number="P69100000101")]
    plan = draft(
        ProcurementPlanPage(title="แผนของปี", division=desk.division, items=rows), section_year, by=desk.officer
    )
    publish(plan, by=desk.officer, approver=desk.executive)
    record = make_procurement(by=desk.officer, division=desk.division, title="จ้างก่อสร้างถนนสายหลัก", egp_number=EGP)
    publish(record, by=desk.officer, approver=desk.executive)
    first = desk.publish(
        NoticeKind.INVITATION,
        title="เชิญชวนครั้งแรก",
        closes=today + timedelta(days=5),
        announced=today - timedelta(days=9),
        egp_number=EGP,
        plan_number="P69100000101",
    )
    change = desk.publish(
        NoticeKind.CHANGE, title="เลื่อนวัน", changes=first, announced=today, closes=today + timedelta(days=9)
    )
    desk.draft(NoticeKind.CANCELLATION, title="ยังเป็นร่าง", changes=change)

    page = client.get(first.get_url()).content.decode()
    later = client.get(change.get_url()).content.decode()

    assert f'href="{change.get_url()}"' in page
    assert f'href="{first.get_url()}"' in later
    assert "ยังเป็นร่าง" not in page
    assert "จ้างก่อสร้างถนนสายหลัก" in page
    assert f'href="{ProcurementRecord.objects.get().get_absolute_url()}"' in page
    assert f'href="{plan.get_url()}"' in page
    assert "ยื่นได้ถึง" in page
    assert 'type="application/atom+xml"' in page

    desk.publish(NoticeKind.CANCELLATION, title="เลิก", changes=change, announced=today)

    assert "ยกเลิกแล้ว" in client.get(first.get_url()).content.decode()


def test_an_invitation_is_open_until_the_day_that_its_last_change_says(desk, authority, today):
    open_one = desk.publish(NoticeKind.INVITATION, title="ยังเปิด", closes=today)
    desk.publish(NoticeKind.INVITATION, title="ปิดแล้ว", closes=today - timedelta(days=1))
    moved = desk.publish(NoticeKind.INVITATION, title="เลื่อน", closes=today - timedelta(days=1))
    desk.publish(NoticeKind.CHANGE, changes=moved, closes=today + timedelta(days=3))
    gone = desk.publish(NoticeKind.INVITATION, title="เลิก", closes=today + timedelta(days=3))
    desk.publish(NoticeKind.CANCELLATION, changes=gone)
    desk.draft(NoticeKind.INVITATION, title="ร่าง", closes=today)

    found = open_invitations(authority)

    assert [(each.notice.pk, each.last_day) for each in found] == [
        (open_one.pk, today),
        (moved.pk, today + timedelta(days=3)),
    ]


def test_open_invitations_cost_the_same_queries_however_many_there_are(
    desk, authority, today, django_assert_max_num_queries
):
    for _number in range(4):
        desk.publish(NoticeKind.INVITATION, closes=today)
    open_invitations(authority)

    with django_assert_max_num_queries(3):
        assert len(open_invitations(authority)) == 4


def test_the_notices_of_a_record_name_it_or_its_number(desk, today):
    record = make_procurement(by=desk.officer, division=desk.division, egp_number=EGP)
    record = publish(record, by=desk.officer, approver=desk.executive)
    named = desk.publish(NoticeKind.WINNER, record=record, winner="ร้าน", agreed_price=5, announced=today)
    alike = desk.publish(NoticeKind.INVITATION, egp_number=EGP, closes=today, announced=today - timedelta(days=3))
    desk.publish(NoticeKind.INVITATION, egp_number="69110000002", closes=today)

    assert [link.notice.pk for link in notices_of_record(record)] == [alike.pk, named.pk]


def entries(client, query=""):
    answer = client.get(FEED + query)
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    root = etree.fromstring(answer.content)
    return [(each.findtext(f"{ATOM}title"), each.find(f"{ATOM}link").get("href")) for each in root.iter(f"{ATOM}entry")]


def test_the_feed_has_the_public_notices_the_newest_first_with_whole_addresses(desk, client, settings, today):
    terms = desk.publish(NoticeKind.DRAFT_TERMS, title="ร่างเอกสาร")
    invitation = desk.publish(NoticeKind.INVITATION, title="ถนน", closes=today)
    desk.draft(NoticeKind.PLAN, title="ยังเป็นร่าง")

    assert entries(client) == [
        ("ประกาศเชิญชวน: ถนน", settings.SITE_URL + invitation.get_url()),
        ("ร่างขอบเขตของงาน (TOR): ร่างเอกสาร", settings.SITE_URL + terms.get_url()),
    ]
    assert [title for title, _link in entries(client, "?kind=D0")] == ["ประกาศเชิญชวน: ถนน"]
    assert client.get(f"{FEED}?kind=X9").status_code == 404


def test_the_feed_is_not_sent_again_until_something_is_published_or_withdrawn(desk, client, second_executive, today):
    notice = desk.publish(NoticeKind.INVITATION, closes=today)
    etag = client.get(FEED).headers["ETag"]

    assert client.get(FEED, headers={"If-None-Match": etag}).status_code == 304

    request = takedown.request_withdrawal(current(notice), by=desk.officer, reason="ผิดฉบับ")
    settle(request, by=second_executive, withdraw=True)

    assert client.get(FEED, headers={"If-None-Match": etag}).status_code == 200
    assert entries(client) == []
    assert fresh(notice).live is False


def test_the_feed_has_at_most_fifty_in_few_queries(desk, client, django_assert_max_num_queries):
    for _number in range(3):
        desk.publish(NoticeKind.PLAN)
    client.get(FEED)

    with django_assert_max_num_queries(8):
        assert len(entries(client)) == 3
