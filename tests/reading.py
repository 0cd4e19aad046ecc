"""Reading pages and PDFs as people do: without the markup of line breaks, and across the ends of lines."""

import re

import pypdfium2
from django.http import HttpResponse
from django.test import Client

from cms.exports.record import render
from cms.thai.numerals import to_thai
from cms.thai.repair import clean

INNERMOST = re.compile(r'<span class="(?:nowrap|keep|words)">((?:[^<>]|</?mark>)*)</span>')


def without_line_breaks(html: str) -> str:
    while (without := INNERMOST.sub(r"\1", html)) != html:
        html = without
    return html


def text_on_paper(publication) -> str:
    """The text of a publication's PDF, without blanks: a word may go on in the next line."""
    return text_of_pdf(render(publication))


def text_of_pdf(paper: bytes) -> str:
    pages = pypdfium2.PdfDocument(paper)
    return squeezed(clean("".join(page.get_textpage().get_text_bounded() for page in pages)))


def on_paper(words: str) -> str:
    """Words as `text_on_paper` has them."""
    return squeezed(to_thai(words))


def squeezed(text: str) -> str:
    return "".join(text.split())


class ReadingClient(Client):
    """A visitor who reads pages without the markup of line breaks, which divides words in the source."""

    def request(self, **request):
        response = super().request(**request)
        if isinstance(response, HttpResponse) and response.headers.get("Content-Type", "").startswith("text/html"):
            response.content = without_line_breaks(response.content.decode()).encode()
        return response
