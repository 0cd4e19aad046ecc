"""Which button of a form was pressed: a request that names none, two, or one that the form does not have is refused."""

from collections.abc import Container

from django.http import HttpRequest

from cms.policy.approval import UNKNOWN_ACTION
from cms.policy.refusal import Refused


def chosen_action(request: HttpRequest, known: Container[str]) -> str:
    """The one `action` that was posted. Raises Refused where it is not exactly one of `known`."""
    chosen = request.POST.getlist("action")
    if len(chosen) != 1 or chosen[0] not in known:
        raise Refused(UNKNOWN_ACTION)
    return chosen[0]
