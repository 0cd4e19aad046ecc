"""How long a record waits from its first submission to its approval, as the public is told. Plain values in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

FEWEST = 5  # fewer approvals say nothing
LAST = 7  # so many days and more are one bar


@dataclass(frozen=True)
class Bar:
    """The approvals that took so many days; `share` is its height in percent of the highest bar."""

    days: int
    is_last: bool
    count: int
    share: int


@dataclass(frozen=True)
class ApprovalDays:
    """The median of the days, of how many approvals, and how many took how long."""

    median: float
    count: int
    bars: Sequence[Bar]


def approval_days(days: Iterable[int]) -> ApprovalDays | None:
    """The figures of approvals that took so many days each, or None where there are too few."""
    known = list(days)
    if len(known) < FEWEST:
        return None
    counts = Counter(min(each, LAST) for each in known)
    highest = max(counts.values())
    bars = [Bar(day, day == LAST, counts[day], round(100 * counts[day] / highest)) for day in range(LAST + 1)]
    middle = median(known)
    return ApprovalDays(int(middle) if middle == int(middle) else middle, len(known), bars)
