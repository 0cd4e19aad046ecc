"""What is odd about a draft of a procurement, with the records and notices that make it so. Five queries at most."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Min, Q

from cms.policy.draft_warnings import DraftWarning
from procurement.models import ProcurementRecord
from procurement.policy.codes import NoticeKind
from procurement.policy.months import COUNTING_DATES
from procurement.policy.oddities import LIMIT, SPECIFIC_METHODS, WINDOW, Facts, Neighbour, Offer, oddities
from procurement.policy.vendors import name_key
from procurement.selectors.notices import public_notices

MOST_NEIGHBOURS = 200
MOST_DUPLICATES = 5
ANNOUNCING = (NoticeKind.INVITATION, NoticeKind.WINNER)


def oddities_of(draft: ProcurementRecord) -> list[DraftWarning]:
    """What is odd about a draft as it is in memory, without the answers."""
    same_egp, same_contract = _duplicates(draft)
    days = _days_of_notices(draft)
    return oddities(
        Facts(
            title=draft.title,
            kind=draft.kind,
            method=draft.method,
            legal_basis=draft.legal_basis,
            budget=draft.budget,
            reference_price=draft.reference_price,
            request=draft.request_date,
            order=draft.order_date,
            contract=draft.contract_date,
            end=draft.end_date,
            day=draft.counting_day,
            invited=days.get(NoticeKind.INVITATION),
            announced=days.get(NoticeKind.WINNER),
            bidders=_offers(draft.bidders.all()),
            winners=_offers(draft.winners.all()),
            neighbours=_neighbours(draft),
            same_egp_number=same_egp,
            same_contract_number=same_contract,
        )
    )


def _days_of_notices(draft: ProcurementRecord) -> dict[str, date]:
    """The first day of its public notices by kind: of those that name it, or have its number in e-GP."""
    if draft.contract_date is None:
        return {}
    own = Q(record=draft.pk, record__isnull=False)
    if draft.egp_number:
        own |= Q(egp_number=draft.egp_number)
    notices = public_notices(draft.authority).filter(own, kind__in=ANNOUNCING, announced__isnull=False)
    return dict(notices.order_by().values_list("kind").annotate(first=Min("announced")))


def _offers(rows: Iterable[Any]) -> list[Offer]:
    return [Offer(row.name, row.tax_id, row.price) for row in rows]


def _neighbours(draft: ProcurementRecord) -> list[Neighbour]:
    """Small purchases of its division by a specific method within the window before and after its day."""
    day = draft.counting_day
    if day is None or draft.method not in SPECIFIC_METHODS or draft.budget is None or draft.budget >= LIMIT:
        return []
    near = Q()
    for name in COUNTING_DATES:
        near |= Q(**{f"{name}__range": (day - WINDOW, day + WINDOW)})
    rows = ProcurementRecord.objects.filter(
        near, division_id=draft.division_id, method__in=SPECIFIC_METHODS, budget__lt=LIMIT
    )
    rows = rows.exclude(pk=draft.pk).order_by("-pk").prefetch_related("winners")[:MOST_NEIGHBOURS]
    return [_neighbour(row) for row in rows if row.counting_day]


def _neighbour(row: ProcurementRecord) -> Neighbour:
    amount = max(row.budget, row.agreed or Decimal(0))
    day = row.counting_day
    assert day is not None  # noqa: S101 it was found by a day
    return Neighbour(row.title, row.kind, day, amount, frozenset(name_key(winner.name) for winner in row.winners.all()))


def _duplicates(draft: ProcurementRecord) -> tuple[list[str], list[str]]:
    """The titles of other records of the authority with its e-GP number, and with its contract number of the year."""
    same_egp = Q(egp_number=draft.egp_number) if draft.egp_number else Q(pk=None)
    same_contract = Q(pk=None)
    if draft.contract_number.strip():
        same_contract = Q(contract_number=draft.contract_number.strip(), fiscal_year=draft.fiscal_year)
    if not draft.egp_number and not draft.contract_number.strip():
        return [], []
    rows = ProcurementRecord.objects.filter(same_egp | same_contract, authority_id=draft.authority_id)
    found = list(rows.exclude(pk=draft.pk).order_by("pk")[:MOST_DUPLICATES])
    egp = [row for row in found if draft.egp_number and row.egp_number == draft.egp_number]
    contract = [row for row in found if row not in egp]
    return [row.title for row in egp], [row.title for row in contract]
