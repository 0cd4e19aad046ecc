"""What two sequences share, in about linear time: two texts by words, two lists of rows in pairs.

Equal beginnings and ends come off first, then what occurs once on both sides anchors the rest (patience), and only the
small gaps between anchors are compared closely (Myers). A gap that would take longer than the budget is not compared:
it is shown whole, old and new.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from cms.thai.words import words

# The fewest letters of a shared run between two changes that has no blank; a shorter one is part of the changed phrase.
SHORTEST_SHARED_RUN = 4
# An anchor of a text is so many words in a row; of a list, one row.
SHINGLE = 4
LONG = 4_000  # from so many words on, not every place of the new text is tried as an anchor
MOST_EDITS = 250
STEPS_A_GAP = 60_000
STEPS = 150_000
STEPS_A_TEXT = 100

Tokenise = Callable[[str], Sequence[str]]
Run = tuple[int, int, int]


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and whether it is in both texts, only in the new one or only in the old one."""

    mark: Mark
    text: str


@dataclass
class Budget:
    """What is left to a comparison of two contents: steps, and whether a gap was left uncompared for want of them.

    `tokenise` cuts their texts.
    """

    steps: int = STEPS
    tokenise: Tokenise = words
    exceeded: bool = field(default=False, init=False)


def text_pieces(
    before: str, after: str, *, tokenise: Tokenise = words, budget: Budget | None = None
) -> tuple[Piece, ...]:
    """Two texts as pieces that are the same, added and removed, by whole words: `กองคลัง` became `กองช่าง`.

    A short word between two changed ones is not a piece of its own: a phrase is read as the old one and the new one.
    """
    if before == after:
        return (Piece(Mark.SAME, after),) if after else ()
    budget = budget or Budget()
    budget.steps -= STEPS_A_TEXT
    if budget.steps < 0:
        budget.exceeded = True
        return tuple(piece for piece in (Piece(Mark.REMOVED, before), Piece(Mark.ADDED, after)) if piece.text)
    old, new = tokenise(before), tokenise(after)
    pieces: list[Piece] = []
    a = c = 0
    for start_a, start_c, size in _readable_runs(old, new, budget):
        if a < start_a:
            pieces.append(Piece(Mark.REMOVED, "".join(old[a:start_a])))
        if c < start_c:
            pieces.append(Piece(Mark.ADDED, "".join(new[c:start_c])))
        a, c = start_a + size, start_c + size
        if size:
            pieces.append(Piece(Mark.SAME, "".join(old[start_a:a])))
    return tuple(pieces)


def _readable_runs(old: Sequence[str], new: Sequence[str], budget: Budget) -> Iterator[Run]:
    """The runs that both texts share, without short ones between two changes, and last the end of both."""
    for start_a, start_c, size in shared_runs(old, new, width=SHINGLE, budget=budget):
        run = old[start_a : start_a + size]
        is_edge = start_a == start_c == 0 or (start_a + size, start_c + size) == (len(old), len(new))
        if is_edge or sum(map(len, run)) >= SHORTEST_SHARED_RUN or any(word.isspace() for word in run):
            yield start_a, start_c, size
    yield len(old), len(new), 0


def shared_runs(old: Sequence[Hashable], new: Sequence[Hashable], *, width: int, budget: Budget) -> list[Run]:
    """The runs that two sequences share, in order: (start in the old one, start in the new one, length).

    `width` is the number of neighbours that make an anchor.
    """
    runs: list[Run] = []
    for a, b, c, d in _gaps(old, new, width, runs):
        runs += _close_runs(old, new, (a, b, c, d), budget)
    return _joined(runs)


def _gaps(
    old: Sequence[Hashable], new: Sequence[Hashable], width: int, runs: list[Run]
) -> list[tuple[int, int, int, int]]:
    """The gaps between the anchors, each without what its two sides begin and end with alike; that goes to `runs`."""
    edges = [(0, 0), *_anchors(old, new, width), (len(old), len(new))]
    gaps = []
    at_a = at_c = 0
    for index, (edge_a, edge_c) in enumerate(edges):
        if edge_a < at_a or edge_c < at_c:
            continue  # inside the run that the anchor before it began
        gaps.append(_trimmed(old, new, (at_a, edge_a, at_c, edge_c), runs))
        size = _equal_ahead(old, new, (edge_a, len(old), edge_c, len(new))) if index + 1 < len(edges) else 0
        runs.append((edge_a, edge_c, size))
        at_a, at_c = edge_a + size, edge_c + size
    return [gap for gap in gaps if gap[0] < gap[1] and gap[2] < gap[3]]


def _trimmed(
    old: Sequence[Hashable], new: Sequence[Hashable], gap: tuple[int, int, int, int], runs: list[Run]
) -> tuple[int, int, int, int]:
    a, b, c, d = gap
    ahead = _equal_ahead(old, new, gap)
    runs.append((a, c, ahead))
    a, c = a + ahead, c + ahead
    behind = 0
    while a < b - behind and c < d - behind and old[b - behind - 1] == new[d - behind - 1]:
        behind += 1
    runs.append((b - behind, d - behind, behind))
    return a, b - behind, c, d - behind


def _equal_ahead(old: Sequence[Hashable], new: Sequence[Hashable], gap: tuple[int, int, int, int]) -> int:
    a, b, c, d = gap
    most = min(b - a, d - c)
    return next((size for size in range(most) if old[a + size] != new[c + size]), most)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], width: int) -> list[tuple[int, int]]:
    """Places of what occurs once on both sides, the longest series that is in order on both."""
    step = 1 if width == 1 or len(new) < LONG else width // 2
    wanted = _single(islice(enumerate(_keys(new, width)), 0, None, step))
    found = _single((place, key) for place, key in enumerate(_keys(old, width)) if key in wanted)
    pairs = ((found.get(key, -1), place) for key, place in wanted.items())
    return _longest_rise(sorted(pair for pair in pairs if min(pair) >= 0))


def _keys(sequence: Sequence[Hashable], width: int) -> Iterator[Hashable]:
    """Each item with those that follow it, `width` in all."""
    return zip(*(islice(sequence, start, None) for start in range(width)), strict=False)


def _single(places: Iterable[tuple[int, Hashable]]) -> dict[Hashable, int]:
    """What occurs by its place, -1 for what occurs more than once."""
    single: dict[Hashable, int] = {}
    for place, key in places:
        single[key] = -1 if key in single else place
    return single


def _longest_rise(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest series of pairs whose second numbers rise too; the first ones do already."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for index, (_place, other) in enumerate(pairs):
        length = bisect_left(ends, other)
        before.append(at[length - 1] if length else None)
        ends[length : length + 1] = [other]
        at[length : length + 1] = [index]
    series = []
    here = at[-1] if at else None
    while here is not None:
        series.append(pairs[here])
        here = before[here]
    return series[::-1]


def _close_runs(
    old: Sequence[Hashable], new: Sequence[Hashable], gap: tuple[int, int, int, int], budget: Budget
) -> list[Run]:
    """The runs of a gap with the fewest edits (Myers, “An O(ND) Difference Algorithm”); none beyond the budget."""
    a, b, c, d = gap
    path = _edit_path(old[a:b], new[c:d], budget)
    if path is None:
        budget.exceeded = True
        return []
    return [(a + x, c + y, size) for x, y, size in path]


def _edit_path(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[Run] | None:
    n, m = len(old), len(new)
    reached = {1: 0}
    trace: list[dict[int, int]] = []
    allowed = min(budget.steps, STEPS_A_GAP)
    steps = 0
    for edits in range(min(n + m, MOST_EDITS) + 1):
        trace.append(dict(reached))
        for k in range(-edits + 2 * max(0, edits - m), edits - 2 * max(0, edits - n) + 1, 2):
            down = k == -edits or (k != edits and reached.get(k - 1, -1) < reached.get(k + 1, -1))
            x = begin = reached[k + 1] if down else reached[k - 1] + 1
            while x < n and x - k < m and old[x] == new[x - k]:
                x += 1
            reached[k] = x
            steps += 1 + x - begin
            if x >= n and x - k >= m:
                budget.steps -= steps
                return _walked_back(trace, n, m)
        if steps > allowed:
            break
    budget.steps -= steps
    return None


def _walked_back(trace: list[dict[int, int]], x: int, y: int) -> list[Run]:
    runs = []
    for edits in range(len(trace) - 1, -1, -1):
        reached, k = trace[edits], x - y
        down = k == -edits or (k != edits and reached.get(k - 1, -1) < reached.get(k + 1, -1))
        begin_x = reached[k + 1] if down else reached[k - 1] + 1
        if edits == 0:
            begin_x = 0
        runs.append((begin_x, begin_x - k, x - begin_x))
        x = begin_x if down else begin_x - 1
        y = begin_x - k - 1 if down else begin_x - k
    return runs[::-1]


def _joined(runs: list[Run]) -> list[Run]:
    """The runs in order, neighbours as one, without empty ones."""
    joined: list[Run] = []
    for a, c, size in sorted(run for run in runs if run[2]):
        if joined and joined[-1][0] + joined[-1][2] == a and joined[-1][1] + joined[-1][2] == c:
            joined[-1] = (*joined[-1][:2], joined[-1][2] + size)
        else:
            joined.append((a, c, size))
    return joined
