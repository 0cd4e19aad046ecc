"""Signing in happens on Wagtail's admin login page with our form (`WAGTAILADMIN_USER_LOGIN_FORM`) and nowhere else."""

from django.http import Http404, HttpRequest, HttpResponse


def frontend_login_disabled(request: HttpRequest, rest: str) -> HttpResponse:
    """404 instead of Wagtail's frontend login for private pages, which this site does not have."""
    raise Http404
