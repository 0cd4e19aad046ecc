"""A draft of a later year that begins with what a record says, and “ใช้ต่อในปี …”: the same, submitted at once."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages as admin_messages

from cms.actions.copies import (
    carry_over,
    copy_record,
    refusal_to_carry_over_record,
    refusal_to_copy_record,
    years_of_section,
)
from cms.pages import RecordPage, YearPage
from cms.policy.copies import NO_LATER_YEAR, no_such_year
from cms.policy.lifecycle import Period
from cms.policy.refusal import Refused
from cms.policy.requests import is_number
from cms.views.records import readable_record
from cms.views.refusals import previous_url, tell_in_editor
from cms.views.signed_in import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def copy_to_another_year(request: SignedInRequest, page_id: int) -> HttpResponse:
    """Say what a copy takes over and what not, or why there is none; by POST make it, and open it.

    `year` names an open year of the section (by default the newest), `period` one of the type (by default the same).
    """
    source = readable_record(request, page_id)
    years = years_of_section(source)
    year, reason = _asked_year(request, source, years)
    if year and not reason:
        reason = refusal_to_copy_record(source, year, by=request.user)
    if request.method == "POST":
        if year is None or reason:
            raise Refused(reason or NO_LATER_YEAR)
        copy = copy_record(source, year, by=request.user, period=_asked_period(request))
        messages.success(request, _("ทำสำเนาเป็นร่างของปี %(year)s แล้ว ตรวจและแก้ก่อนส่งขออนุมัติ") % {"year": year.fiscal_year})
        return redirect("wagtailadmin_pages:edit", copy.pk)
    later = [each.fiscal_year for each in years if each.fiscal_year > source.fiscal_year]
    context = {
        "page_title": _("ทำสำเนา"),
        "source": source,
        "year": year,
        "years": later,
        "reason": reason,
        "is_carried_over": year is not None and not refusal_to_carry_over_record(source, year, by=request.user),
    }
    return render(request, "cms/admin/copy.html", context)


@require_POST
def carry_over_to_another_year(request: SignedInRequest, page_id: int) -> HttpResponse:
    """Submit what a record says for another year (`year`, by default the newest), and go back to where one came from.

    A copy that may not be submitted opens in its editor, with what is missing; `open` opens it always.
    """
    source = readable_record(request, page_id)
    year, reason = _asked_year(request, source, years_of_section(source))
    if year is None or reason:
        raise Refused(reason or NO_LATER_YEAR)
    carried = carry_over(source, year, by=request.user)
    editor = reverse("wagtailadmin_pages:edit", args=[carried.record.pk])
    if carried.refused:
        tell_in_editor(request, carried.refused)
        return redirect(editor)
    told = {"title": carried.record.title, "year": year.fiscal_year}
    admin_messages.success(
        request,
        _("ใช้ “%(title)s” ในปี %(year)s และส่งขออนุมัติแล้ว") % told,
        buttons=[admin_messages.button(editor, _("เปิดดู"))],
    )
    return redirect(editor if request.POST.get("open") else previous_url(request))


def _asked_year(
    request: SignedInRequest, source: RecordPage, years: Sequence[YearPage]
) -> tuple[YearPage | None, str | None]:
    """The year page that the request names, else the newest one, with the reason where there is none to copy into."""
    asked = _asked(request, "year")
    if not asked:
        newest = next((year for year in years if year.fiscal_year > source.fiscal_year), None)
        return newest, None if newest else NO_LATER_YEAR
    if not is_number(asked):
        raise BadRequest
    found = next((year for year in years if year.fiscal_year == int(asked)), None)
    return found, None if found else no_such_year(int(asked))


def _asked_period(request: SignedInRequest) -> Period | None:
    asked = _asked(request, "period")
    if asked and asked not in set(Period):
        raise BadRequest
    return Period(asked) if asked else None


def _asked(request: SignedInRequest, name: str) -> str:
    """A choice, from the form or from the address of its button."""
    return request.POST.get(name) or request.GET.get(name) or ""


# Registered by `cms.wagtail_hooks.copies`.
admin_urls = [
    path("records/<int:page_id>/copy/", copy_to_another_year, name="cms_record_copy"),
    path("records/<int:page_id>/carry-over/", carry_over_to_another_year, name="cms_record_carry_over"),
]
