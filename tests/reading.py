"""A test client that reads pages as people do: without the markup of line breaks, which divides words in the source."""

import re

from django.http import HttpResponse
from django.test import Client

INNERMOST = re.compile(r'<span class="(?:nowrap|keep|words)">((?:[^<>]|</?mark>)*)</span>')


def without_line_breaks(html: str) -> str:
    while (without := INNERMOST.sub(r"\1", html)) != html:
        html = without
    return html


class ReadingClient(Client):
    def request(self, **request):
        response = super().request(**request)
        if isinstance(response, HttpResponse) and response.headers.get("Content-Type", "").startswith("text/html"):
            response.content = without_line_breaks(response.content.decode()).encode()
        return response
