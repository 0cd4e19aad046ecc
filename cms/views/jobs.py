"""The site admin's page of jobs: what waits, what failed and why, and "try again"."""

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views.reports import ReportView

from cms.actions import jobs
from cms.models.jobs import FINISHED, Job, JobState
from cms.models.reach import reach_of
from cms.roles import Role


def may_see_jobs(user: Any) -> bool:
    """Site admins; a superuser is outside the flow but keeps the machine running."""
    return bool(user.is_superuser or Role.SITE_ADMIN in reach_of(user).roles)


def require_site_admin(request: HttpRequest) -> None:
    if not may_see_jobs(request.user):
        raise PermissionDenied


class JobFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=gettext_lazy("สถานะ"), choices=JobState.choices)

    class Meta:
        model = Job
        fields = ["state"]


class RetryColumn(Column):
    """The button, where trying again is allowed."""

    cell_template_name = "cms/admin/job_retry.html"

    def get_cell_context_data(self, instance: Job, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        may = jobs.refusal_to_retry(instance.state) is None
        return {**context, "retry_url": reverse("cms_job_retry", args=[instance.pk]) if may else ""}


class JobsView(ReportView):
    page_title = gettext_lazy("งานเบื้องหลัง")
    header_icon = "cogs"
    model = Job
    filterset_class = JobFilterSet
    index_url_name = "cms_jobs"
    index_results_url_name = "cms_jobs_results"
    default_ordering = "-pk"
    paginate_by = 50
    list_export: list[str] = []
    columns = [
        Column("key", label=gettext_lazy("งาน")),
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
        RetryColumn("retry", label=gettext_lazy("ลองใหม่"), accessor="pk"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require_site_admin(request)
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        self.queryset = Job.objects.all()
        return super().get_queryset()


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a job that failed back into the queue."""
    require_site_admin(request)
    job = get_object_or_404(Job, pk=pk)
    if reason := jobs.refusal_to_retry(job.state):
        messages.error(request, reason)
    else:
        jobs.retry(job)
        messages.success(request, _("นำงานกลับเข้าคิวแล้ว"))
    return redirect("cms_jobs")


# For the hook `register_admin_urls`.
admin_urls = [
    path("jobs/", JobsView.as_view(), name="cms_jobs"),
    path("jobs/results/", JobsView.as_view(results_only=True), name="cms_jobs_results"),
    path("jobs/<int:pk>/retry/", retry, name="cms_job_retry"),
]
