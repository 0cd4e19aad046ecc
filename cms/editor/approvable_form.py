"""How the editor's forms of pages and snippets write what is published only by an approval."""

from typing import Any

from django.db import transaction
from wagtail.admin.forms import WagtailAdminModelForm

from cms.models import Approvable

# An input of such a name hides the property of its form from scripts: the autosave asks the form where and how to send.
HIDES_A_PROPERTY = frozenset({"action", "elements", "enctype", "method", "submit", "target"})


class ApprovableForm(WagtailAdminModelForm):
    """Base of the editor's forms of what is published only by an approval."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in HIDES_A_PROPERTY & set(self.fields):
            self.fields[name].widget.attrs["id"] = f"id_{name}"

    def add_prefix(self, field_name: str) -> str:
        """The name of the input of a field, which hides no property of the form from scripts."""
        name: str = super().add_prefix(field_name)
        return f"field-{name}" if name in HIDES_A_PROPERTY else name

    @transaction.atomic
    def save(self, commit: bool = True) -> Approvable:
        """As Wagtail does, but never to the row of a live object: the editor asked for that when it was not yet live.

        What was typed goes into the revision that the editor saves next.
        """
        if self.instance.pk is not None and commit:
            self.instance.lock_and_read_state()
            commit = not self.instance.live
        return super().save(commit=commit)
