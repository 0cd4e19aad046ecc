"""Panels of the page editor whose row forms depend on the user."""

from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.panels.base import get_form_for_model


class AttachmentsPanel(InlinePanel):
    """Inline panel whose rows use the form that their model names (`base_form_class`)."""

    def get_form_options(self) -> dict[str, object]:
        """Wagtail's options; each row's form also gets `for_user` and `record` from the form of the page."""
        options = super().get_form_options()
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
