"""What is odd about a record: named in the editor, answered by the officer, read by the approver."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from cms.actions import approval
from cms.actions.records import draft
from cms.pages import YearPage
from cms.policy.refusal import Incomplete
from procurement.models import ProcurementRecord
from procurement.pages import ProcurementNoticePage
from procurement.policy.codes import NoticeKind
from procurement.selectors.oddities import oddities_of
from tests.factories.procurement import make_procurement
from tests.factories.publications import publish
from tests.integration.procurement.record_form import record_form

EGP = "69110000001"
NAME = "wagtailsnippets_procurement_procurementrecord"
OVER = "ราคาที่ตกลง 12,500.00 บาท สูงกว่าราคากลาง 10,000.00 บาท"
WHY = "ราคาตลาดปรับขึ้นในเดือนนั้น"


@pytest.fixture
def odd(procurement_officer, finance):
    return make_procurement(by=procurement_officer, division=finance, reference_price=Decimal(10_000))


def fresh(record):
    return ProcurementRecord.objects.get(pk=record.pk)


def draft_of(record):
    return fresh(record).get_latest_revision_as_object()


def answer_in_the_form(client, record, answer, **changes):
    """Open the editor and answer its first warning there, with what the form itself posts."""
    url = reverse(f"{NAME}:edit", args=[record.pk])
    box = client.get(url).context["form"]["answers"].field.widget
    about = box.get_context("answers", None, {})["boxes"][0]["about"]
    facts = {"budget": "12500", "reference_price": "10000", "answers-0": answer, "answers-0-about": about}
    party = [{"name": "บริษัท แสงทอง จำกัด", "price": "12500"}]
    return client.post(
        url, record_form(record.division, of=draft_of(record), bidders=party, winners=party, **facts | changes)
    )


def test_an_unanswered_warning_holds_the_submission_up(odd, procurement_officer):
    with pytest.raises(Incomplete, match="ยังไม่ได้ชี้แจงข้อสังเกต: " + OVER):
        approval.submit(odd, by=procurement_officer)


def test_the_editor_asks_about_it_and_keeps_the_answer(client, odd, procurement_officer):
    client.force_login(procurement_officer)
    assert OVER in client.get(reverse(f"{NAME}:edit", args=[odd.pk])).content.decode()

    answer_in_the_form(client, odd, WHY)

    (kept,) = draft_of(odd).answers
    assert (kept["code"], kept["warning"], kept["answer"]) == ("agreed_over_reference", OVER, WHY)
    approval.submit(fresh(odd), by=procurement_officer)
    assert fresh(odd).workflow_in_progress


@pytest.mark.parametrize("answer", ["", "   ", "\u200b"])
def test_a_blank_answer_is_none(client, odd, procurement_officer, answer):
    client.force_login(procurement_officer)

    answer_in_the_form(client, odd, answer)

    assert draft_of(odd).answers == []


def test_an_answer_does_not_stand_for_other_figures(client, odd, procurement_officer):
    client.force_login(procurement_officer)
    answer_in_the_form(client, odd, WHY)

    answer_in_the_form(client, odd, WHY, reference_price="9000")

    assert draft_of(odd).answers == []
    with pytest.raises(Incomplete, match=r"9,000\.00"):
        approval.submit(fresh(odd), by=procurement_officer)


def test_an_answer_that_turns_the_text_is_refused(client, odd, procurement_officer):
    client.force_login(procurement_officer)

    page = answer_in_the_form(client, odd, "ราคา\u202eตลาด")

    assert page.context["form"].errors["answers"]
    assert draft_of(odd).answers == []


def test_the_approver_and_the_public_read_the_warning_with_its_answer(client, odd, procurement_officer, executive):
    client.force_login(procurement_officer)
    answer_in_the_form(client, odd, WHY)
    approval.submit(fresh(odd), by=procurement_officer)
    client.force_login(executive)

    review = client.get(reverse("cms_review", args=[fresh(odd).current_workflow_task_state.pk])).content.decode()
    assert review.index("ข้อสังเกต") < review.index("เนื้อหาที่จะเผยแพร่")
    assert OVER in review
    assert WHY in review

    approval.recall(fresh(odd), by=procurement_officer)
    published = publish(odd, by=procurement_officer, approver=executive)
    client.logout()
    assert WHY in client.get(published.get_absolute_url()).content.decode()


def test_a_split_and_a_number_used_twice_are_found_among_the_other_records(
    procurement_officer, finance, clerk_office, django_assert_max_num_queries
):
    def bought(title, day, division=finance, **fields):
        facts = {"budget": "300000.00", "contract_date": day, **fields}
        return make_procurement(by=procurement_officer, division=division, title=title, **facts)

    first = date(2026, 10, 15)
    record = bought("จ้างลาดยาง สาย ก", first, egp_number="69109000001")
    bought("จ้างทำป้าย", first + timedelta(days=20), egp_number="69109000001")
    bought("จ้างถางหญ้า", first + timedelta(days=31))
    bought("จ้างเก็บขยะ", first, division=clerk_office)

    draft = draft_of(record)
    with django_assert_max_num_queries(5):
        found = {each.code: each.sentence for each in draft.draft_warnings()}

    assert set(found) == {"split_vendor", "same_egp_number"}
    assert "2 รายการ รวม 600,000.00 บาท" in found["split_vendor"]
    assert "จ้างทำป้าย" in found["same_egp_number"]


def test_a_record_that_lacks_what_the_form_shows_is_not_submitted(procurement_officer, finance):
    facts = {"kind": "", "method": "", "step": "", "reason": "", "contract_date": None, "reference_price": Decimal(1)}
    record = make_procurement(by=procurement_officer, division=finance, bidders=[], winners=[], **facts)

    with pytest.raises(Incomplete) as refused:
        approval.submit(record, by=procurement_officer)

    named = ["ประเภทการจัดหา", "วิธีซื้อหรือจ้าง", "ขั้นตอน", "เหตุผลที่คัดเลือก", "ผู้เสนอราคา", "ผู้ได้รับการคัดเลือก"]
    named += ["ลงวันที่", "วันที่สั่งซื้อสั่งจ้าง", "วันที่ขอซื้อขอจ้าง"]
    assert [word for word in named if word not in str(refused.value)] == []


def announce(division, by, kind, day, **fields):
    """The draft of a notice of a day."""
    year_page = YearPage.objects.get(url_path__contains="/procurement/")
    body = [("paragraph", "<p>รายละเอียด</p>")]
    notice = ProcurementNoticePage(kind=kind, title="ประกาศ", announced=day, division=division, body=body, **fields)
    return draft(notice, year_page, by=by)


@pytest.mark.parametrize("link", ["record", "number"])
@pytest.mark.parametrize(("days", "is_odd"), [(-1, False), (0, False), (1, True)])
def test_a_contract_before_its_public_notice_of_the_winner_is_odd(
    procurement_officer, finance, executive, link, days, is_odd
):
    record = make_procurement(by=procurement_officer, division=finance, egp_number=EGP)
    record = publish(record, by=procurement_officer, approver=executive)
    tied = {"record": record} if link == "record" else {"egp_number": EGP}
    day = record.contract_date + timedelta(days=days)
    fields = {"closes": None, "winner": "บริษัท แสงทอง จำกัด", "agreed_price": Decimal(12_500)} | tied
    notice = announce(finance, procurement_officer, NoticeKind.WINNER, day, **fields)
    before = [each.code for each in oddities_of(draft_of(record))]

    publish(notice, by=procurement_officer, approver=executive)

    after = [each.code for each in oddities_of(draft_of(record))]
    assert "contract_before_winner" not in before
    assert ("contract_before_winner" in after) == is_odd
