"""The forms with which an approver decides in the review queue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.policy.return_reasons import RETURN_REASONS
from cms.thai.invisible import is_blank


class DecisionForm(forms.Form):
    """Approves: posts back the revision and the digest that the screen showed, so that a later change is noticed."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    digest = forms.CharField(widget=forms.HiddenInput, required=False)
    comment = forms.CharField(label=_("หมายเหตุ"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class RejectionForm(DecisionForm):
    """Sends the draft back; the comment with the reason is required.

    The usual reasons fill the comment on the screen, where they are edited; without JavaScript the chosen ones are the
    comment where nothing else is written.
    """

    reason = forms.MultipleChoiceField(choices=[(reason, reason) for reason in RETURN_REASONS], required=False)
    comment = forms.CharField(
        label=_("เหตุผลที่ส่งกลับแก้ไข"), required=False, widget=forms.Textarea(attrs={"rows": 3, "data-reason": ""})
    )

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where there is neither a comment nor a chosen reason."""
        cleaned = super().clean() or {}
        cleaned["comment"] = cleaned.get("comment") or "\n".join(cleaned.get("reason") or ())
        if is_blank(cleaned["comment"]):
            self.add_error("comment", _("เขียนเหตุผล เพื่อให้เจ้าหน้าที่รู้ว่าต้องแก้อะไร"))
        return cleaned
