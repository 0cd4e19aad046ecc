"""The type of a request in the admin, where every user has signed in."""

from django.http import HttpRequest

from cms.models import User


class SignedInRequest(HttpRequest):
    """For annotations only: Wagtail's `require_admin_access` redirects anonymous users before the view is called."""

    user: User
