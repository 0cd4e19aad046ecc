"""What the officer answered to what is odd about a record."""

from typing import TYPE_CHECKING, Any

from django.db import models

from cms.policy.draft_warnings import answers_in_words

if TYPE_CHECKING:  # generic for the type checker alone
    JSONField = models.JSONField[Any, Any]
else:
    JSONField = models.JSONField


class AnswersField(JSONField):
    """A list of answers (`cms.policy.draft_warnings`), each with what was odd as it was worded then."""

    def to_words(self, value: Any) -> str:
        """Each with what it answers."""
        return answers_in_words(value)
