"""Wagtail's hook for the end of a workflow (`WAGTAIL_FINISH_WORKFLOW_ACTION`), which refuses.

Wagtail imports this module while its models load, so it imports none.
"""

from cms.policy.approval import NOT_APPROVED
from cms.policy.refusal import Refused


def refuse_to_finish(workflow_state: object, user: object = None) -> None:
    """Raise `Refused`: only `cms.actions.approval.decide` completes a workflow and publishes."""
    raise Refused(NOT_APPROVED)
