"""What was procured in a fiscal year, divided by one of its columns. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

MOST_SHARES = 15


@dataclass(frozen=True)
class Share:
    """A part of the year: its label, the number of procurements, what was planned and what was agreed.

    `query` asks the public list for them, such as `method=19`; "" where it cannot. `vendor` is the key of its vendor.
    """

    label: str
    count: int
    budget: Decimal
    agreed: Decimal
    query: str = ""
    vendor: int = 0


@dataclass(frozen=True)
class Bar:
    """A share with its length in per cent of the longest."""

    share: Share
    length: int


@dataclass(frozen=True)
class Breakdown:
    """The year divided by one column, under the `key` that its CSV has in its address."""

    key: str
    title: str
    heading: str
    shares: Sequence[Share]

    @cached_property
    def bars(self) -> list[Bar]:
        """The shares as bars of what was agreed; the smallest of many are one bar at the end."""
        return bars_of(with_the_rest(self.shares))

    @property
    def is_planned(self) -> bool:
        """Whether anything was planned for its shares; for a vendor nothing is."""
        return any(share.budget for share in self.shares)

    @property
    def total(self) -> Share:
        """All of them together."""
        return together("รวม", self.shares)


def bars_of(shares: Sequence[Share]) -> list[Bar]:
    """A bar of what was agreed for each of the shares."""
    longest = max((share.agreed for share in shares), default=Decimal(0))
    return [Bar(share, round(100 * share.agreed / longest) if longest else 0) for share in shares]


def with_the_rest(shares: Sequence[Share], most: int = MOST_SHARES) -> list[Share]:
    """The first of the shares, and from more than `most` on the others as one."""
    if len(shares) <= most:
        return list(shares)
    rest = shares[most - 1 :]
    return [*shares[: most - 1], together(f"อื่น ๆ อีก {len(rest)} ราย", rest)]


def together(label: str, shares: Sequence[Share]) -> Share:
    """The sum of shares."""
    return Share(
        label,
        sum(share.count for share in shares),
        sum((share.budget for share in shares), Decimal("0.00")),
        sum((share.agreed for share in shares), Decimal("0.00")),
    )
