"""The authority whose admin a request is in."""

from django.http import Http404, HttpRequest

from cms.models import Authority
from cms.selectors.site import authority_of


def authority_of_admin(request: HttpRequest) -> Authority:
    """The authority that owns the site of a request. Raises Http404 before the set-up."""
    found = authority_of(request)
    if found is None:
        raise Http404
    return found
