"""Between the sheets of bidders and winners: a bidder becomes a winner by one click, and is not typed again."""

from collections.abc import Mapping
from typing import Any

from django import forms
from wagtail.admin.panels import Panel


class WinnerPanel(Panel):
    """A button for each bidder, by a script; without one a choice among the bidders of the saved draft."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "procurement/admin/winner_choice.html"

        @property
        def media(self) -> forms.Media:
            """The script of the buttons and their look."""
            return forms.Media(js=["procurement/js/winners.js"], css={"all": ["procurement/css/admin.css"]})

        def is_shown(self) -> bool:
            """Not while the draft waits."""
            return bool(super().is_shown() and not (self.instance.pk and self.instance.workflow_in_progress))

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            """The names of the bidders with a price."""
            bidders = self.instance.bidders.all() if self.instance.pk else ()
            names = [bidder.name for bidder in bidders if bidder.price is not None]
            return {**super().get_context_data(parent_context), "names": names}
