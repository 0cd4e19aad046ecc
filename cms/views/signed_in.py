"""The request of somebody who has signed in, as every address of the admin gets it."""

from django.http import HttpRequest

from cms.models import User


class SignedInRequest(HttpRequest):
    """A request whose user is one of ours: Wagtail's own guard turned everybody else away before the view."""

    user: User
