"""One way to sign in: Wagtail's page with our form (`WAGTAILADMIN_USER_LOGIN_FORM`); its second one is not here."""

from django.http import Http404, HttpRequest, HttpResponse


def no_second_way(request: HttpRequest, rest: str) -> HttpResponse:
    """Stands where Wagtail would let visitors sign in to private pages; this site has none."""
    raise Http404
