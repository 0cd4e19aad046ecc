"""“ทำสำเนาเป็นฉบับของปี …”: a draft of the newest year that begins with what a record says."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.actions.copies import copy_record, newest_year_of, refusal_to_copy_record
from cms.policy.copies import NO_LATER_YEAR
from cms.policy.refusal import Refused
from cms.views.records import readable_record
from cms.views.signed_in import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def copy_to_newest_year(request: SignedInRequest, page_id: int) -> HttpResponse:
    """Say what a copy takes over and what not, or why there is none; by POST make it, and open it."""
    source = readable_record(request, page_id)
    year = newest_year_of(source)
    reason = refusal_to_copy_record(source, year, by=request.user) if year else NO_LATER_YEAR
    if request.method == "POST":
        if year is None or reason:
            raise Refused(reason or NO_LATER_YEAR)
        copy = copy_record(source, year, by=request.user)
        messages.success(request, _("ทำสำเนาเป็นร่างของปี %(year)s แล้ว ตรวจและแก้ก่อนส่งขออนุมัติ") % {"year": year.fiscal_year})
        return redirect("wagtailadmin_pages:edit", copy.pk)
    context = {"page_title": _("ทำสำเนา"), "source": source, "year": year, "reason": reason}
    return render(request, "cms/admin/copy.html", context)


# Registered by `cms.wagtail_hooks.copies`.
admin_urls = [path("records/<int:page_id>/copy/", copy_to_newest_year, name="cms_record_copy")]
