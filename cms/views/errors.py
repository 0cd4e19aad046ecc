"""What the public sees where nothing is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 404 page, which offers a search."""
    return render(request, "404.html", status=404)
