"""Accounts, posts and divisions in the admin."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from cms.views import accounts
from cms.viewsets.people import AuthorityViewSet, DivisionViewSet, PostViewSet


@hooks.register("register_admin_viewset")
def people_viewsets() -> list[ViewSet]:
    """The viewsets of authorities, divisions and posts; that of accounts is set in `cms.apps.PeopleConfig`."""
    return [AuthorityViewSet(), DivisionViewSet(), PostViewSet()]


@hooks.register("register_admin_urls")
def account_urls() -> list[URLPattern]:
    """The URL of the page of one account."""
    return [path("accounts/<int:pk>/", accounts.account, name="cms_account")]
