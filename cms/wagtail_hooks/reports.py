"""The button of a live plan that begins a report, and the addresses of reports."""

from collections.abc import Iterator

from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.models.people import AnyUser
from cms.pages import PlanPage
from cms.permissions.drafting import may_draft
from cms.views import reports


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """The addresses at which a report is begun and brought up to its plan."""
    return reports.admin_urls


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def report_button(page: Page, user: AnyUser, next_url: str | None = None, view_name: str = "") -> Iterator[Button]:
    """“เขียนรายงานผล”, on a live plan on which the person may report."""
    if not isinstance(page, PlanPage) or not page.live or not may_draft(user, page.drafted_by, page.division_id):
        return
    if reports.types_of_reports(page):
        yield Button(_("เขียนรายงานผล"), reverse("cms_write_report", args=[page.pk]), icon_name="edit", priority=80)
