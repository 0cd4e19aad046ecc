"""Registers procurement in the admin: records, vendors, settings."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from cms.permissions.grants import is_site_admin
from procurement.models import ProcurementRecord
from procurement.views import months
from procurement.viewsets import ProcurementRecordViewSet, settings, vendors

register_snippet(ProcurementRecord, viewset=ProcurementRecordViewSet)


@hooks.register("register_admin_urls")
def procurement_urls() -> list[URLPattern]:
    """The admin URLs of months with their two buttons, of vendors and settings."""
    return [
        path("procurement/months/", months.months, name="procurement_months"),
        path("procurement/months/<int:pk>/submit/", months.submit, name="procurement_month_submit"),
        path("procurement/months/<int:pk>/none/", months.state_none, name="procurement_month_none"),
        *vendors.admin_urls,
        *settings.admin_urls,
    ]


class MonthsMenuItem(MenuItem):
    """Link to the list of months, shown to those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return months.may_see_months(request.user)


@hooks.register("register_admin_menu_item")
def months_menu_item() -> MenuItem:
    """The link to the list of months, below the records."""
    return MonthsMenuItem(
        _("สรุปรายเดือน"), reverse("procurement_months"), name="months", icon_name="calendar-alt", order=210
    )


class VendorsMenuItem(MenuItem):
    """Link to the vendors, shown to those who may read them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return vendors.may_read_vendors(request.user)


@hooks.register("register_admin_menu_item")
def vendors_item() -> MenuItem:
    """The link to the vendors, below that to the records."""
    return VendorsMenuItem(
        _("ผู้ประกอบการ"), reverse("procurement_vendors"), name="vendors", icon_name="group", order=205
    )


class SettingsMenuItem(MenuItem):
    """Link to the settings, shown to the site admin."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_site_admin(request.user)


@hooks.register("register_settings_menu_item")
def settings_item() -> MenuItem:
    """The link to the settings of procurement."""
    return SettingsMenuItem(
        _("งานจัดซื้อจัดจ้าง"), reverse("procurement_settings"), name="procurement-settings", icon_name="cog", order=130
    )
