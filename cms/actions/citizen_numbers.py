"""Waiving citizen numbers: each named number of a record may become public, with a written reason."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.actions import audit
from cms.models import Approvable, CitizenNumberWaiver, DraftContributor, User
from cms.models.publication import base_content_type
from cms.permissions.grants import grants_of
from cms.policy import citizen_numbers as policy
from cms.policy.refusal import Refused
from cms.policy.roles import MAY_WAIVE
from cms.records.citizen_numbers import examine_all_of
from cms.workflow.locking import lock_object


@transaction.atomic
def waive(
    obj: Approvable, numbers: Collection[str], *, by: User, reason: str, now: datetime | None = None
) -> list[CitizenNumberWaiver]:
    """Let the citizen numbers with these keys (`FoundNumber.key`) become public where they stand in this record.

    Raises `Refused` (`refusal_to_waive`), also where one of them is not there any more.
    """
    obj = lock_object(obj)
    found = {number.key: number for number in examine_all_of(obj).open_numbers}
    if refusal := refusal_to_waive(obj, by, is_as_shown=bool(numbers) and found.keys() >= set(numbers), reason=reason):
        raise Refused(refusal)
    waived = [
        CitizenNumberWaiver(
            content_type=base_content_type(obj),
            object_id=str(obj.pk),
            place=found[key].place,
            number_hash=found[key].number_hash,
            masked=found[key].masked,
            where=found[key].where[:300],
            reason=reason.strip(),
            waived_by=by,
            waived_at=now or timezone.now(),
        )
        for key in dict.fromkeys(numbers)
    ]
    CitizenNumberWaiver.objects.bulk_create(waived)
    data = {"reason": reason.strip(), "numbers": [[waiver.masked, waiver.where] for waiver in waived]}
    audit.append("decision", "citizen_number.waived", by=by, authority=obj.authority, obj=obj, data=data)
    return waived


def refusal_to_waive(obj: Approvable, user: User, *, is_as_shown: bool = True, reason: str = "-") -> str | None:
    """Why a person may not waive citizen numbers of a record, or None; without a reason given, whether ever."""
    return policy.refusal_to_waive(
        may_waive=bool(grants_of(user).roles & MAY_WAIVE),
        is_contributor=DraftContributor.objects.of(obj).filter(user=user).exists(),
        is_as_shown=is_as_shown,
        reason=reason,
    )
