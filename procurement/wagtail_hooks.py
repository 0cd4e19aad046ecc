"""Registers procurement in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from procurement.models import ProcurementRecord
from procurement.views import months
from procurement.viewsets import ProcurementRecordViewSet

register_snippet(ProcurementRecord, viewset=ProcurementRecordViewSet)


@hooks.register("register_admin_urls")
def month_urls() -> list[URLPattern]:
    """The list of months, and its two buttons."""
    return [
        path("procurement/months/", months.months, name="procurement_months"),
        path("procurement/months/<int:pk>/submit/", months.submit, name="procurement_month_submit"),
        path("procurement/months/<int:pk>/none/", months.state_none, name="procurement_month_none"),
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
