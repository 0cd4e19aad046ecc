"""Joining lines to paragraphs: Thai has no blanks between words, so a line end may be in the middle of a phrase."""

import re
from collections.abc import Iterable, Iterator

from cms.extraction.visual_lines import Line

LINE_SPACING = 2.3  # sizes of the letters: the most between two lines of a paragraph
SAME_SIZE = 0.2
INDENT = 0.5
ASIDE = 6.0
ROOM_FOR_A_WORD = 8.0

ENDS_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]$")
BEGINS_THAI = re.compile("[\u0e01-\u0e2e\u0e40-\u0e44]")


def joined(lines: Iterable[Line]) -> str:
    """The text of a page: lines that continue a paragraph are joined, all others end with a line break."""
    return "".join(text for block in _blocks(lines) for text in _block_text(block))


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Groups of neighbouring lines that may be one paragraph: below each other, in one column, in one size."""
    block: list[Line] = []
    for line in lines:
        if block and not _belongs(block[-1], line):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _belongs(above: Line, line: Line) -> bool:
    return (
        0 < above.baseline - line.baseline < LINE_SPACING * above.size
        and abs(line.size - above.size) < SAME_SIZE * above.size
        and line.left < above.right
        and line.right > above.left
        and abs(line.left - above.left) < ASIDE * above.size
    )


def _block_text(block: list[Line]) -> Iterator[str]:
    left = min(line.left for line in block)
    right = max(line.right for line in block)
    for line, following in zip(block, [*block[1:], None], strict=True):
        is_full = right - line.right < min(ROOM_FOR_A_WORD * line.size, 0.35 * (right - left) + line.size)
        runs_on = following is not None and is_full and _runs_on(line, following)
        yield line.text if runs_on else line.text + "\n"


def _runs_on(line: Line, following: Line) -> bool:
    return (
        ENDS_THAI.search(line.text) is not None
        and BEGINS_THAI.match(following.text) is not None
        and following.left < line.left + INDENT * line.size
    )
