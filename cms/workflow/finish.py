"""Wagtail's hook for the end of a workflow (`WAGTAIL_FINISH_WORKFLOW_ACTION`), closed.

Wagtail imports this module while its models load, so it imports none.
"""

from cms.policy.approval import NOT_APPROVED
from cms.policy.refusal import Refused


def refuse_to_finish(workflow_state: object, user: object = None) -> None:
    """Refuse: what the last approval leads to is done by `cms.actions.approval.decide`, and in no other way."""
    raise Refused(NOT_APPROVED)
