"""The form of a procurement record with its bidders and winners, by the real views of the admin."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse
from wagtail.models import Revision

from cms.models import AuditEntry
from procurement.models import Bidder, ProcurementRecord
from tests.factories.procurement import make_procurement
from tests.integration.procurement.record_form import COMPANY, record_form

NAME = "wagtailsnippets_procurement_procurementrecord"
PERSON, MASKED, SLIP = "3100600445635", "3-xxxx-xxxxx-xx-5", "3100600445636"


@pytest.fixture
def signed_in(client, procurement_officer):
    client.force_login(procurement_officer)
    return client


@pytest.fixture
def record(procurement_officer, finance):
    return make_procurement(by=procurement_officer, division=finance)


def edit(client, record, **changes):
    posted = record_form(record.division, of=draft_of(record), **changes)
    return client.post(reverse(f"{NAME}:edit", args=[record.pk]), posted)


def everything_stored():
    revisions = json.dumps(list(Revision.objects.values_list("content", flat=True)), ensure_ascii=False)
    log = str(list(AuditEntry.objects.values_list("data", flat=True)))
    return revisions + log + str(list(Bidder.objects.values_list("name", "tax_id")))


def draft_of(record):
    return ProcurementRecord.objects.get(pk=record.pk).get_latest_revision_as_object()


def test_a_record_is_added_with_its_bidders_and_winners(signed_in, finance):
    bidders = [{"name": "ร้านหนึ่ง", "tax_id": "", "price": "100"}, {"name": "ร้านสอง", "tax_id": "", "price": "90"}]

    signed_in.post(
        reverse(f"{NAME}:add"),
        record_form(finance, bidders=bidders, winners=bidders[1:]),
    )

    draft = draft_of(ProcurementRecord.objects.get())
    assert [(each.name, str(each.price)) for each in draft.bidders.all()] == [("ร้านหนึ่ง", "100.00"), ("ร้านสอง", "90.00")]
    assert [each.name for each in draft.winners.all()] == ["ร้านสอง"]


def test_the_form_offers_the_rows_as_sheets_that_read_what_is_pasted(signed_in, record):
    html = signed_in.get(reverse(f"{NAME}:edit", args=[record.pk])).content.decode()
    url = reverse("cms_read_rows", args=["procurement.procurementrecord", "bidders"])

    assert url in html
    rows = {"columns": ["name", "tax_id", "price"], "rows": [["ร้านหนึ่ง", PERSON, "1,200"], ["ร้านสอง", SLIP, ""]]}
    answer = signed_in.post(url, json.dumps(rows), content_type="application/json")
    assert answer.json()["rows"][0] == {"name": "ร้านหนึ่ง", "tax_id": MASKED, "price": "1,200.00"}
    assert [(each["row"], each["column"]) for each in answer.json()["errors"]] == [(1, "tax_id")]
    assert SLIP not in answer.json()["errors"][0]["message"]
    assert PERSON not in answer.content.decode()


def test_the_rows_are_read_for_who_drafts_procurement_alone(client, officer, record):
    client.force_login(officer)
    url = reverse("cms_read_rows", args=["procurement.procurementrecord", "bidders"])

    assert client.post(url, json.dumps({"rows": []}), content_type="application/json").status_code in (302, 403)


@pytest.mark.parametrize("written", [PERSON, "3-1006-00445-63-5", "๓๑๐๐๖๐๐๔๔๕๖๓๕", " 3 1006 00445 63 5 "])
def test_the_number_of_a_person_is_stored_masked_alone(signed_in, record, finance, written):
    party = {"name": "นายบุญมี ใจดี", "tax_id": written, "price": "12500.00"}

    edit(signed_in, record, bidders=[party], winners=[party])

    assert draft_of(record).bidders.get().tax_id == MASKED
    assert PERSON not in everything_stored()


def test_the_number_of_a_person_is_not_shown_again_where_the_form_is_refused(signed_in, record, finance):
    party = {"name": "นายบุญมี ใจดี", "tax_id": PERSON, "price": "ร้อย"}

    html = edit(signed_in, record, bidders=[party]).content.decode()

    assert MASKED in html
    assert PERSON not in html


def test_a_wrong_number_is_refused_without_repeating_it(signed_in, record, finance):
    party = {"name": "นายบุญมี ใจดี", "tax_id": SLIP, "price": "1"}

    answer = edit(signed_in, record, bidders=[party])

    formset = answer.context["form"].formsets["bidders"]
    assert "เลขประจำตัวผู้เสียภาษีไม่ถูกต้อง" in str(formset.errors)
    assert SLIP not in str(formset.errors)
    assert SLIP not in everything_stored()


def test_no_way_past_the_form_stores_the_number_of_a_person(record, procurement_officer):
    draft = draft_of(record)
    draft.bidders = [Bidder(name="นายบุญมี", tax_id=PERSON)]
    draft.winners.get().tax_id = SLIP
    draft.save_revision(user=procurement_officer)
    Bidder.objects.bulk_create([Bidder(record=record, name="นายบุญมา", tax_id=PERSON)])
    Bidder.objects.filter(record=record).update(tax_id=PERSON)

    assert PERSON not in everything_stored()
    assert SLIP not in everything_stored()


def test_a_company_keeps_its_number_in_digits(signed_in, record, finance):
    party = {"name": "บริษัท แสงทอง จำกัด", "tax_id": "0-1055-36112-01-4", "price": "12500.50"}

    edit(signed_in, record, bidders=[party])

    assert draft_of(record).bidders.get().tax_id == COMPANY


@pytest.mark.parametrize("written", ["69089649017", "๖๙๐๘๙๖๔๙๐๑๗", "6908 964-9017"])
def test_the_project_number_is_kept_in_one_spelling(signed_in, record, finance, written):
    edit(signed_in, record, egp_number=written)

    assert draft_of(record).egp_number == "69089649017"


def test_a_month_is_chosen_with_a_reason_and_only_where_it_is_another(signed_in, record, finance):
    def said(**choice):
        answer = edit(signed_in, record, **choice)
        return str(answer.context["form"].errors) if answer.status_code == 200 else ""

    assert "เขียนเหตุผล" in said(counted_on="2 พ.ย. 2569")
    assert "อยู่ในเดือนเดียวกับ" in said(counted_on="2 ต.ค. 2569", counted_reason="ตรวจรับ")
    assert said(counted_on="2 พ.ย. 2569", counted_reason="ตรวจรับในเดือนพฤศจิกายน") == ""
    assert draft_of(record).month == "m02"


def test_an_autosave_keeps_the_rows(signed_in, record, finance):
    answer = signed_in.post(
        reverse(f"{NAME}:edit", args=[record.pk]),
        record_form(finance, of=draft_of(record)),
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 200
    assert [each.name for each in draft_of(record).winners.all()] == ["บริษัท แสงทอง จำกัด"]


def test_a_record_is_previewed_and_compared_with_its_rows(signed_in, record, finance):
    preview = reverse(f"{NAME}:preview_on_edit", args=[record.pk])
    signed_in.post(preview, record_form(finance, of=draft_of(record)))
    shown = signed_in.get(preview).content.decode()
    edit(signed_in, record, bidders=[{"name": "ร้านอื่น", "price": "1"}])
    compared = signed_in.get(reverse(f"{NAME}:revisions_compare", args=[record.pk, "earliest", "latest"]))

    assert "บริษัท แสงทอง จำกัด" in shown
    assert "ร้านอื่น" in compared.content.decode()


def test_a_record_is_submitted_from_its_form(signed_in, record, finance):
    edit(signed_in, record, **{"action-submit": "1"})

    assert ProcurementRecord.objects.get(pk=record.pk).workflow_in_progress


def winners_after(client, officer, division, **posted):
    client.force_login(officer)
    client.post(reverse(f"{NAME}:add"), record_form(division, winners=[], **posted))
    draft = ProcurementRecord.objects.get().get_latest_revision_as_object()
    return [(each.name, each.price) for each in draft.winners.all()]


def test_without_a_script_a_bidder_that_is_named_becomes_a_winner(client, procurement_officer, finance):
    found = winners_after(client, procurement_officer, finance, winner_from="บริษัท แสงทอง จำกัด")

    assert found == [("บริษัท แสงทอง จำกัด", Decimal("12500.50"))]
    assert ProcurementRecord.objects.get().winners.count() == 1


def test_somebody_who_did_not_bid_becomes_no_winner(client, procurement_officer, finance):
    assert winners_after(client, procurement_officer, finance, winner_from="ร้านอื่น") == []


def test_a_winner_is_not_copied_twice(client, procurement_officer, finance):
    client.force_login(procurement_officer)

    client.post(reverse(f"{NAME}:add"), record_form(finance, winner_from="บริษัท แสงทอง จำกัด"))

    assert ProcurementRecord.objects.get().winners.count() == 1
