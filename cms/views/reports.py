"""Reports on plans: “เขียนรายงานผล” begins one, “ปรับรายการตามแผน” brings a draft up to a plan that was corrected."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.actions.reports import begin_report, refusal_to_begin_report, refusal_to_take_over_plan, take_over_plan
from cms.models.people import AnyUser
from cms.pages import PlanPage, ReportPage
from cms.policy.lifecycle import Period, period_label
from cms.policy.refusal import Refused
from cms.records.plan_today import plan_today
from cms.selectors.places import plan_of
from cms.selectors.record_types import creatable_types
from cms.views.records import readable_record
from cms.views.signed_in import SignedInRequest


@dataclass(frozen=True)
class Choice:
    """A report that may be begun on a plan: its type, its period, and why not, or None."""

    kind: type[ReportPage]
    period: Period
    fiscal_year: int
    refusal: str | None

    @property
    def value(self) -> str:
        """What the form posts."""
        return f"{self.kind._meta.model_name}:{self.period}"

    @property
    def label(self) -> str:
        """The type and the period in Thai."""
        return f"{self.kind._meta.verbose_name} {period_label(self.period, self.fiscal_year)}"


def types_of_reports(plan: PlanPage) -> list[type[ReportPage]]:
    """The types that report on plans of its type, which may stand beside it."""
    return [kind for kind in creatable_types() if plan_of(kind) is type(plan)]


def choices(plan: PlanPage, user: AnyUser) -> Iterator[Choice]:
    """The reports on a plan by type and period."""
    for kind in types_of_reports(plan):
        for period in kind.periods:
            yield Choice(kind, period, plan.fiscal_year, refusal_to_begin_report(plan, kind, period, by=user))


@require_http_methods(["GET", "HEAD", "POST"])
def write_report(request: SignedInRequest, page_id: int) -> HttpResponse:
    """Ask which report on a plan; by POST begin it with the plan's rows, and open it. 404 for what is no plan."""
    plan = readable_record(request, page_id)
    if not isinstance(plan, PlanPage):
        raise Http404
    offered = [*choices(plan, request.user)]
    if request.method == "POST":
        chosen = next((each for each in offered if each.value == request.POST.get("report")), None)
        if chosen is None:
            raise Refused(_("เลือกรายงานที่จะเขียน"))
        report = begin_report(plan, chosen.kind, chosen.period, by=request.user)
        messages.success(request, _("เริ่มร่างรายงานจากรายการของแผนแล้ว กรอกผลของแต่ละรายการ"))
        return redirect("wagtailadmin_pages:edit", report.pk)
    context = {"page_title": _("เขียนรายงานผล"), "plan": plan, "choices": offered}
    return render(request, "cms/admin/write_report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: SignedInRequest, page_id: int) -> HttpResponse:
    """Say which rows of the plan were corrected; by POST take them over into the draft, and open it."""
    report = readable_record(request, page_id)
    if not isinstance(report, ReportPage):
        raise Http404
    if request.method == "POST":
        take_over_plan(report, by=request.user)
        messages.success(request, _("ปรับรายการตามแผนฉบับปัจจุบันแล้ว ผลที่กรอกไว้ยังอยู่ ตรวจก่อนส่งขออนุมัติ"))
        return redirect("wagtailadmin_pages:edit", report.pk)
    context = {
        "page_title": _("ปรับรายการตามแผน"),
        "report": report,
        "plan_today": plan_today(report.get_latest_revision_as_object()),
        "reason": refusal_to_take_over_plan(report, by=request.user),
    }
    return render(request, "cms/admin/take_over_plan.html", context)


# Registered by `cms.wagtail_hooks.reports`.
admin_urls = [
    path("records/<int:page_id>/report/", write_report, name="cms_write_report"),
    path("records/<int:page_id>/take-over-plan/", take_over, name="cms_take_over_plan"),
]
