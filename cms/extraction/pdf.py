"""The repaired text of a PDF, page by page. pdfium aborts its process on some hostile files: call it in a sandbox."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from cms.extraction.paragraphs import joined
from cms.extraction.pdf_spans import spans
from cms.extraction.visual_lines import Line, lines
from cms.thai.repair import clean, unspace


def pages(path: str | Path) -> list[str]:
    """The repaired text of every page; "" for a page without text, so that an index is always a page number."""
    return list(each_page(path))


def each_page(path: str | Path) -> Iterator[str]:
    """The same page by page, for callers that stop early."""
    for page in page_lines(path):
        yield _repaired(joined(page))


def page_lines(path: str | Path) -> Iterator[list[Line]]:
    """The lines of every page with their positions, for a screen that shows where a word was found."""
    document = pypdfium2.PdfDocument(path)
    try:
        for number in range(len(document)):
            page = document[number]
            yield lines(spans(page))
            page.close()
    finally:
        document.close()


def _repaired(text: str) -> str:
    # Repaired before the blanks are counted: broken letters would make words seem shorter than they are.
    cleaned = clean(text)
    closed = unspace(cleaned)
    return cleaned if closed == cleaned else clean(closed)
