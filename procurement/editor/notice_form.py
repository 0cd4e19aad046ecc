"""The form of a notice, which offers the public notices that it may change."""

from typing import TYPE_CHECKING, Any

from django import forms

from cms.editor.page_forms import RecordPageForm

if TYPE_CHECKING:  # generic for the type checker alone
    ModelChoiceField = forms.ModelChoiceField[Any]
else:
    ModelChoiceField = forms.ModelChoiceField


class NoticeChoice(ModelChoiceField):
    """A choice of notices, each with its kind and number."""

    def label_from_instance(self, obj: Any) -> str:
        """`ประกาศเชิญชวน · จ้างก่อสร้างถนน · 69089649017`."""
        return " · ".join(filter(None, [obj.get_kind_display(), obj.title, obj.egp_number]))


class NoticeForm(RecordPageForm):
    """Offers the public notices of the authority, the newest first, as the one that is changed or cancelled."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "changes" in self.fields:
            self.fields["changes"] = self.choice_of_changed()

    def choice_of_changed(self) -> "NoticeChoice":
        """The public notices but itself; the one that the draft names already stays."""
        notice: Any = self.instance
        field = type(notice)._meta.get_field("changes")
        same = type(notice)._default_manager.filter(authority=notice.authority)
        offered = (same.filter(live=True) | same.filter(pk=notice.changes_id)).exclude(pk=notice.pk)
        labels = {"label": field.verbose_name, "help_text": field.help_text}
        return NoticeChoice(offered.order_by("-announced", "-pk"), required=False, **labels)
