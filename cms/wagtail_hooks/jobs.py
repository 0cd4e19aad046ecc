"""The site admin's page of jobs, among the reports."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.views.jobs import admin_urls, may_see_jobs


class JobsItem(MenuItem):
    """Shown to those whom the page answers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_jobs(request.user)


@hooks.register("register_admin_urls")
def job_urls() -> list[URLPattern]:
    return admin_urls


@hooks.register("register_reports_menu_item")
def jobs_item() -> Any:
    return JobsItem(_("งานเบื้องหลัง"), reverse("cms_jobs"), name="jobs", icon_name="cogs", order=1000)
