"""The public procurements that a visitor asks for (`procurement.policy.selection`)."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Exists, F, OrderBy, OuterRef, QuerySet

from cms.models import Authority
from procurement.models import ProcurementRecord, Winner
from procurement.policy.codes import KINDS, METHODS
from procurement.policy.selection import Order, Selection
from procurement.selectors.public import DAY, names_party, occurs, public_records, with_amount

SEARCHED = ("title", "contract_number", "egp_number")


def selected(authority: Authority | None, selection: Selection) -> QuerySet[ProcurementRecord]:
    """The public procurements of a selection in its order, with their divisions."""
    records = public_records(authority).filter(**_exactly(selection))
    for word in selection.words:
        records = records.filter(occurs(word, SEARCHED))
    if selection.vendor:
        records = records.filter(_won_by(selection.vendor))
    if selection.by_amount:
        records = with_amount(records).filter(**_between(selection))
    return records.select_related("division").order_by(*_order(selection.order))


def choices(authority: Authority | None) -> Mapping[str, Sequence[tuple[object, str]]]:
    """What the filters offer: the years, methods and kinds that occur, each with its words."""
    found = list(public_records(authority).order_by().values_list("fiscal_year", "method", "kind").distinct())
    years = sorted({year for year, _method, _kind in found}, reverse=True)
    return {
        "years": [(year, str(year)) for year in years],
        "methods": _that_occur(METHODS, (method for _year, method, _kind in found)),
        "kinds": _that_occur(KINDS, (kind for _year, _method, kind in found)),
    }


def _that_occur(words: Mapping[str, str], codes: Iterable[str]) -> list[tuple[object, str]]:
    occurring = set(codes)
    return [(code, label) for code, label in words.items() if code in occurring]


def _exactly(selection: Selection) -> dict[str, object]:
    """The filters of the columns that must be equal."""
    asked = {
        "fiscal_year": selection.fiscal_year,
        "month": selection.period,
        "method": selection.method,
        "kind": selection.kind,
    }
    return {name: value for name, value in asked.items() if value}


def _between(selection: Selection) -> dict[str, object]:
    """The filters of the amount."""
    bounds = {"amount__gte": selection.least, "amount__lte": selection.most}
    return {name: value for name, value in bounds.items() if value is not None}


def _won_by(words: Iterable[str]) -> Exists:
    """Records with a winner in whose name all the words occur; a word may be the number of a juristic person."""
    winners = Winner.objects.filter(record=OuterRef("pk"))
    for word in words:
        winners = winners.filter(names_party(word, name="name", number="tax_id"))
    return Exists(winners)


def _order(order: Order) -> tuple[OrderBy, ...]:
    """Equal ones by their primary key, so that no page repeats a row of another."""
    key = F("amount") if order in {Order.HIGHEST, Order.LOWEST} else DAY
    if order in {Order.NEWEST, Order.HIGHEST}:
        return key.desc(nulls_last=True), F("pk").desc()
    return key.asc(nulls_last=True), F("pk").asc()
