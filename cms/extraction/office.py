"""The text of DOCX and XLSX files: everything a reader can see, headers, footers, notes and hidden sheets included."""

import datetime
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import python_calamine
from lxml import etree

from cms.extraction import markup
from cms.extraction.archive import part
from cms.thai.repair import clean

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_W = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# In the order in which they are read: headers, the text, notes and comments, footers.
DOCX_PARTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"word/header\d*\.xml",
        r"word/document\d*\.xml",
        r"word/footnotes\d*\.xml",
        r"word/endnotes\d*\.xml",
        r"word/comments\d*\.xml",
        r"word/footer\d*\.xml",
    )
)
SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
# Text that was deleted or moved away as a tracked change, the copy of a drawing for old programs, and properties.
SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{COMPATIBILITY}Fallback", f"{W}sectPr", f"{W}pPr", f"{W}rPr"})

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def docx_pages(path: Path) -> list[str]:
    """The repaired text as one page, one line a paragraph, a tab between the cells of a row; a DOCX stores no pages."""
    with zipfile.ZipFile(path) as archive:
        names = sorted(archive.namelist())
        texts = [_part_text(part(archive, name)) for form in DOCX_PARTS for name in names if form.fullmatch(name)]
    return [clean("\n".join(text for text in texts if text.strip()))]


def xlsx_pages(path: Path) -> Iterator[str]:
    """The repaired text of every sheet, hidden ones too, as they are published with the file."""
    workbook = python_calamine.CalamineWorkbook.from_path(path)
    for name in workbook.sheet_names:
        rows = workbook.get_sheet_by_name(name).iter_rows()
        lines = ("\t".join(_cell_text(cell) for cell in row).rstrip() for row in rows)
        yield clean("\n".join(line for line in lines if line.strip()))


def _part_text(data: bytes) -> str:
    root = markup.parse(data.replace(STRICT_W, W[1:-1].encode()))
    return "\n".join(_blocks(root))


def _blocks(parent: etree._Element) -> Iterator[str]:
    """The paragraphs and table rows inside an element, in reading order."""
    for child in parent:
        if child.tag in SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}p":
            yield _paragraph(child)
            yield from _boxes(child)
        elif child.tag == f"{W}tr":
            yield "\t".join(_cells(child))
        else:
            yield from _blocks(child)


def _cells(row: etree._Element) -> Iterator[str]:
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is row:
            yield "\n".join(_blocks(cell)).strip()


def _paragraph(paragraph: etree._Element) -> str:
    return "".join(_runs(paragraph)).strip()


def _runs(parent: etree._Element) -> Iterator[str]:
    for child in parent:
        if child.tag in SKIPPED or child.tag == f"{W}txbxContent":
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        else:
            yield from _runs(child)


def _boxes(paragraph: etree._Element) -> Iterator[str]:
    """The text boxes that are anchored in a paragraph, which are read after it."""
    for box in paragraph.iter(f"{W}txbxContent"):
        nearest = next(box.iterancestors(f"{W}p"))
        if nearest is paragraph and not any(above.tag in SKIPPED for above in box.iterancestors()):
            yield from _blocks(box)


def _cell_text(cell: Cell) -> str:
    """A value as people would search for it: `2566.0` is 2566, a date its ISO form."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat(" ") if isinstance(cell, datetime.datetime) else cell.isoformat()
    return str(cell)
