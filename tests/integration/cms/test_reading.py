"""A canonical content as an approver reads it, and what his and the officer's screens make of it."""

from decimal import Decimal

from django.urls import reverse
from wagtail.models import Page

from cms.actions import approval, takedown
from cms.blocks import NarrativeBlock
from cms.models import Publication
from cms.pages import SectionPage, YearPage
from cms.records.block_wording import block_in_words
from cms.records.content import canonical_content
from cms.records.wording import labels_of, reading
from disclosures.pages import GeneralAnnouncementPage, IntegrityMeasurePage, MeasureObligation
from procurement.models import ProcurementRecord
from tests.factories.decisions import approve_by, settle
from tests.factories.procurement import make_procurement
from tests.factories.records import make_announcement, make_measure


def test_amounts_have_separators_and_references_are_words(procurement_officer, finance):
    record = make_procurement(by=procurement_officer, division=finance, budget=Decimal("245000.5"))

    words = reading(ProcurementRecord, canonical_content(record))

    assert words["budget"].text == "245,000.50"
    assert words["division"].text == "กองคลัง"
    assert labels_of(ProcurementRecord)["budget"] == "วงเงินที่จะซื้อหรือจ้าง (บาท)"


def test_choices_in_rows_are_named(year_page, officer, clerk_office):
    page = make_measure(year_page, by=officer, division=clerk_office)
    page.obligations = [MeasureObligation(what="ติดตาม", owner="ผู้บริหาร", cadence="monthly")]

    words = reading(IntegrityMeasurePage, canonical_content(page))

    assert words["obligations"][0].text == "สิ่งที่ต้องทำ: ติดตาม\nผู้รับผิดชอบ: ผู้บริหาร\nความถี่: ทุกเดือน"
    assert words["period"].text == f"ปีงบประมาณ {page.fiscal_year}"


def test_a_withdrawn_record_is_no_draft_on_the_home(
    year_page, officer, clerk_office, executive, second_executive, client
):
    page = make_announcement(year_page, by=officer, division=clerk_office, title="ประกาศที่ถอนแล้ว")
    approval.submit(page, by=officer)
    waiting = page.current_workflow_task_state
    approve_by(waiting, executive)
    request = takedown.request_withdrawal(Publication.objects.of(page).get(), by=executive, reason="ผิด")
    settle(request, by=second_executive, withdraw=True)
    client.force_login(officer)

    home = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "ประกาศที่ถอนแล้ว" not in home


def test_a_section_takes_the_types_that_belong_there(authority, year_page):
    measures = YearPage.objects.descendant_of(SectionPage.objects.get(slug="integrity-measures")).get()

    assert IntegrityMeasurePage.can_create_at(Page.objects.get(pk=measures.pk))
    assert not IntegrityMeasurePage.can_create_at(Page.objects.get(pk=year_page.pk))
    assert GeneralAnnouncementPage.can_create_at(Page.objects.get(pk=year_page.pk))
    assert not GeneralAnnouncementPage.can_create_at(Page.objects.get(pk=measures.pk))


def test_the_public_needs_no_inline_style(authority, officer, client):
    assert "style-src 'self';" in client.get("/").headers["Content-Security-Policy"] + ";"
    client.force_login(officer)
    assert (
        "style-src 'self' 'unsafe-inline'"
        in client.get(reverse("wagtailadmin_home")).headers["Content-Security-Policy"]
    )


def test_content_of_an_older_schema_is_read_as_it_is(year_page, officer, clerk_office):
    page = make_measure(year_page, by=officer, division=clerk_office)

    words = reading(
        IntegrityMeasurePage, {**canonical_content(page), "actions": ["อบรม", None], "outcomes": "ดี", "old": 1}
    )

    assert [row.text for row in words["actions"]] == ["อบรม", ""]
    assert words["outcomes"].text == "ดี"
    assert words["old"].text == '{"old":1}'


def test_the_parts_of_a_block_are_read_in_the_order_of_the_block():
    parts = {"image": {"picture": 1, "sha256": "ab"}, "decorative": False, "alt_text": "ถนนสายหลังวัด"}
    stored = {name: parts[name] for name in reversed(parts)}

    words, of_stored = (
        block_in_words(NarrativeBlock(), [{"type": "picture", "value": each}]) for each in (parts, stored)
    )

    assert words.index("ไม่ใช่") < words.index("ถนนสายหลังวัด")
    assert of_stored == words
