"""Where the money of a fiscal year went: sums of what is public now, by method, kind, vendor, month and division."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from cms.models import Authority
from cms.policy.lifecycle import Period
from cms.policy.periods import EVERY_MONTH
from cms.selectors.cached import cached_at_head
from cms.thai.dates import fiscal_month_name
from procurement.policy.codes import KINDS, METHODS
from procurement.policy.months import calendar_month
from procurement.policy.spending import Breakdown, Share, together
from procurement.selectors.public import money, public_records, public_winners

UNKNOWN = "ไม่ระบุ"
# What every procurement has once, so that the sums are read together.
COLUMNS = ("method", "kind", "month", "division__name")
TITLES: Mapping[str, tuple[str, str]] = {
    "method": ("ตามวิธีซื้อหรือจ้าง", "วิธี"),
    "kind": ("ตามประเภทการจัดหา", "ประเภท"),
    "vendor": ("ตามผู้ได้รับการคัดเลือก", "ผู้ได้รับการคัดเลือก"),
    "month": ("ตามเดือน", "เดือน"),
    "division": ("ตามกอง/สำนัก", "กอง/สำนัก"),
}

# Procurements with the same values of the columns, and their sums.
Sums = Sequence[tuple[Mapping[str, str], Share]]


def spending(authority: Authority, fiscal_year: int, head: str | None) -> Mapping[str, Breakdown]:
    """The breakdowns of a year by their keys, kept while `head` is the head of the audit chain."""
    return cached_at_head(f"spending:{authority.pk}:{fiscal_year}", head, lambda: _read(authority, fiscal_year))


def months(authority: Authority, fiscal_year: int) -> list[Share]:
    """The twelve months of a year in their order, also those in which nothing counts; two queries."""
    return _months(_sums(authority, fiscal_year))


def years(authority: Authority | None) -> list[int]:
    """The fiscal years with public procurements, the newest first."""
    found = public_records(authority).order_by("-fiscal_year").values_list("fiscal_year", flat=True)
    return list(found.distinct())


def _read(authority: Authority, fiscal_year: int) -> dict[str, Breakdown]:
    sums = _sums(authority, fiscal_year)
    shares = {
        "method": _by_code("method", METHODS, sums),
        "kind": _by_code("kind", KINDS, sums),
        "vendor": _by_vendor(authority, fiscal_year),
        "month": [share for share in [*_months(sums), *_without_month(sums)] if share.count],
        "division": _largest_first(_sum_of(name, rows) for name, rows in _grouped("division__name", sums).items()),
    }
    return {key: Breakdown(key, *TITLES[key], shares[key]) for key in TITLES}


def _sums(authority: Authority, fiscal_year: int) -> Sums:
    """Two queries, whose rows are as many as the values that occur together."""
    records = public_records(authority).filter(fiscal_year=fiscal_year).order_by().values_list(*COLUMNS)
    winners = public_winners(authority).filter(record__fiscal_year=fiscal_year).order_by()
    agreed = winners.values_list(*(f"record__{column}" for column in COLUMNS)).annotate(sum=Sum("price"))
    prices = {tuple(values): money(price) for *values, price in agreed}
    return [
        (
            dict(zip(COLUMNS, values, strict=True)),
            Share("", count, money(budget), prices.get(tuple(values), Decimal("0.00"))),
        )
        for *values, count, budget in records.annotate(count=Count("pk"), sum=Sum("budget"))
    ]


def _grouped(column: str, sums: Sums) -> dict[str, list[Share]]:
    groups: dict[str, list[Share]] = {}
    for values, share in sums:
        groups.setdefault(values[column], []).append(share)
    return groups


def _sum_of(label: str, shares: Sequence[Share], query: str = "") -> Share:
    return replace(together(label, shares), query=query)


def _by_code(column: str, words: Mapping[str, str], sums: Sums) -> list[Share]:
    groups = _grouped(column, sums).items()
    return _largest_first(
        _sum_of(words.get(code, UNKNOWN), shares, f"{column}={code}" if code else "") for code, shares in groups
    )


def _months(sums: Sums) -> list[Share]:
    groups = _grouped("month", sums)
    return [_sum_of(fiscal_month_name(place), groups.get(each, []), _query(each)) for place, each in _places()]


def _without_month(sums: Sums) -> list[Share]:
    """Procurements without a day yet, which count in no month."""
    return [_sum_of("ยังไม่มีวันที่", _grouped("month", sums).get("", []))]


def _places() -> Iterable[tuple[int, Period]]:
    return enumerate(EVERY_MONTH, start=1)


def _query(period: Period) -> str:
    return f"month={calendar_month(period)}"


def _by_vendor(authority: Authority, fiscal_year: int) -> list[Share]:
    """By vendor, and by the name of those who stand in no register; nothing is planned for one."""
    winners = public_winners(authority).filter(record__fiscal_year=fiscal_year).order_by()
    rows = (
        winners.annotate(label=Coalesce("vendor__name", "name"))
        .values_list("vendor", "label")
        .annotate(count=Count("record", distinct=True), agreed=Sum("price"))
    )
    none = Decimal("0.00")
    return _largest_first(Share(label, count, none, money(agreed), vendor=pk or 0) for pk, label, count, agreed in rows)


def _largest_first(shares: Iterable[Share]) -> list[Share]:
    return sorted(shares, key=lambda share: (-share.agreed, -share.budget, share.label))
