"""Lines as the eye sees them, put together from spans in the order in which a page draws them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

NEW_LINE = 0.45  # all in sizes of the letters: how far the baseline moves to a new line,
BLANK = 0.2  # how wide a gap between spans is a blank,
JUMP_BACK = 3.0  # and how far the pen must go back on one baseline to begin another column

MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4eÉ-Í]+")  # É to Í: raised tone marks of print-shop fonts


@dataclass(frozen=True)
class Span:
    """What one drawing command writes. Spans with the same `replaced_by` share one text, which counts once."""

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
    """Whether the text begins with a mark that stands above or below a letter and has no width of its own."""
    return MARKS.match(text) is not None


def lines(spans: Iterable[Span]) -> list[Line]:
    """The lines of a page, in content order."""
    page = _Page()
    for span in spans:
        page.write(span)
    return page.lines


@dataclass
class _Page:
    """A page while it is written: its lines, and the pen's baseline and place once something stands there."""

    lines: list[Line] = field(default_factory=list)
    baseline: float | None = None
    right: float = 0.0
    replaced: set[int] = field(default_factory=set)

    def write(self, span: Span) -> None:
        if span.replaced_by in self.replaced:
            self.right = max(self.right, span.right)  # its text was given already, its width still counts
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
        """Whether the pen starts anew at this span, and whether a blank stands before it on the same line."""
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
