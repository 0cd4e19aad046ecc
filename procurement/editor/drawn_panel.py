"""The head of the editor of what is drawn from months: which of them changed since, and the way to draw it anew."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel


class DrawnPanel(Panel):
    """“ตัวเลขตรงกับเดือนที่เผยแพร่แล้ว”, or which months have another edition; about the draft as it was saved last."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "procurement/admin/drawn_panel.html"

        def is_shown(self) -> bool:
            """Not on the form of a new record, which is drawn when it is saved."""
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            """The months that changed by their names, and where the draft is drawn anew."""
            return {
                **super().get_context_data(parent_context),
                "changed": self.instance.names_of(self.instance.changed_months()),
                "draw_up_url": reverse("procurement_draw_up", args=[self.instance.pk]),
            }
