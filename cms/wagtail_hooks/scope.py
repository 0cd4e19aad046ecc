"""Lists and choosers of pages show the drafts of one's own division."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.query import PageQuerySet

from cms.permissions.grants import grants_of
from cms.permissions.querysets import pages_linked_by, pages_read_by
from cms.views import records


@hooks.register("construct_explorer_page_queryset")
def explorer_of_the_division(parent_page: Any, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return pages_read_by(request.user, pages)


@hooks.register("construct_page_chooser_queryset")
def chooser_of_the_division(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return pages_linked_by(request.user, pages)


class ReadersItem(MenuItem):
    """Shown to those who read every division's drafts."""

    def is_shown(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.is_superuser or grants_of(user).reads_all())


@hooks.register("register_admin_urls")
def record_urls() -> list[URLPattern]:
    return records.admin_urls


@hooks.register("register_admin_menu_item")
def records_item() -> MenuItem:
    return ReadersItem(_("เรื่องทุกกอง"), reverse("cms_records"), name="records", icon_name="list-ul", order=110)
