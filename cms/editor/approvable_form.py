"""How the editor's forms of pages and snippets write what is published only by an approval."""

from django.db import transaction
from wagtail.admin.forms import WagtailAdminModelForm

from cms.models import Approvable


class ApprovableForm(WagtailAdminModelForm):
    """Base of the editor's forms of what is published only by an approval."""

    @transaction.atomic
    def save(self, commit: bool = True) -> Approvable:
        """As Wagtail does, but never to the row of a live object: the editor asked for that when it was not yet live.

        What was typed goes into the revision that the editor saves next.
        """
        if self.instance.pk is not None and commit:
            self.instance.lock_and_read_state()
            commit = not self.instance.live
        return super().save(commit=commit)
