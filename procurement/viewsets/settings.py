"""The settings of procurement in the admin."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from cms.permissions.grants import is_site_admin
from cms.policy.refusal import Refused
from cms.views.signed_in import SignedInRequest
from cms.views.type_places import required_authority
from procurement.actions.settings import NOT_THEIRS, change_settings
from procurement.forms.settings import SettingsForm
from procurement.models import ProcurementSettings


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: SignedInRequest) -> HttpResponse:
    """The form of the settings; by POST they are saved. Raises Refused for who is no site admin."""
    if not is_site_admin(request.user):
        raise Refused(NOT_THEIRS)
    authority = required_authority(request)
    found = ProcurementSettings.objects.filter(authority=authority).first()
    posted = request.POST if request.method == "POST" else None
    form = SettingsForm(posted, instance=found, authority=authority, for_user=request.user)
    if request.method == "POST" and form.is_valid():
        change_settings(authority, form.cleaned_data, by=request.user)
        messages.success(request, _("บันทึกการตั้งค่างานจัดซื้อจัดจ้างแล้ว"))
        return redirect(reverse("procurement_settings"))
    context = {"page_title": _("งานจัดซื้อจัดจ้าง"), "form": form}
    return render(request, "procurement/admin/settings.html", context)


admin_urls = [path("procurement/settings/", settings, name="procurement_settings")]
