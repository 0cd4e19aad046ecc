"""The forms with which an approver decides in the review queue."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """Approves: posts back the revision and the digest that the screen showed, so that a later change is noticed."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    digest = forms.CharField(widget=forms.HiddenInput, required=False)
    comment = forms.CharField(label=_("หมายเหตุ"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class RejectionForm(DecisionForm):
    """Sends the draft back; the comment with the reason is required."""

    comment = forms.CharField(
        label=_("เหตุผลที่ส่งกลับแก้ไข"),
        required=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("เขียนเหตุผล เพื่อให้เจ้าหน้าที่รู้ว่าต้องแก้อะไร")},
    )
