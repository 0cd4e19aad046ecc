"""The register of vendors: filled by what is published, corrected by procurement officers."""

from decimal import Decimal

import pytest
from django.urls import reverse

from cms.actions import audit
from cms.actions.verification import first_difference
from cms.models import AuditEntry, Authority
from cms.policy.refusal import Refused
from procurement.actions.vendors import change_vendor, merge_vendors
from procurement.models import Bidder, ProcurementRecord, Vendor, Winner
from tests.factories.procurement import COMPANY, make_procurement
from tests.factories.publications import publish

PERSON, MASKED = "3100600445635", "3-xxxx-xxxxx-xx-5"


@pytest.fixture
def bought(procurement_officer, finance, executive):
    """Publish a record won by a vendor of this name and number."""

    def buy(name, tax_id="", price="1000.00"):
        parties = [(name, Decimal(price))]
        title = f"ซื้อจาก {name} {Vendor.objects.count()}"
        record = make_procurement(
            by=procurement_officer, division=finance, title=title, budget=price, bidders=parties, winners=parties
        )
        draft = record.get_latest_revision_as_object()
        for row in [*draft.bidders.all(), *draft.winners.all()]:
            row.tax_id = tax_id
        draft.save_revision(user=procurement_officer)
        return publish(ProcurementRecord.objects.get(pk=record.pk), by=procurement_officer, approver=executive)

    return buy


def test_a_draft_adds_no_vendor_and_its_publication_does(procurement_officer, finance, executive):
    record = make_procurement(by=procurement_officer, division=finance)
    assert not Vendor.objects.exists()

    publish(record, by=procurement_officer, approver=executive)

    vendor = Vendor.objects.get()
    assert vendor.name == "บริษัท แสงทอง จำกัด"
    assert {Bidder.objects.get().vendor, Winner.objects.get().vendor} == {vendor}
    assert first_difference() is None


def test_spellings_and_numbers_find_the_same_vendor(bought):
    for name, number in [("บจก. แสงทอง", ""), ("บริษัท แสงทอง จำกัด", COMPANY), ("แสงทองกรุ๊ป", COMPANY)]:
        bought(name, number)

    vendor = Vendor.objects.get()
    assert (vendor.name, vendor.tax_id) == ("บจก. แสงทอง", COMPANY)
    assert Winner.objects.filter(vendor=vendor).count() == 3


def test_companies_of_one_name_with_two_numbers_are_two(bought):
    bought("บจก. แสงทอง", COMPANY)
    bought("บจก. แสงทอง", "0994000617721")

    assert Vendor.objects.count() == 2


def test_a_person_is_known_by_name_alone(bought):
    bought("นายบุญมี ใจดี", PERSON)

    assert Vendor.objects.get().tax_id == ""
    assert Winner.objects.get().tax_id == MASKED


def test_a_correction_leaves_what_was_approved(bought, procurement_officer):
    record = bought("ร้านแสงท่อง")

    change_vendor(Vendor.objects.get(), name="ร้านแสงทอง", tax_id=COMPANY, by=procurement_officer)

    assert Vendor.objects.get().tax_id == COMPANY
    assert ProcurementRecord.objects.get(pk=record.pk).winners.get().name == "ร้านแสงท่อง"
    assert AuditEntry.objects.filter(action="procurement.change_vendor").count() == 1
    assert first_difference() is None


def test_the_number_of_a_person_enters_no_register(bought, procurement_officer):
    bought("นายบุญมี ใจดี")

    with pytest.raises(Refused) as refused:
        change_vendor(Vendor.objects.get(), name="นายบุญมี ใจดี", tax_id=PERSON, by=procurement_officer)

    assert PERSON not in str(refused.value)


def test_two_spellings_become_one(bought, procurement_officer):
    bought("ร้านแสงทอง")
    bought("ร้านแสงท่อง", COMPANY)
    wrong, right = Vendor.objects.get(name="ร้านแสงท่อง"), Vendor.objects.get(name="ร้านแสงทอง")

    merge_vendors(wrong, into=right, by=procurement_officer)

    vendor = Vendor.objects.get()
    assert (vendor.name, vendor.tax_id, Winner.objects.filter(vendor=vendor).count()) == ("ร้านแสงทอง", COMPANY, 2)
    assert audit.verify() is None
    assert first_difference() is None


def test_a_record_is_published_again_after_its_vendor_was_merged(bought, procurement_officer, executive):
    bought("ร้านแสงทอง")
    record = bought("ร้านแสงท่อง")
    merge_vendors(
        Vendor.objects.get(name="ร้านแสงท่อง"), into=Vendor.objects.get(name="ร้านแสงทอง"), by=procurement_officer
    )
    draft = ProcurementRecord.objects.get(pk=record.pk)
    draft.title = "แก้ชื่อ"
    draft.save_revision(user=procurement_officer)

    assert publish(record, by=procurement_officer, approver=executive).title == "แก้ชื่อ"


def test_who_is_no_procurement_officer_changes_nothing(bought, executive):
    bought("ร้านแสงทอง")

    with pytest.raises(Refused):
        change_vendor(Vendor.objects.get(), name="ร้านอื่น", tax_id="", by=executive)


def test_the_list_says_contracts_and_sums_in_few_queries(
    client, bought, procurement_officer, django_assert_max_num_queries
):
    bought("ร้านแสงทอง", price="1000.00")
    bought("ร้านแสงทอง", price="2500.00")
    Vendor.objects.bulk_create(
        Vendor(authority=Authority.objects.get(), name=f"ร้าน {n}", name_key=f"ร้าน{n}") for n in range(120)
    )
    client.force_login(procurement_officer)
    client.get(reverse("procurement_vendor_index"))

    with django_assert_max_num_queries(20):
        html = client.get(reverse("procurement_vendor_index"), {"q": "แสงทอง"}).content.decode()

    assert "3,500.00 บาท" in html
    assert "ร้าน 7" not in html
    assert len(client.get(reverse("procurement_vendor_index")).context["rows"]) == 50


def test_the_screen_corrects_and_merges(client, bought, procurement_officer):
    bought("ร้านแสงทอง")
    bought("ร้านแสงท่อง")
    client.force_login(procurement_officer)
    url = reverse("procurement_vendor_edit", args=[Vendor.objects.get(name="ร้านแสงท่อง").pk])

    refused = client.post(url, {"do": "change", "name": "ร้านแสงทอง", "tax_id": ""})
    assert "รวมเป็นรายเดียวกัน" in refused.content.decode()
    client.post(url, {"do": "merge", "into": "ร้านแสงทอง"})

    assert Vendor.objects.get().name == "ร้านแสงทอง"
