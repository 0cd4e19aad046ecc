"""Registers procurement in the admin: records, vendors, settings."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from cms.models.people import AnyUser
from cms.permissions.grants import is_site_admin
from procurement.models import ProcurementRecord
from procurement.views import imports, months, notice_feed, summaries
from procurement.viewsets import ProcurementRecordViewSet, settings, vendors

register_snippet(ProcurementRecord, viewset=ProcurementRecordViewSet)


@hooks.register("register_admin_urls")
def procurement_urls() -> list[URLPattern]:
    """The admin URLs of months with their two buttons, of vendors, settings, summaries, notices and records
    from a file."""
    return [
        path("procurement/months/", months.months, name="procurement_months"),
        path("procurement/months/<int:pk>/submit/", months.submit, name="procurement_month_submit"),
        path("procurement/months/<int:pk>/none/", months.state_none, name="procurement_month_none"),
        *vendors.admin_urls,
        *settings.admin_urls,
        *summaries.admin_urls,
        *notice_feed.admin_urls,
        *imports.admin_urls,
    ]


class PermittedMenuItem(MenuItem):
    """A link shown to those whom its rule lets in."""

    def __init__(self, *args: Any, may_see: Callable[[AnyUser], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_see = may_see

    def is_shown(self, request: HttpRequest) -> bool:
        return self.may_see(request.user)


@hooks.register("register_admin_menu_item")
def summaries_item() -> MenuItem:
    """The link to the quarters and the report of a year, below that to the records."""
    return PermittedMenuItem(
        _("ไตรมาสและรายงานปี"),
        reverse("procurement_summaries"),
        name="summaries",
        icon_name="calendar",
        order=203,
        may_see=summaries.writes_procurement,
    )


@hooks.register("register_admin_menu_item")
def notice_feed_item() -> MenuItem:
    """The link to the import of notices."""
    return PermittedMenuItem(
        _("นำเข้าประกาศ e-GP"),
        reverse("procurement_notice_feed"),
        name="notice-feed",
        icon_name="download",
        order=204,
        may_see=summaries.writes_procurement,
    )


@hooks.register("register_admin_menu_item")
def vendors_item() -> MenuItem:
    """The link to the vendors."""
    return PermittedMenuItem(
        _("ผู้ประกอบการ"),
        reverse("procurement_vendor_index"),
        name="vendors",
        icon_name="group",
        order=205,
        may_see=vendors.may_read_vendors,
    )


@hooks.register("register_admin_menu_item")
def months_item() -> MenuItem:
    """The link to the list of months."""
    return PermittedMenuItem(
        _("สรุปรายเดือน"),
        reverse("procurement_months"),
        name="months",
        icon_name="calendar-alt",
        order=210,
        may_see=months.may_see_months,
    )


@hooks.register("register_settings_menu_item")
def settings_item() -> MenuItem:
    """The link to the settings of procurement, for the site admin."""
    return PermittedMenuItem(
        _("งานจัดซื้อจัดจ้าง"),
        reverse("procurement_settings"),
        name="procurement-settings",
        icon_name="cog",
        order=130,
        may_see=is_site_admin,
    )
