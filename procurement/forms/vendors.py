"""The forms of a vendor: its name and number, and with whom it is merged."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from procurement.fields.numbers import NumberFormField
from procurement.models import Vendor
from procurement.policy import tax_ids


class VendorForm(WagtailAdminModelForm):
    """Name and number; the number of a person is refused, as the register keeps none."""

    tax_id = NumberFormField(
        label=_("เลขประจำตัวผู้เสียภาษีของนิติบุคคล"), required=False, kept=tax_ids.kept, refusal=tax_ids.refusal_of_tax_id
    )

    class Meta:
        model = Vendor
        fields = ("name", "tax_id")


class MergeForm(forms.Form):
    """Another vendor of the authority, found by its name or number as the list shows it."""

    into = forms.CharField(label=_("รวมกับรายชื่อ"), help_text=_("พิมพ์ชื่อหรือเลข 13 หลักของรายที่จะเก็บไว้"), max_length=250)

    def __init__(self, *args: Any, vendor: Vendor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vendor = vendor

    def clean_into(self) -> Vendor:
        """Raises ValidationError where no or several vendors are called so."""
        text = self.cleaned_data["into"].strip()
        others = Vendor.objects.filter(authority=self.vendor.authority).exclude(pk=self.vendor.pk)
        same = others.filter(tax_id=tax_ids.kept(text)) if tax_ids.is_juristic(text) else others.filter(name=text)
        found = list(same[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("ไม่พบผู้ประกอบการรายนี้ คัดลอกชื่อจากรายการให้ตรงกัน หรือใช้เลข 13 หลัก"))
        return found[0]
