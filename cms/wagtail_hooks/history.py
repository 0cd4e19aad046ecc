"""What the history of a record says of its approval: who did what, not the names of workflows and tasks."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter


class ApprovalFormatter(LogFormatter):
    """An entry of the approval; its comment is what the approver wrote."""

    def format_comment(self, entry: Any) -> str:
        return str(entry.data.get("comment", ""))


class Submitted(ApprovalFormatter):
    label = message = gettext_lazy("ส่งขออนุมัติ")


class SubmittedAgain(ApprovalFormatter):
    label = message = gettext_lazy("ส่งขออนุมัติอีกครั้ง")


class Recalled(ApprovalFormatter):
    label = message = gettext_lazy("เรียกคืน")


class Approved(ApprovalFormatter):
    label = gettext_lazy("อนุมัติ")

    def format_message(self, entry: Any) -> str:
        """“นายก อบต. อนุมัติและเผยแพร่”; of an earlier stage and of a later time no more than was decided."""
        following = (entry.data.get("workflow") or {}).get("next")
        if following:
            return _("%(who)s อนุมัติ ขั้นตอนถัดไป: %(next)s") % {"who": who(entry), "next": following["title"]}
        if entry.data.get("for_later"):
            return _("%(who)s อนุมัติให้เผยแพร่ตามเวลาที่ตั้งไว้") % {"who": who(entry)}
        return _("%(who)s อนุมัติและเผยแพร่") % {"who": who(entry)}


class SentBack(ApprovalFormatter):
    label = gettext_lazy("ส่งกลับแก้ไข")

    def format_message(self, entry: Any) -> str:
        return _("%(who)s ส่งกลับแก้ไข") % {"who": who(entry)}


FORMATTERS: Mapping[str, type[LogFormatter]] = {
    "wagtail.workflow.start": Submitted,
    "wagtail.workflow.approve": Approved,
    "wagtail.workflow.reject": SentBack,
    "wagtail.workflow.resume": SubmittedAgain,
    "wagtail.workflow.cancel": Recalled,
}


def who(entry: Any) -> str:
    """The position in which somebody decided; the name where the post names none, and in entries before this."""
    return str(entry.data.get("position") or entry.user_display_name)


@hooks.register("register_log_actions", order=100)
def approval_words(actions: LogActionRegistry) -> None:
    """Ours in the place of Wagtail's, also in the filter of the history."""
    actions.formatters.update({action: formatter() for action, formatter in FORMATTERS.items()})
    actions.choices[:] = [(action, actions.formatters[action].label) for action, _label in actions.choices]
