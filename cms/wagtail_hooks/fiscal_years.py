"""The fiscal years in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.permissions.grants import opens_fiscal_years
from cms.views import fiscal_years


@hooks.register("register_admin_urls")
def fiscal_year_urls() -> list[URLPattern]:
    """The URLs of the list of fiscal years and of its buttons."""
    return [
        path("fiscal-years/", fiscal_years.fiscal_years, name="cms_fiscal_years"),
        path("fiscal-years/open/", fiscal_years.open_one, name="cms_fiscal_year_open"),
    ]


class FiscalYearsMenuItem(MenuItem):
    """Shown to those who open fiscal years."""

    def is_shown(self, request: HttpRequest) -> bool:
        return opens_fiscal_years(request.user)


@hooks.register("register_admin_menu_item")
def fiscal_years_item() -> MenuItem:
    """The link below those to documents and pictures."""
    return FiscalYearsMenuItem(
        _("ปีงบประมาณ"), reverse("cms_fiscal_years"), name="fiscal-years", icon_name="calendar-alt", order=500
    )
