"""Rows that stand below one another (`cms.fields.Tree`) as a tree, and as boxes with lines between them for a drawing.

What stands below a box hangs in a column under it where none of it has anything below itself; otherwise side by side,
with what has nothing below itself in the first column.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

WIDTH, GAP, INDENT, BELOW = 148, 12, 20, 30  # in pixels at the usual size of letters
LINE, LETTERS = 24, 14  # height of a line, letters of a line
MARGIN, PADDING = 10, 6  # above and beside the words of a box
MARKS = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e")
REM, AROUND = 18, 12


@dataclass
class Unit:
    """One row: its name, what else its cells say, whether it is marked, and what stands below it."""

    name: str
    details: Sequence[str]
    is_marked: bool = False
    below: "list[Unit]" = field(default_factory=list)

    @property
    def height(self) -> int:
        """The height of its box: its name takes as many lines as its letters need, which the browser ends."""
        return 2 * MARGIN + LINE * -(-_letters(self.name) // LETTERS)


@dataclass(frozen=True)
class Box:
    """The box of a unit in the drawing."""

    unit: Unit
    x: int
    y: int

    width: int = WIDTH

    @property
    def height(self) -> int:
        """The height of the box."""
        return self.unit.height

    @property
    def inner(self) -> Mapping[str, int]:
        """The place of its words."""
        return {
            "x": self.x + PADDING,
            "y": self.y + MARGIN,
            "width": self.width - 2 * PADDING,
            "height": self.height - MARGIN,
        }


@dataclass(frozen=True)
class Drawing:
    """Boxes, and the lines between them as an SVG path."""

    boxes: list[Box]
    lines: str
    width: int
    height: int

    @property
    def rems(self) -> str:
        """Its width in the unit that grows with the reader's size of letters."""
        return f"{(self.width + 2 * AROUND) / REM:.2f}rem"

    @property
    def view_box(self) -> str:
        """The part of the plane that is shown, with some room around the boxes."""
        return f"{-AROUND} {-AROUND} {self.width + 2 * AROUND} {self.height + 2 * AROUND}"


def tree_of(rows: Iterable[tuple[int, Unit]]) -> list[Unit]:
    """The units that stand below none: each of the rows goes below the nearest one before it with a smaller level."""
    tops: list[Unit] = []
    above: list[tuple[int, Unit]] = []
    for level, unit in rows:
        while above and above[-1][0] >= level:
            above.pop()
        (above[-1][1].below if above else tops).append(unit)
        above.append((level, unit))
    return tops


def drawing_of(tops: Sequence[Unit]) -> Drawing:
    """The drawing of a tree: what stands alone at the top goes to the left, above what is below the others."""
    alone = [unit for unit in tops if not unit.below]
    pen, end = Pen(max((unit.height for unit in tops), default=0)), 0
    for place, unit in enumerate(alone):
        pen.boxes.append(Box(unit, place * (WIDTH + GAP), 0))
    for unit in (unit for unit in tops if unit.below):
        end = pen.draw(unit, pen.start_of(unit, end, len(alone) * (WIDTH + GAP)), 0) + GAP
    width = max((box.x + box.width for box in pen.boxes), default=0)
    height = max((box.y + box.height for box in pen.boxes), default=0)
    return Drawing(pen.boxes, " ".join(pen.lines), width + 1, height + 1)


class Pen:
    """Places boxes from the left to the right; every method returns where the next may begin."""

    def __init__(self, height: int) -> None:
        self.height = height  # of the uppermost boxes
        self.boxes: list[Box] = []
        self.lines: list[str] = []

    def start_of(self, unit: Unit, end: int, free: int) -> int:
        """Where a unit of the top may begin, so that its own box is not before `free`."""
        measure = Pen(self.height)
        measure.draw(unit, 0, 0)
        own = next(box.x for box in measure.boxes if box.unit is unit)
        return max(end, free - own)

    def draw(self, unit: Unit, x: int, y: int) -> int:
        """A unit with all that stands below it, the unit above the middle of it."""
        y_below = y + max(unit.height, self.height if y == 0 else 0) + BELOW
        if not unit.below:
            self.boxes.append(Box(unit, x, y))
            return x + WIDTH
        if all(not each.below for each in unit.below):
            self.boxes.append(Box(unit, x, y))
            return max(x + WIDTH, self.hang(unit.below, x, y + unit.height + GAP, y + unit.height))
        first = len(self.boxes)
        end = self.beside(unit.below, x, y_below)
        middle = (x + end - WIDTH) // 2
        self.boxes.insert(first, Box(unit, middle, y))
        self.lines.append(f"M{middle + WIDTH // 2} {y + unit.height}V{y_below - BELOW // 2}")
        return end

    def beside(self, units: Sequence[Unit], x: int, y: int) -> int:
        """Units side by side below another one, those with nothing below them in a column; joined by a line."""
        bar = y - BELOW // 2
        joints: list[int] = []
        end = x - GAP
        if alone := [unit for unit in units if not unit.below]:
            joints.append(x + INDENT // 2)
            end = self.hang(alone, x, y, bar)
        for unit in (unit for unit in units if unit.below):
            first = len(self.boxes)
            end = self.draw(unit, end + GAP, y)
            own = next(box for box in self.boxes[first:] if box.unit is unit)
            joints.append(own.x + WIDTH // 2)
            self.lines.append(f"M{joints[-1]} {bar}V{y}")
        middle = (x + end) // 2
        self.lines.append(f"M{min(middle, *joints)} {bar}H{max(middle, *joints)}")
        return end

    def hang(self, units: Sequence[Unit], x: int, y: int, above: int) -> int:
        """Units in a column, on a line at their left that comes from above."""
        for unit in units:
            self.boxes.append(Box(unit, x + INDENT, y))
            middle = y + unit.height // 2
            self.lines.append(f"M{x + INDENT // 2} {above}V{middle}H{x + INDENT}")
            y += unit.height + GAP
        return x + INDENT + WIDTH


def _letters(text: str) -> int:
    """How many letters stand beside one another: marks above and below a letter take no place."""
    return max(sum(letter not in MARKS for letter in text), 1)
