"""Pages of many like rows are sent compressed."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.template.response import TemplateResponse

# What the mixin is mixed into: a page of the register.
RecordPage: Any = object


class CompressedServing(RecordPage):
    """Mixin of a page with tables of hundreds of rows; goes before the page's base. What it shows holds no secret."""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        """The page, compressed where the browser takes that."""
        shown: TemplateResponse = super().serve(request, *args, **kwargs)
        shown.add_post_render_callback(partial(_compressed, request))
        return shown


def _compressed(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    return GZipMiddleware(lambda _request: response).process_response(request, response)
