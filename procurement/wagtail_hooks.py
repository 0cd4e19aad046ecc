"""Registers procurement in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from procurement.models import ProcurementRecord
from procurement.views import notice_feed, summaries
from procurement.viewsets import ProcurementRecordViewSet

register_snippet(ProcurementRecord, viewset=ProcurementRecordViewSet)


@hooks.register("register_admin_urls")
def summary_urls() -> list[URLPattern]:
    """The admin URLs of what is drawn from months, and of notices from a file."""
    return [*summaries.admin_urls, *notice_feed.admin_urls]


class WritersMenuItem(MenuItem):
    """Shown to those who draft procurement."""

    def is_shown(self, request: HttpRequest) -> bool:
        return summaries.writes_procurement(request.user)


@hooks.register("register_admin_menu_item")
def summaries_item() -> MenuItem:
    """The link to the quarters and the report of a year, below that to the records."""
    return WritersMenuItem(
        _("ไตรมาสและรายงานปี"), reverse("procurement_summaries"), name="summaries", icon_name="calendar", order=203
    )


@hooks.register("register_admin_menu_item")
def notice_feed_item() -> MenuItem:
    """The link to the import of notices."""
    return WritersMenuItem(
        _("นำเข้าประกาศ e-GP"), reverse("procurement_notice_feed"), name="notice-feed", icon_name="download", order=204
    )
