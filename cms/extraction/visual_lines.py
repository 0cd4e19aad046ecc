"""The visual lines of a page, composed of spans in the order in which the page draws them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

# In multiples of the font size:
NEW_LINE = 0.45  # how far the baseline must move to begin a new line
BLANK = 0.2  # how wide a gap between spans must be to count as a blank
JUMP_BACK = 3.0  # how far the pen must go back on one baseline to begin another column

MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4eÉ-Í]+")  # É to Í: raised tone marks of print-shop fonts


@dataclass(frozen=True)
class Span:
    """The text of one drawing command, positions and size in points. Spans with equal `replaced_by` share one text."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    replaced_by: int | None = None


@dataclass
class Line:
    """A visual line of a block or of a table cell."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


def is_mark(text: str) -> bool:
    """Whether the text begins with a mark above or below a letter, which has no width of its own."""
    return MARKS.match(text) is not None


def lines(spans: Iterable[Span]) -> list[Line]:
    """The lines of a page in content order, composed of its spans in the same order."""
    page = _Page()
    for span in spans:
        page.write(span)
    return page.lines


@dataclass
class _Page:
    """The lines so far, and baseline and right end of the last span; `baseline` is None before the first one."""

    lines: list[Line] = field(default_factory=list)
    baseline: float | None = None
    right: float = 0.0
    replaced: set[int] = field(default_factory=set)

    def write(self, span: Span) -> None:
        if span.replaced_by in self.replaced:
            self.right = max(self.right, span.right)  # its text is in a line already, its width still counts
            return
        if not span.text:
            return
        if span.replaced_by is not None:
            self.replaced.add(span.replaced_by)
        self._place(span)

    def _place(self, span: Span) -> None:
        anew, blank = self._moved(span)
        if not self.lines or (anew and not blank and self.baseline is not None):
            self.lines.append(Line("", span.left, span.left, span.baseline, span.size))
        line = self.lines[-1]
        line.text += f" {span.text}" if blank else span.text
        if MARKS.fullmatch(span.text.lstrip()) and not anew:
            return  # marks have no width: they never move the pen
        self.baseline = span.baseline
        self.right = span.right if anew else max(self.right, span.right)
        line.right = max(line.right, self.right)

    def _moved(self, span: Span) -> tuple[bool, bool]:
        """Whether the pen starts anew at this span, and whether a blank precedes it on the same line."""
        if self.baseline is None:
            return True, False
        if is_mark(span.text):
            return False, False
        if abs(span.baseline - self.baseline) > NEW_LINE * span.size:
            return True, False
        if span.left - self.right > BLANK * span.size:
            return False, True
        back = span.left < self.right - JUMP_BACK * span.size
        return back, back
