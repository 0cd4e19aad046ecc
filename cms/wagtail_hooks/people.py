"""Accounts, posts and divisions in the admin."""

from typing import Any

from django.urls import URLPattern, path
from wagtail import hooks

from cms.views import accounts
from cms.viewsets.people import AuthorityViewSet, DivisionViewSet, PostViewSet


@hooks.register("register_admin_viewset")
def people_viewsets() -> list[Any]:
    return [AuthorityViewSet(), DivisionViewSet(), PostViewSet()]


@hooks.register("register_admin_urls")
def account_urls() -> list[URLPattern]:
    return [path("accounts/<int:pk>/", accounts.account, name="cms_account")]
