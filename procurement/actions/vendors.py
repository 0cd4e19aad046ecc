"""The vendors: found by number or name when a record is published, renamed and merged by procurement officers."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from cms.actions import audit
from cms.models import Authority, User
from cms.permissions.grants import grants_of
from cms.policy.refusal import Refused
from procurement.models import Bidder, ProcurementRecord, Vendor, Winner
from procurement.policy.roles import DRAFTS_PROCUREMENT
from procurement.policy.tax_ids import is_juristic, refusal_of_tax_id
from procurement.policy.vendors import name_key, refusal_to_merge

NOT_THEIRS = "แก้ไขทะเบียนผู้ประกอบการได้เฉพาะเจ้าหน้าที่พัสดุ"
TAKEN = "มีผู้ประกอบการรายอื่นใช้ชื่อหรือเลขนี้แล้ว รวมเป็นรายเดียวกันแทน"


def name_vendors(record: ProcurementRecord) -> None:
    """Let the public rows of a record name their vendors, who are added where nobody is known by number or name."""
    rows: list[Any] = [*Bidder.objects.filter(record=record), *Winner.objects.filter(record=record)]
    known = _known(record.authority, rows)
    for model in (Bidder, Winner):
        changed = [row for row in rows if isinstance(row, model)]
        for row in changed:
            row.vendor = _vendor_of(row, record.authority, known)
        model._default_manager.bulk_update(changed, ["vendor"])


@transaction.atomic
def change_vendor(vendor: Vendor, *, name: str, tax_id: str, by: User) -> None:
    """Correct the name or number of a vendor; what was approved keeps its own. Raises Refused."""
    vendor = _locked(vendor.pk, by=by)
    if reason := refusal_of_tax_id(tax_id):
        raise Refused(reason)
    if tax_id and not is_juristic(tax_id):
        raise Refused("ทะเบียนเก็บเฉพาะเลขของนิติบุคคล เลขของบุคคลธรรมดาไม่เก็บ")
    before = {"name": vendor.name, "tax_id": vendor.tax_id}
    vendor.name, vendor.tax_id, vendor.name_key = name.strip(), tax_id, name_key(name)
    others = Vendor.objects.filter(authority=vendor.authority).exclude(pk=vendor.pk)
    same = others.filter(tax_id=tax_id) if tax_id else others.filter(tax_id="", name_key=vendor.name_key)
    if same.exists():
        raise Refused(TAKEN)
    vendor.save()
    after = {"name": vendor.name, "tax_id": vendor.tax_id}
    _record(vendor, "procurement.change_vendor", by=by, data={"before": before, "after": after})


@transaction.atomic
def merge_vendors(vendor: Vendor, *, into: Vendor, by: User) -> None:
    """Make two spellings one vendor: rows of the first name the second, and the first is deleted. Raises Refused."""
    pks = sorted({vendor.pk, into.pk})
    locked = {pk: _locked(pk, by=by) for pk in pks}
    vendor, into = locked[vendor.pk], locked[into.pk]
    if reason := refusal_to_merge(
        same=vendor.pk == into.pk,
        same_authority=vendor.authority_id == into.authority_id,
        numbers=[vendor.tax_id, into.tax_id],
    ):
        raise Refused(reason)
    for model in (Bidder, Winner):
        model._default_manager.filter(vendor=vendor).update(vendor=into)
    number = vendor.tax_id
    data = {"merged": vendor.name, "merged_tax_id": number, "into": into.name}
    vendor.delete()
    if number and not into.tax_id:
        into.tax_id = number
        into.save(update_fields=["tax_id"])
    _record(into, "procurement.merge_vendors", by=by, data=data)


def _known(authority: Authority, rows: Iterable[Any]) -> dict[str, Vendor]:
    """The vendors of these rows by number and by name, each name with the vendor that has it alone."""
    found = Vendor.objects.filter(authority=authority, name_key__in={name_key(row.name) for row in rows})
    numbered = Vendor.objects.filter(authority=authority, tax_id__in={row.tax_id for row in rows if row.tax_id})
    known: dict[str, Vendor] = {}
    several: set[str] = set()
    for vendor in found | numbered:
        several |= {vendor.name_key} & known.keys()
        known[vendor.name_key] = vendor
        if vendor.tax_id:
            known[vendor.tax_id] = vendor
    return {key: vendor for key, vendor in known.items() if key not in several}


def _vendor_of(row: Any, authority: Authority, known: dict[str, Vendor]) -> Vendor:
    number, key = (row.tax_id if is_juristic(row.tax_id) else ""), name_key(row.name)
    vendor = known.get(number) if number else None
    vendor = vendor or known.get(key)
    if vendor is not None and number and vendor.tax_id and vendor.tax_id != number:
        vendor = None  # a company of the same name
    if vendor is None:
        identity = {"tax_id": number} if number else {"tax_id": "", "name_key": key}
        defaults = {"name": row.name, "name_key": key}
        vendor, _made = Vendor.objects.get_or_create(authority=authority, **identity, defaults=defaults)
    elif number and not vendor.tax_id:
        vendor.tax_id = number
        vendor.save(update_fields=["tax_id"])
    known.setdefault(key, vendor)
    if number:
        known[number] = vendor
    return vendor


def _locked(pk: int, *, by: User) -> Vendor:
    if not grants_of(by).roles & DRAFTS_PROCUREMENT:
        raise Refused(NOT_THEIRS)
    found = Vendor.objects.select_for_update().filter(pk=pk).first()
    if found is None:
        raise Refused("ผู้ประกอบการรายนี้ถูกรวมกับรายอื่นไปแล้ว")
    return found


def _record(vendor: Vendor, action: str, *, by: User, data: Mapping[str, object]) -> None:
    audit.append("content", action, by=by, authority=vendor.authority, obj=vendor, data=data)
