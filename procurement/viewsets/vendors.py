"""The register of vendors in the admin: list, correction, merging two spellings."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.models.people import AnyUser
from cms.permissions.grants import reads_every_draft
from cms.policy.refusal import Refused
from cms.views.signed_in import SignedInRequest
from cms.views.type_places import required_authority
from procurement.actions.vendors import change_vendor, merge_vendors
from procurement.forms.vendors import MergeForm, VendorForm
from procurement.models import Vendor
from procurement.permissions import writes_procurement
from procurement.selectors.vendors import vendors_of, with_contracts

PAGE_SIZE = 50


def may_read_vendors(user: AnyUser) -> bool:
    """Whether the user edits vendors or reads the drafts of every division."""
    return writes_procurement(user) or reads_every_draft(user)


@require_safe
def vendors(request: SignedInRequest) -> HttpResponse:
    """The vendors of the authority, each with its public contracts. Raises Refused."""
    if not may_read_vendors(request.user):
        raise Refused(_("หน้านี้สำหรับเจ้าหน้าที่พัสดุและผู้ที่อ่านเรื่องของทุกกอง"))
    text = request.GET.get("q", "")[:250]
    page = Paginator(vendors_of(required_authority(request), text=text), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "page_title": _("ผู้ประกอบการ"),
        "page_obj": page,
        "rows": with_contracts(list(page)),
        "text": text,
        "may_edit": writes_procurement(request.user),
    }
    return render(request, "procurement/admin/vendors.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def vendor(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a vendor, or merge it with another; by POST `do` says which. Raises Refused."""
    if not writes_procurement(request.user):
        raise Refused(_("แก้ไขทะเบียนผู้ประกอบการได้เฉพาะเจ้าหน้าที่พัสดุ"))
    found = get_object_or_404(Vendor, pk=pk, authority=required_authority(request))
    merging = request.POST.get("do") == "merge"
    posted = request.POST if request.method == "POST" else None
    form = VendorForm(None if merging else posted, instance=found, for_user=request.user)
    merge_form = MergeForm(posted if merging else None, vendor=found)
    if request.method == "POST" and (merge_form if merging else form).is_valid():
        try:
            return _saved(request, found, form, merge_form, merging=merging)
        except Refused as refusal:
            (merge_form if merging else form).add_error(None, str(refusal))
    context = {"page_title": found.name, "vendor": found, "form": form, "merge_form": merge_form}
    return render(request, "procurement/admin/vendor.html", context)


def _saved(
    request: SignedInRequest, found: Vendor, form: VendorForm, merge_form: MergeForm, *, merging: bool
) -> HttpResponse:
    if merging:
        into = merge_form.cleaned_data["into"]
        merge_vendors(found, into=into, by=request.user)
        messages.success(request, _("รวมเป็น “%(name)s” แล้ว") % {"name": into.name})
    else:
        change_vendor(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("บันทึก “%(name)s” แล้ว") % {"name": form.cleaned_data["name"]})
    return redirect(reverse("procurement_vendor_index"))


admin_urls = [
    path("procurement/vendors/", vendors, name="procurement_vendor_index"),
    path("procurement/vendors/<int:pk>/", vendor, name="procurement_vendor_edit"),
]
