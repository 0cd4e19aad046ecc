"""The site admin's page of jobs: what waits, what failed and why, and "try again"."""

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views.reports import ReportView

from cms.actions import jobs
from cms.models.jobs import FINISHED, Job, JobState
from cms.permissions.grants import grants_of
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.views.job_lines import lines_of


def may_see_jobs(user: Any) -> bool:
    """Site admins; a superuser is outside the flow but keeps the machine running."""
    return bool(user.is_superuser or Role.SITE_ADMIN in grants_of(user).roles)


def require_site_admin(request: HttpRequest) -> None:
    if not may_see_jobs(request.user):
        raise PermissionDenied


class JobFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=gettext_lazy("สถานะ"), choices=JobState.choices)

    class Meta:
        model = Job
        fields = ["state"]


class WorkColumn(Column):
    """What a job does, and small below it the key that logs and manuals name it by."""

    cell_template_name = "cms/admin/job_work.html"

    def __init__(self) -> None:
        super().__init__("work", label=gettext_lazy("งาน"), accessor=lambda job: job.line, width="35%")


class RetryColumn(Column):
    """The button, where trying again is allowed. Tables render their cells without the request, so it is given here."""

    cell_template_name = "cms/admin/job_retry.html"

    def __init__(self, request: HttpRequest) -> None:
        super().__init__("retry", label=gettext_lazy("ลองใหม่"), accessor="pk")
        self.request = request

    def get_cell_context_data(self, instance: Job, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        may = jobs.refusal_to_retry(instance.state) is None
        url = reverse("cms_job_retry", args=[instance.pk]) if may else ""
        return {**context, "retry_url": url, "csrf_token": get_token(self.request)}


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

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require_site_admin(request)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list[Column]:
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

    def get_queryset(self) -> Any:
        self.queryset = Job.objects.all()
        return super().get_queryset()

    def get_table(self, object_list: Any) -> Any:
        """The lines of the page's jobs together, as each would ask for its own title."""
        lines = lines_of(object_list)
        for job in object_list:
            job.line = lines[job.pk]
        return super().get_table(object_list)


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a job that failed back into the queue."""
    require_site_admin(request)
    user: Any = request.user
    try:
        jobs.retry(get_object_or_404(Job, pk=pk), by=user)
        messages.success(request, _("นำงานกลับเข้าคิวแล้ว"))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("cms_jobs")


# For the hook `register_admin_urls`.
admin_urls = [
    path("jobs/", JobsView.as_view(), name="cms_jobs"),
    path("jobs/results/", JobsView.as_view(results_only=True), name="cms_jobs_results"),
    path("jobs/<int:pk>/retry/", retry, name="cms_job_retry"),
]
