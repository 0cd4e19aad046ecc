"""Registers procurement in the admin: records, vendors, settings."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.models import register_snippet

from cms.fields import Label
from cms.models.people import AnyUser
from cms.permissions.grants import is_site_admin
from procurement.models import ProcurementRecord
from procurement.permissions import writes_procurement
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


procurement_menu = Menu(register_hook_name=MENU_HOOK, construct_hook_name="construct_procurement_menu")


@hooks.register("register_admin_menu_item")
def procurement_item() -> MenuItem:
    """The submenu of procurement, for those who may open anything in it."""
    return SubmenuMenuItem(_("จัดซื้อจัดจ้าง"), procurement_menu, name="procurement", icon_name="list-ul", order=200)


# The items of “จัดซื้อจัดจ้าง” in the order of the work; the records come before them, from their viewset (10).
ITEMS: Sequence[tuple[Label, str, str, str, str, Callable[[AnyUser], bool]]] = (
    (_("นำเข้าจาก Excel"), "procurement_import", "", "import", "upload", writes_procurement),
    (_("สรุปรายเดือน"), "procurement_months", "", "months", "calendar-alt", months.may_see_months),
    (_("แผนและประกาศ"), "cms_coverage", "?open=procurement", "plans-and-notices", "table", writes_procurement),
    (_("ไตรมาสและรายงานปี"), "procurement_summaries", "", "summaries", "calendar", writes_procurement),
    (_("ผู้ประกอบการ"), "procurement_vendor_index", "", "vendors", "group", vendors.may_read_vendors),
    (_("นำเข้าประกาศ e-GP"), "procurement_notice_feed", "", "notice-feed", "download", writes_procurement),
)


def menu_item(
    order: int, label: Label, url_name: str, query: str, name: str, icon: str, may_see: Callable[[AnyUser], bool]
) -> MenuItem:
    """One of the items."""
    address = f"{reverse(url_name)}{query}"
    return PermittedMenuItem(label, address, name=name, icon_name=icon, order=order, may_see=may_see)


for order, item in enumerate(ITEMS, start=20):
    hooks.register(MENU_HOOK, partial(menu_item, order, *item))


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
