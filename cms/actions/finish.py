"""The door by which Wagtail reaches the last step of an approval (`WAGTAIL_FINISH_WORKFLOW_ACTION`)."""

from typing import Any


def finish_workflow(workflow_state: Any, user: Any = None) -> None:
    """Hand over to `publish_approved`. Wagtail imports this module while its models load: hence the late import."""
    from cms.actions.publish import publish_approved

    publish_approved(workflow_state, user)
