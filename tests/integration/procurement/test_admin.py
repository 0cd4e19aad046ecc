"""Procurement records in the admin: own division only, by every address."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Revision

from cms.actions import approval
from cms.actions.people import appoint
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from procurement.models import ProcurementRecord
from tests.factories.people import make_user
from tests.factories.procurement import make_procurement
from tests.factories.publications import publish
from tests.integration.procurement.record_form import record_form

NAME = "wagtailsnippets_procurement_procurementrecord"
CHOOSER = "wagtailsnippetchoosers_procurement_procurementrecord"
SECRET = "จ้างเหมาที่ยังไม่ประกาศ"


@pytest.fixture
def record(procurement_officer, finance):
    return make_procurement(by=procurement_officer, division=finance, title=SECRET)


@pytest.fixture
def stranger(clerk_office):
    """A procurement officer of another division."""
    return make_user(Role.PROCUREMENT_OFFICER, clerk_office)


def test_a_new_record_takes_the_authority_of_its_division(client, procurement_officer, finance):
    client.force_login(procurement_officer)

    client.post(reverse(f"{NAME}:add"), record_form(finance))

    record = ProcurementRecord.objects.get()
    assert (record.authority, record.live, record.contract_date.year) == (finance.authority, False, 2026)
    assert (record.fiscal_year, record.month) == (2570, "m01")


def test_a_record_is_put_into_no_other_division(client, procurement_officer, clerk_office, record):
    client.force_login(procurement_officer)

    client.post(reverse(f"{NAME}:add"), record_form(clerk_office))
    client.post(reverse(f"{NAME}:edit", args=[record.pk]), record_form(clerk_office))

    assert not ProcurementRecord.objects.filter(division=clerk_office).exists()
    assert Revision.objects.for_instance(record).count() == 1


def test_the_list_shows_the_own_division_with_amounts_people_can_read(client, procurement_officer, stranger, record):
    client.force_login(procurement_officer)
    own = client.get(reverse(f"{NAME}:list")).content.decode()
    client.force_login(stranger)
    others = client.get(reverse(f"{NAME}:list")).content.decode()

    assert SECRET in own
    assert "12,500.00" in own
    assert SECRET not in others


@pytest.mark.parametrize("query", ["ยังไม่", '"', "%", "จ้างเหมา'"])
def test_the_search_takes_any_text_and_stays_in_the_division(client, procurement_officer, stranger, record, query):
    client.force_login(procurement_officer)
    own = client.get(reverse(f"{NAME}:list"), {"q": query})
    client.force_login(stranger)
    others = client.get(reverse(f"{NAME}:list"), {"q": query})

    assert own.status_code == 200
    assert (SECRET in own.content.decode()) == (query == "ยังไม่")
    assert SECRET not in others.content.decode()


def test_the_filters_find_by_year(client, procurement_officer, finance, record):
    earlier = record.contract_date - timedelta(days=400)
    other = make_procurement(by=procurement_officer, division=finance, title="จ้างปีก่อน", contract_date=earlier)
    client.force_login(procurement_officer)

    assert SECRET in client.get(reverse(f"{NAME}:list"), {"fiscal_year": record.fiscal_year}).content.decode()
    assert SECRET not in client.get(reverse(f"{NAME}:list"), {"fiscal_year": other.fiscal_year}).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"month": "m04"}, True),
        ({"month": "m01"}, False),
        ({"method": "19"}, True),
        ({"method": "16"}, False),
        ({"vendor": "แสงทอง"}, True),
        ({"vendor": "สายฟ้า"}, False),
    ],
)
def test_the_filters_find_by_month_method_and_vendor(client, procurement_officer, record, query, found):
    client.force_login(procurement_officer)

    assert (SECRET in client.get(reverse(f"{NAME}:list"), query).content.decode()) == found


def test_a_longer_list_asks_no_more(client, procurement_officer, finance, record, django_assert_max_num_queries):
    client.force_login(procurement_officer)
    client.get(reverse(f"{NAME}:list"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(f"{NAME}:list"))
    for number in range(5):
        make_procurement(by=procurement_officer, division=finance, title=f"งาน {number}")

    with django_assert_max_num_queries(len(one) + 5):  # the word for the state of each
        html = client.get(reverse(f"{NAME}:list")).content.decode()

    assert "ม.ค. 2570" in html
    assert "บริษัท แสงทอง จำกัด" in html


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_there_is_no_export_yet(client, procurement_officer, record, export):
    client.force_login(procurement_officer)

    assert client.get(reverse(f"{NAME}:list"), {"export": export}).status_code == 404


def test_choosers_stay_in_the_division(client, stranger, record):
    client.force_login(stranger)

    assert SECRET not in client.get(reverse(f"{CHOOSER}:choose")).content.decode()
    assert SECRET not in client.get(reverse(f"{CHOOSER}:chosen_multiple"), {"id": record.pk}).content.decode()
    assert client.get(reverse(f"{CHOOSER}:chosen", args=[record.pk])).status_code == 404


@pytest.mark.parametrize("pk", ["abc", "1%2F2", "-1"])
def test_what_is_no_number_is_nobody(client, procurement_officer, record, pk):
    client.force_login(procurement_officer)

    compare = f"/admin/snippets/procurement/procurementrecord/history/{pk}/revisions/compare/earliest...latest/"
    assert client.get(compare).status_code == 404
    assert client.get(reverse(f"{CHOOSER}:chosen", args=["x"])).status_code == 404
    assert client.get(reverse(f"{CHOOSER}:chosen_multiple"), {"id": pk}).status_code == 200


def test_bulk_deletion_is_closed(client, procurement_officer, record):
    client.force_login(procurement_officer)

    client.post(
        reverse("wagtail_bulk_action", args=["procurement", "procurementrecord", "delete"]) + f"?id={record.pk}"
    )

    assert ProcurementRecord.objects.filter(pk=record.pk).exists()


def test_a_waiting_record_is_recalled_before_it_is_deleted(client, procurement_officer, record):
    approval.submit(record, by=procurement_officer)
    client.force_login(procurement_officer)

    client.post(reverse(f"{NAME}:delete", args=[record.pk]))

    assert ProcurementRecord.objects.filter(pk=record.pk).exists()


def test_what_was_public_is_not_deleted(client, procurement_officer, executive, record):
    record = publish(record, by=procurement_officer, approver=executive)
    client.force_login(procurement_officer)

    client.post(reverse(f"{NAME}:delete", args=[record.pk]))

    assert ProcurementRecord.objects.filter(pk=record.pk).exists()
    with pytest.raises(Refused):
        record.delete()


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.AUDITOR, Role.DISCLOSURE_OFFICER])
def test_readers_see_history_without_a_way_to_change(client, record, role):
    client.force_login(make_user(role))

    history = client.get(reverse(f"{NAME}:history", args=[record.pk]))
    edit = client.get(reverse(f"{NAME}:edit", args=[record.pk]))

    assert history.status_code == 200
    assert reverse(f"{NAME}:edit", args=[record.pk]) not in history.content.decode()
    assert edit.status_code == 404


def test_reading_everything_does_not_widen_what_one_writes(client, stranger, record):
    """A procurement officer of one division who is the auditor too reads the other's, and writes none of it."""
    appoint(stranger, Role.AUDITOR, authority=record.authority, by=None)
    client.force_login(stranger)

    assert client.get(reverse(f"{NAME}:inspect", args=[record.pk])).status_code == 200
    assert client.post(reverse(f"{NAME}:edit", args=[record.pk]), {"title": "ยึด"}).status_code == 404
    assert client.post(reverse(f"{NAME}:delete", args=[record.pk])).status_code == 404
