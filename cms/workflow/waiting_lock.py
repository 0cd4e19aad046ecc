"""Wagtail's lock of a draft that waits, in our words."""

from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock

from cms.models.people import AnyUser
from cms.policy.approval import WAITS


class WaitingLock(WorkflowLock):
    """Nobody edits a waiting draft; the editor itself says who decides by when (`cms.selectors.approvals`)."""

    def get_message(self, user: AnyUser) -> None:
        """None: the notice above the form says more."""
        return

    def get_locked_by(self, user: AnyUser, can_lock: bool = False) -> str:
        return _("แก้ไขไม่ได้ระหว่างรอพิจารณา")

    def get_description(self, user: AnyUser, can_lock: bool = False) -> str:
        return WAITS
