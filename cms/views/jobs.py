"""The site admin's report of background jobs: what is queued, what failed and why, and a button to retry."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, Table
from wagtail.admin.views.reports import ReportView

from cms.actions import jobs
from cms.models.jobs import FINISHED, Job, JobState
from cms.permissions.grants import is_site_admin
from cms.policy.refusal import Refused
from cms.views.job_lines import lines_of
from cms.views.signed_in import SignedInRequest


def require_site_admin(request: HttpRequest) -> None:
    """Raises PermissionDenied for anybody who may not see the jobs."""
    if not is_site_admin(request.user):
        raise PermissionDenied


class JobFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=gettext_lazy("สถานะ"), choices=JobState.choices)

    class Meta:
        model = Job
        fields = ["state"]


class WorkColumn(Column):
    """What a job does, in a line of Thai (`cms.views.job_lines`)."""

    cell_template_name = "cms/admin/job_work.html"

    def __init__(self) -> None:
        super().__init__("work", label=gettext_lazy("งาน"), accessor=lambda job: job.line, width="35%")


class RetryColumn(Column):
    """The retry button, where a retry is allowed.

    Wagtail renders cells without the request, which the CSRF token needs, so the column gets it at construction.
    """

    cell_template_name = "cms/admin/job_retry.html"

    def __init__(self, request: HttpRequest) -> None:
        super().__init__("retry", label=gettext_lazy("ลองใหม่"), accessor="pk")
        self.request = request

    def get_cell_context_data(self, instance: Job, parent_context: Mapping[str, object]) -> dict[str, object]:
        context = super().get_cell_context_data(instance, parent_context)
        may = jobs.refusal_to_retry(instance.state) is None
        url = reverse("cms_job_retry", args=[instance.pk]) if may else ""
        return {**context, "retry_url": url, "csrf_token": get_token(self.request)}


class JobsView(ReportView):
    """All jobs, newest first, filtered by state; not exported."""

    page_title = gettext_lazy("งานเบื้องหลัง")
    header_icon = "cogs"
    model = Job
    filterset_class = JobFilterSet
    index_url_name = "cms_jobs"
    index_results_url_name = "cms_jobs_results"
    default_ordering = "-pk"
    paginate_by = 50
    list_export: list[str] = []

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        require_site_admin(request)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list[Column]:
        """What the job does, its state, attempts, progress in percent, error, and the retry button."""
        return [
            WorkColumn(),
            StatusTagColumn(
                "state",
                label=gettext_lazy("สถานะ"),
                accessor="get_state_display",
                primary=lambda job: job.state not in FINISHED,
            ),
            Column("attempts", label=gettext_lazy("ครั้งที่ลอง")),
            Column("progress", label=gettext_lazy("คืบหน้า %")),
            DateColumn("run_after", label=gettext_lazy("ทำหลังจาก")),
            Column("error", label=gettext_lazy("ข้อผิดพลาด"), accessor=lambda job: job.error[:300]),
            RetryColumn(self.request),
        ]

    def get_queryset(self) -> QuerySet[Job]:
        self.queryset = Job.objects.all()
        return super().get_queryset()

    def get_table(self, object_list: Any) -> Table:
        """Set `line` on the jobs of the page, read together: the number of queries does not grow with the rows."""
        lines = lines_of(object_list)
        for job in object_list:
            job.line = lines[job.pk]
        return super().get_table(object_list)


@require_POST
def retry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Queue a failed job again; a refusal is shown as a message."""
    require_site_admin(request)
    try:
        jobs.retry(get_object_or_404(Job, pk=pk), by=request.user)
        messages.success(request, _("นำงานกลับเข้าคิวแล้ว"))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("cms_jobs")


# Registered by `cms.wagtail_hooks.jobs`.
admin_urls = [
    path("jobs/", JobsView.as_view(), name="cms_jobs"),
    path("jobs/results/", JobsView.as_view(results_only=True), name="cms_jobs_results"),
    path("jobs/<int:pk>/retry/", retry, name="cms_job_retry"),
]
