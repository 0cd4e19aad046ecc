"""The ways to a new record: “ลงข้อมูลใหม่”, and the grid of what there is and what not."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.views import coverage, new_record
from cms.views.type_places import may_write_records


@hooks.register("register_admin_urls")
def choosing_urls() -> list[URLPattern]:
    """The addresses of the types to write, of the records to begin with, and of the grid."""
    return [
        path("new/", new_record.new_record, name="cms_new_record"),
        path("new/copies/", new_record.copies, name="cms_new_copies"),
        path("coverage/", coverage.coverage, name="cms_coverage"),
    ]


class NewRecordMenuItem(MenuItem):
    """Shown to those who draft records."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_write_records(request.user)


class CoverageMenuItem(MenuItem):
    """Shown to those who draft records or read those of all divisions."""

    def is_shown(self, request: HttpRequest) -> bool:
        return coverage.may_see_coverage(request.user)


@hooks.register("register_admin_menu_item")
def new_record_item() -> MenuItem:
    """The first link of the sidebar."""
    return NewRecordMenuItem(_("ลงข้อมูลใหม่"), reverse("cms_new_record"), name="new-record", icon_name="plus", order=5)


@hooks.register("register_admin_menu_item")
def coverage_item() -> MenuItem:
    """The link to the grid, below the lists of what waits and of what is public."""
    return CoverageMenuItem(_("มีแล้ว ยังไม่มี"), reverse("cms_coverage"), name="coverage", icon_name="table", order=30)
