"""Changing what an authority decides about its procurement."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from cms.actions import audit
from cms.models import Authority, User
from cms.permissions.grants import is_site_admin
from cms.policy.refusal import Refused
from procurement.models import ProcurementSettings

NOT_THEIRS = "ตั้งค่างานจัดซื้อจัดจ้างได้เฉพาะผู้ดูแลระบบ"
FIELDS = ("division", "first_stage_from", "reported_by", "reporter_position")


@transaction.atomic
def change_settings(authority: Authority, values: Mapping[str, Any], *, by: User) -> ProcurementSettings:
    """Save the settings; the audit chain keeps what they were and are. Raises Refused."""
    if not is_site_admin(by):
        raise Refused(NOT_THEIRS)
    found, _made = ProcurementSettings.objects.select_for_update().get_or_create(authority=authority)
    before = _plain(found)
    for name in FIELDS:
        setattr(found, name, values[name])
    found.full_clean()
    found.save()
    found.refresh_from_db()  # amounts as they are kept, "5000.00", so that the same value is no change
    after = _plain(found)
    if after != before:
        data = {"before": before, "after": after}
        audit.append("content", "procurement.change_settings", by=by, authority=authority, obj=found, data=data)
    return found


def _plain(settings: ProcurementSettings) -> dict[str, str]:
    return {name: "" if (value := getattr(settings, name)) is None else str(value) for name in FIELDS}
