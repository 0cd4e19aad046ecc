"""Panels of the page editor that know who edits."""

from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.panels.base import get_form_for_model


class AttachmentsPanel(InlinePanel):
    """Rows whose form is the one their model names (`base_form_class`), told who fills it in and for which record."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        model = self.db_field.related_model
        child = self.child_edit_handler.get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["inherit_kwargs"] = ["for_user", "record"]
        rows["form"] = get_form_for_model(
            model,
            form_class=getattr(model, "base_form_class", WagtailAdminModelForm),
            defer_required_on_fields=child.get("defer_required_on_fields", []),
        )
        return options
