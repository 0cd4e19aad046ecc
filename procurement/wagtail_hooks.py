"""Registers procurement in the admin: records, vendors, settings."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.models import register_snippet

from cms.models.people import AnyUser
from cms.permissions.grants import is_site_admin
from procurement.models import ProcurementRecord
from procurement.views import imports, months, notice_feed, summaries
from procurement.viewsets import ProcurementRecordViewSet, records, settings, vendors
from procurement.viewsets.records import MENU_HOOK

register_snippet(ProcurementRecord, viewset=ProcurementRecordViewSet)


@hooks.register("register_admin_urls")
def procurement_urls() -> list[URLPattern]:
    """The admin URLs of months, records, imports from a file, vendors, settings, summaries and notices."""
    return [
        path("procurement/months/", months.months, name="procurement_months"),
        path("procurement/months/<int:pk>/submit/", months.submit, name="procurement_month_submit"),
        path("procurement/months/<int:pk>/none/", months.state_none, name="procurement_month_none"),
        *records.admin_urls,
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


# The items of “จัดซื้อจัดจ้าง” in the order of the work; the records themselves come from their viewset (10).
procurement_menu = Menu(register_hook_name=MENU_HOOK, construct_hook_name="construct_procurement_menu")


@hooks.register("register_admin_menu_item")
def procurement_item() -> MenuItem:
    """The submenu of procurement, for those who may open anything in it."""
    return SubmenuMenuItem(_("จัดซื้อจัดจ้าง"), procurement_menu, name="procurement", icon_name="list-ul", order=200)


@hooks.register(MENU_HOOK)
def import_item() -> MenuItem:
    """The link to the import of records from a file."""
    return PermittedMenuItem(
        _("นำเข้าจาก Excel"),
        reverse("procurement_import"),
        name="import",
        icon_name="upload",
        order=20,
        may_see=summaries.writes_procurement,
    )


@hooks.register(MENU_HOOK)
def months_item() -> MenuItem:
    """The link to the list of months."""
    return PermittedMenuItem(
        _("สรุปรายเดือน"),
        reverse("procurement_months"),
        name="months",
        icon_name="calendar-alt",
        order=30,
        may_see=months.may_see_months,
    )


@hooks.register(MENU_HOOK)
def notices_item() -> MenuItem:
    """The link to what there is of plans and notices, and what is begun."""
    return PermittedMenuItem(
        _("แผนและประกาศ"),
        f"{reverse('cms_coverage')}?open=procurement",
        name="plans-and-notices",
        icon_name="table",
        order=40,
        may_see=summaries.writes_procurement,
    )


@hooks.register(MENU_HOOK)
def summaries_item() -> MenuItem:
    """The link to the quarters and the report of a year."""
    return PermittedMenuItem(
        _("ไตรมาสและรายงานปี"),
        reverse("procurement_summaries"),
        name="summaries",
        icon_name="calendar",
        order=50,
        may_see=summaries.writes_procurement,
    )


@hooks.register(MENU_HOOK)
def vendors_item() -> MenuItem:
    """The link to the vendors."""
    return PermittedMenuItem(
        _("ผู้ประกอบการ"),
        reverse("procurement_vendor_index"),
        name="vendors",
        icon_name="group",
        order=60,
        may_see=vendors.may_read_vendors,
    )


@hooks.register(MENU_HOOK)
def notice_feed_item() -> MenuItem:
    """The link to the import of notices."""
    return PermittedMenuItem(
        _("นำเข้าประกาศ e-GP"),
        reverse("procurement_notice_feed"),
        name="notice-feed",
        icon_name="download",
        order=70,
        may_see=summaries.writes_procurement,
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
