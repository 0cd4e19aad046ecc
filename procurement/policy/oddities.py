"""What is odd about a procurement: each with its figures, for the officer to answer. Plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from cms.policy.draft_warnings import DraftWarning
from cms.thai.dates import thai_date
from cms.thai.invisible import is_blank
from cms.thai.money import format_amount
from procurement.policy.codes import SPECIFIC
from procurement.policy.vendors import name_key

__all__ = ["LIMIT", "WINDOW", "Facts", "Neighbour", "Offer", "oddities", "title_key"]

# Below it the regulation of 2560 lets an authority buy from one vendor (มาตรา 56 วรรคหนึ่ง (2) (ข)).
LIMIT = Decimal(500_000)
# The law names no days within which purchases are one that was split; a month is one round of requests and one สขร.1.
WINDOW = timedelta(days=30)
SPECIFIC_METHODS = frozenset({SPECIFIC, "17"})
FOR_SMALL_AMOUNTS = "(ข)"
MOST_NAMED = 3


@dataclass(frozen=True)
class Offer:
    """A bidder or winner: its name, its number as it is kept, and its price."""

    name: str
    tax_id: str = ""
    price: Decimal | None = None

    @property
    def key(self) -> str:
        """The name by which it is found among others."""
        return name_key(self.name)


@dataclass(frozen=True)
class Neighbour:
    """Another small purchase of the division by the same method: whose day, amount, kind, words and winners count."""

    title: str
    kind: str
    day: date
    amount: Decimal
    winners: frozenset[str]


@dataclass(frozen=True)
class Facts:
    """What a procurement says of itself, what stands near it, and which others have its number.

    `invited` and `announced` are the days of its invitation and of the notice of its winner.
    """

    title: str = ""
    kind: str = ""
    method: str = ""
    legal_basis: str = ""
    budget: Decimal | None = None
    reference_price: Decimal | None = None
    request: date | None = None
    order: date | None = None
    contract: date | None = None
    end: date | None = None
    day: date | None = None
    invited: date | None = None
    announced: date | None = None
    bidders: Sequence[Offer] = ()
    winners: Sequence[Offer] = ()
    neighbours: Sequence[Neighbour] = field(default=())
    same_egp_number: Sequence[str] = ()
    same_contract_number: Sequence[str] = ()

    @property
    def agreed(self) -> Decimal | None:
        """What was agreed with all winners, or None where no price is known."""
        prices = [each.price for each in self.winners if each.price is not None]
        return sum(prices, Decimal(0)) if prices else None

    @property
    def amount(self) -> Decimal | None:
        """The larger of budget and what was agreed."""
        return max((each for each in (self.budget, self.agreed) if each is not None), default=None)


def oddities(facts: Facts) -> list[DraftWarning]:
    """All that is odd, in the order in which an officer fills in the form."""
    return [
        *_amounts(facts),
        *_method(facts),
        *_dates(facts),
        *_winners(facts),
        *_duplicates(facts),
        *_split(facts),
    ]


def title_key(title: str) -> str:
    """The words of a title without numbers, by which “ซื้อหมึก ครั้งที่ 1” and “ซื้อหมึก ครั้งที่ 2” are the same."""
    return "".join(letter for letter in name_key(title) if not letter.isdigit())


def _amounts(facts: Facts) -> Iterator[DraftWarning]:
    agreed = facts.agreed
    if facts.reference_price is None:
        yield DraftWarning("no_reference_price", "reference_price", "ไม่ได้กรอกราคากลาง ซึ่งแบบ สขร.1 ให้แสดง")
    elif agreed is not None and agreed > facts.reference_price:
        yield _over("agreed_over_reference", "ราคากลาง", agreed, facts.reference_price)
    if agreed is not None and facts.budget is not None and agreed > facts.budget:
        yield _over("agreed_over_budget", "วงเงิน", agreed, facts.budget)


def _over(code: str, what: str, agreed: Decimal, limit: Decimal) -> DraftWarning:
    sentence = f"ราคาที่ตกลง {format_amount(agreed)} บาท สูงกว่า{what} {format_amount(limit)} บาท"
    return DraftWarning(code, "winners", sentence, (format_amount(agreed), format_amount(limit)))


def _method(facts: Facts) -> Iterator[DraftWarning]:
    amount = facts.amount
    if facts.method not in SPECIFIC_METHODS or amount is None or amount <= LIMIT:
        return
    over = f"ใช้วิธีเฉพาะเจาะจงกับวงเงิน {format_amount(amount)} บาท ซึ่งเกิน {format_amount(LIMIT)} บาท"
    if is_blank(facts.legal_basis):
        yield DraftWarning("specific_over_limit", "legal_basis", f"{over} แต่ไม่ได้ระบุข้อกฎหมาย", (format_amount(amount),))
    elif FOR_SMALL_AMOUNTS in facts.legal_basis.replace(" ", ""):
        sentence = f"{over} แต่อ้าง {facts.legal_basis} ซึ่งใช้กับวงเงินไม่เกินนั้น"
        figures = (format_amount(amount), facts.legal_basis)
        yield DraftWarning("basis_of_small_amounts", "legal_basis", sentence, figures)


def _dates(facts: Facts) -> Iterator[DraftWarning]:
    contract, order, request, end = facts.contract, facts.order, facts.request, facts.end
    yield from _before("contract_before_order", "contract_date", ("ทำสัญญา", contract), ("สั่งซื้อสั่งจ้าง", order))
    yield from _before("contract_before_request", "contract_date", ("ทำสัญญา", contract), ("ขอซื้อขอจ้าง", request))
    yield from _before("order_before_request", "order_date", ("สั่งซื้อสั่งจ้าง", order), ("ขอซื้อขอจ้าง", request))
    invited, announced = facts.invited, facts.announced
    yield from _before("contract_before_invitation", "contract_date", ("ทำสัญญา", contract), ("ประกาศเชิญชวน", invited))
    yield from _before("contract_before_winner", "contract_date", ("ทำสัญญา", contract), ("ประกาศผู้ชนะ", announced))
    yield from _before("end_before_contract", "end_date", ("สิ้นสุดสัญญา", end), ("ทำสัญญา", contract))


def _before(
    code: str, name: str, early: tuple[str, date | None], late: tuple[str, date | None]
) -> Iterator[DraftWarning]:
    """That a day stands before the one that should come first."""
    (what, day), (first, after) = early, late
    if day is not None and after is not None and day < after:
        sentence = f"วัน{what} ({thai_date(day)}) อยู่ก่อนวัน{first} ({thai_date(after)})"
        yield DraftWarning(code, name, sentence, (day.isoformat(), after.isoformat()))


def _winners(facts: Facts) -> Iterator[DraftWarning]:
    for winner in facts.winners if facts.bidders else ():
        bids = [each for each in facts.bidders if _is_same(each, winner)]
        if not bids:
            sentence = f"ผู้ได้รับการคัดเลือก “{winner.name}” ไม่อยู่ในรายชื่อผู้เสนอราคา"
            yield DraftWarning("winner_is_no_bidder", "winners", sentence, (winner.name,))
            continue
        prices = [each.price for each in bids if each.price is not None]
        if winner.price is None or not prices or winner.price in prices:
            continue
        agreed, offered = format_amount(winner.price), format_amount(prices[0])
        sentence = f"“{winner.name}” เสนอราคา {offered} บาท แต่ตกลงที่ {agreed} บาท"
        yield DraftWarning("price_differs_from_bid", "winners", sentence, (winner.name, offered, agreed))


def _is_same(bidder: Offer, winner: Offer) -> bool:
    if bidder.tax_id and winner.tax_id and bidder.tax_id[0] == winner.tax_id[0] == "0":
        return bidder.tax_id == winner.tax_id
    return bidder.key == winner.key


def _duplicates(facts: Facts) -> Iterator[DraftWarning]:
    if facts.same_egp_number:
        names = _named(facts.same_egp_number)
        sentence = f"เลขที่โครงการ e-GP ซ้ำกับ {names}"
        yield DraftWarning("same_egp_number", "egp_number", sentence, tuple(facts.same_egp_number))
    if facts.same_contract_number:
        names = _named(facts.same_contract_number)
        sentence = f"เลขที่สัญญาซ้ำกับ {names}"
        yield DraftWarning("same_contract_number", "contract_number", sentence, tuple(facts.same_contract_number))


def _named(titles: Sequence[str]) -> str:
    shown = " ".join(f"“{title}”" for title in titles[:MOST_NAMED])
    return shown if len(titles) <= MOST_NAMED else f"{shown} และอีก {len(titles) - MOST_NAMED} รายการ"


def _split(facts: Facts) -> Iterator[DraftWarning]:
    amount = facts.amount
    if facts.day is None or amount is None or amount >= LIMIT or facts.method not in SPECIFIC_METHODS:
        return
    small = [each for each in facts.neighbours if each.amount < LIMIT]
    names = {each.key for each in facts.winners}
    vendor = [each for each in small if names & each.winners]
    words = [each for each in small if each.kind == facts.kind and title_key(each.title) == title_key(facts.title)]
    for code, why, group in (("split_vendor", "ผู้ขายหรือผู้รับจ้างรายเดียวกัน", vendor), ("split_words", "งานชื่อเดียวกัน", words)):
        found = _largest(facts.day, amount, group)
        total = amount + sum((each.amount for each in found), Decimal(0))
        if found and total >= LIMIT:
            sentence = (
                f"{why} ภายใน {WINDOW.days} วัน {len(found) + 1} รายการ รวม {format_amount(total)} บาท "
                f"แต่ละรายการต่ำกว่า {format_amount(LIMIT)} บาท ได้แก่รายการนี้กับ {_named([each.title for each in found])}"
            )
            yield DraftWarning(code, "winners", sentence, (str(len(found) + 1), format_amount(total)))
            return


def _largest(day: date, amount: Decimal, group: Sequence[Neighbour]) -> list[Neighbour]:
    """Those of a group that stand with a day in one window, in which their amounts are largest."""
    best: list[Neighbour] = []
    for first in sorted({day, *(each.day for each in group)}):
        if first <= day <= first + WINDOW:
            within = [each for each in group if first <= each.day <= first + WINDOW]
            best = max(best, within, key=lambda rows: sum((each.amount for each in rows), Decimal(0)))
    return best
