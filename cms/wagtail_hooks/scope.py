"""Lists and choosers of pages show drafts of one's own divisions only."""

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.permissions.grants import reads_every_draft
from cms.permissions.querysets import pages_linked_by, pages_read_by
from cms.views import records


@hooks.register("construct_explorer_page_queryset")
def limit_explorer(parent_page: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """The explorer lists what the user may read."""
    return pages_read_by(request.user, pages)


@hooks.register("construct_page_chooser_queryset")
def limit_chooser(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """The page chooser offers what the user may link to."""
    return pages_linked_by(request.user, pages)


class RecordsMenuItem(MenuItem):
    """Link to the list of all records, shown to those who read the drafts of all divisions."""

    def is_shown(self, request: HttpRequest) -> bool:
        return reads_every_draft(request.user)


@hooks.register("register_admin_urls")
def record_urls() -> list[URLPattern]:
    """The URLs of the list of all records, and of their history and versions."""
    return records.admin_urls


@hooks.register("register_admin_menu_item")
def records_item() -> MenuItem:
    """The link to the list of all records, below the page explorer."""
    return RecordsMenuItem(_("เรื่องทุกกอง"), reverse("cms_records"), name="records", icon_name="list-ul", order=110)
