"""The site admin's report of background jobs."""

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.permissions.grants import is_site_admin
from cms.views.jobs import admin_urls


class JobsMenuItem(MenuItem):
    """Shown to those who may open the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_site_admin(request.user)


@hooks.register("register_admin_urls")
def job_urls() -> list[URLPattern]:
    """The URLs of the report of jobs and of the retry button."""
    return admin_urls


@hooks.register("register_reports_menu_item")
def jobs_item() -> MenuItem:
    """The last entry of the menu “Reports”."""
    return JobsMenuItem(_("งานเบื้องหลัง"), reverse("cms_jobs"), name="jobs", icon_name="cogs", order=1000)
