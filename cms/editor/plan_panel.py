"""The plan of a report in its editor: what was corrected in it since, and the way to take it over."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from cms.records.plan_today import plan_today


class PlanTodayPanel(Panel):
    """“รายการตรงกับแผนฉบับปัจจุบัน”, or which rows do not; about the draft as it was saved last."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/plan_panel.html"

        def is_shown(self) -> bool:
            """Not on the form of a new report, which has no rows yet."""
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            """The plan of today beside the draft."""
            return {
                **super().get_context_data(parent_context),
                "plan_today": plan_today(self.instance),
                "take_over_url": reverse("cms_take_over_plan", args=[self.instance.pk]),
            }
