"""What an authority decides about its procurement is changed by the site admin, and stands in the audit chain."""

from decimal import Decimal

import pytest
from django.urls import reverse

from cms.models import AuditEntry
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from procurement.actions.settings import change_settings
from procurement.models import ProcurementSettings
from tests.factories.people import make_user


def entries():
    return AuditEntry.objects.filter(action="procurement.change_settings")


def test_the_site_admin_sets_the_amount_and_the_chain_keeps_both(client, authority, finance):
    client.force_login(make_user(Role.SITE_ADMIN))
    url = reverse("procurement_settings")

    client.post(url, {"first_stage_from": "๕,๐๐๐", "division": finance.pk, "reported_by": "นางพัสดุ"})
    client.post(url, {"first_stage_from": "5000", "division": finance.pk, "reported_by": "นางพัสดุ"})

    assert ProcurementSettings.objects.get().first_stage_from == Decimal(5000)
    (entry,) = entries()
    assert entry.data["before"]["first_stage_from"] == ""
    assert entry.data["after"]["first_stage_from"] == "5000.00"


def test_nobody_else_changes_it(authority, executive, procurement_officer):
    for user in (executive, procurement_officer):
        with pytest.raises(Refused):
            change_settings(authority, {}, by=user)

    assert not entries().exists()
