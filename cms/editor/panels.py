"""Panels of the page editor whose row forms are those that the model of the row names."""

from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.panels.base import get_form_for_model


class RowsPanel(InlinePanel):
    """Inline panel whose rows use the form that their model names (`base_form_class`), which Wagtail's does not."""

    inherit_kwargs: tuple[str, ...] = ("for_user",)

    def get_form_options(self) -> dict[str, object]:
        """Wagtail's options, with the form of the row; it gets `inherit_kwargs` from the form of the page."""
        options = super().get_form_options()
        model = self.db_field.related_model
        child = self.child_edit_handler.get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["inherit_kwargs"] = [*self.inherit_kwargs]
        rows["form"] = get_form_for_model(
            model,
            form_class=getattr(model, "base_form_class", WagtailAdminModelForm),
            defer_required_on_fields=child.get("defer_required_on_fields", []),
        )
        return options


class AttachmentsPanel(RowsPanel):
    """The rows of attached versions, whose forms know the person and the record."""

    inherit_kwargs = ("for_user", "record")
