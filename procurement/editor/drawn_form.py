"""The form of a record that is drawn up from approved months."""

from typing import Any

from cms.editor.page_forms import RecordPageForm


class DrawnForm(RecordPageForm):
    """A new record begins with what is drawn from its months; another period is drawn anew. Nobody states "none"."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("stated_none", None)

    def save(self, commit: bool = True) -> Any:
        """As that of every record, drawn up before it is saved."""
        if self.instance.pk is None or "period" in self.changed_data:
            self.instance.draw_up()
        return super().save(commit=commit)
