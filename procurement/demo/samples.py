"""The procurements of a fiscal year as plain values, the same for the same year whenever they are made."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

from cms.thai.dates import buddhist_year, fiscal_months
from cms.thai.dates import fiscal_year as fiscal_year_of
from procurement.demo.catalogue import ITEMS, VENDORS, VILLAGES, Item
from procurement.policy.codes import SPECIFIC

SEED = "ดงหม้อทอง"
A_YEAR, MONTHS = 150, 12
LIMIT, WINDOW = Decimal(500_000), timedelta(days=30)  # of purchases that would look split


@dataclass(frozen=True)
class Offer:
    """What somebody offered; of a natural person there is no number."""

    name: str
    tax_id: str
    price: Decimal


@dataclass(frozen=True)
class Sample:
    """A procurement with its days, its bidders and the one who won, who is the first of them."""

    title: str
    item: Item
    number: int
    budget: Decimal
    reference_price: Decimal
    bidders: Sequence[Offer]
    request: date
    order: date
    contract: date
    end: date
    contract_number: str
    egp_number: str

    @property
    def winner(self) -> Offer:
        """Who offered the least."""
        return self.bidders[0]


def samples_of(fiscal_year: int, *, without: int | None = None) -> list[Sample]:
    """The procurements of a year, the earliest first; none in the month `without` (1 is October)."""
    draw = random.Random(f"{SEED}{fiscal_year}")  # noqa: S311 sample data, no secret
    found: list[Sample] = []
    days = sorted(_days(draw, fiscal_year))
    for day in days:
        found += _sample(draw, day, found, len(found) + 1)
    return [sample for sample in found if without is None or not _is_in(sample.contract, fiscal_year, without)]


def tax_id(name: str) -> str:
    """The number of a juristic person that nobody has registered, with the right check digit."""
    draw = random.Random(f"{SEED}{name}")  # noqa: S311 sample data, no secret
    digits = f"0473{draw.randrange(10**8):08d}"
    rest = sum(int(digit) * (13 - place) for place, digit in enumerate(digits)) % 11
    return f"{digits}{(11 - rest) % 10}"


def _days(draw: random.Random, fiscal_year: int) -> Iterator[date]:
    """Working days, about as many in each month."""
    for place in range(A_YEAR):
        year, month = fiscal_months(fiscal_year)[place % MONTHS]
        day = date(year, month, draw.randint(1, 26))
        yield day + timedelta(days=max(0, 7 - day.isoweekday() + 1) if day.isoweekday() > 5 else 0)


def _is_in(day: date, fiscal_year: int, place: int) -> bool:
    return (day.year, day.month) == fiscal_months(fiscal_year)[place - 1]


def _sample(draw: random.Random, day: date, before: Sequence[Sample], number: int) -> list[Sample]:
    """One procurement, or none where every choice would look like a purchase that was split."""
    for _attempt in range(20):
        item = draw.choices(ITEMS, weights=[item.frequency for item in ITEMS])[0]
        sample = _made(draw, item, day, number)
        if not _looks_split(sample, before):
            return [sample]
    return []


def _made(draw: random.Random, item: Item, day: date, number: int) -> Sample:
    place = draw.choice(VILLAGES)
    budget = Decimal(draw.randint(item.least * 10, item.most * 10) * 100)
    reference = (budget * draw.randint(960, 1000) / 1000).quantize(Decimal("0.01"))
    request = day - timedelta(days=draw.randint(7, 20) if item.method == SPECIFIC else draw.randint(35, 60))
    title = f"{item.title} {place} หมู่ที่ {VILLAGES.index(place) + 1}" if item.kind == "02" else item.title
    return Sample(
        title=title,
        item=item,
        number=number,
        budget=budget,
        reference_price=reference,
        bidders=_bidders(draw, item, reference),
        request=request,
        order=day - timedelta(days=draw.randint(1, 4)),
        contract=day,
        end=day + timedelta(days=draw.choice((15, 30, 60, 90))),
        contract_number=f"{'ซ' if item.kind == '01' else 'จ'}.{number}/{fiscal_year_of(day)}",
        egp_number=f"{buddhist_year(request) % 100:02d}{request.month:02d}{day.year % 10}{number:06d}",
    )


def _bidders(draw: random.Random, item: Item, reference: Decimal) -> list[Offer]:
    known = VENDORS[item.trade]
    count = 1 if item.method == SPECIFIC else min(len(known), draw.randint(2, 4))
    prices = sorted(
        (reference * draw.randint(880, 1000) / 1000).quantize(Decimal(1), ROUND_FLOOR) for _bidder in range(count)
    )
    chosen = draw.sample(known, count)
    return [
        Offer(name, "" if is_person else tax_id(name), price)
        for (name, is_person), price in zip(chosen, prices, strict=True)
    ]


def _looks_split(sample: Sample, before: Sequence[Sample]) -> bool:
    """Whether purchases without competition from the same vendor or by the same title pass the limit together."""
    if sample.item.method != SPECIFIC:
        return False
    near = [each for each in before if each.item.method == SPECIFIC and sample.contract - each.contract <= WINDOW]
    groups: Mapping[str, Sequence[Sample]] = {
        "vendor": [each for each in near if each.winner.name == sample.winner.name],
        "title": [each for each in near if each.title == sample.title],
    }
    return any(sum((each.budget for each in group), sample.budget) >= LIMIT for group in groups.values())
