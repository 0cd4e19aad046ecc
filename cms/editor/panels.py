"""Panels of the page editor: rows, whose forms are those that their model names, and values that are only read."""

from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.panels.base import get_form_for_model

from cms.editor.row_forms import MOST_ROWS, RowsFormSet
from cms.editor.sheet import Sheet
from cms.records.wording import value_in_words

# In the order in which they know each other.
SCRIPTS = ("text", "rows", "history", "selection", "reading", "paste", "clipboard", "keys", "phone", "sheet")
SHEET = forms.Media(js=[f"cms/js/sheet/{name}.js" for name in SCRIPTS], css={"all": ["cms/css/sheet.css"]})


class PlannedRowsFormSet(RowsFormSet):
    """The rows of a report. What the plan says of them is in no form, so it is kept from the draft.

    A row in the draft of a public record has no primary key before the next approval; of such a row modelcluster takes
    what was posted as all there is.
    """

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        drafted = self.get_queryset()
        if self.is_bound and i < min(self.initial_form_count(), len(drafted)) and form.instance.pk is None:
            form.begin_with(drafted[i])
        return form


class RowsPanel(InlinePanel):
    """Inline panel whose rows use the form that their model names (`base_form_class`), which Wagtail's does not.

    They are edited like a sheet (`Sheet`) where each of their inputs fits in a cell; rows with a chooser are not.
    """

    inherit_kwargs: tuple[str, ...] = ("for_user",)
    formset_class: type[RowsFormSet] = RowsFormSet
    can_add = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_num": MOST_ROWS, **kwargs})

    def get_form_options(self) -> dict[str, object]:
        """Wagtail's options, with the form of the row; it gets `inherit_kwargs` from the form of the page."""
        options = super().get_form_options()
        model = self.db_field.related_model
        child = self.child_edit_handler.get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["inherit_kwargs"] = [*self.inherit_kwargs]
        rows["formset"] = self.formset_class
        rows["form"] = get_form_for_model(
            model,
            form_class=getattr(model, "base_form_class", WagtailAdminModelForm),
            defer_required_on_fields=child.get("defer_required_on_fields", []),
        )
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        stacked_template_name = "wagtailadmin/panels/inline_panel.html"

        @cached_property
        def sheet(self) -> Sheet | None:
            """The rows as a sheet, or None where an input needs more room than a cell."""
            sheet = Sheet(self)
            return sheet if sheet.fits else None

        @property
        def template_name(self) -> str:
            """The template of the sheet, or that of rows below one another."""
            return "cms/admin/sheet.html" if self.sheet else self.stacked_template_name

        @property
        def media(self) -> forms.Media:
            """Scripts and styles of the sheet, where there is one."""
            return super().media + (SHEET if self.sheet else forms.Media())


class AttachmentsPanel(RowsPanel):
    """The rows of attached versions, whose forms know the person and the record."""

    inherit_kwargs = ("for_user", "record")


class PlannedRowsPanel(RowsPanel):
    """The rows of a report, which come from its plan: there is no button to add one."""

    formset_class = PlannedRowsFormSet
    can_add = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        words = _("รายการของแผนขึ้นมาเมื่อบันทึกร่างครั้งแรก และแก้ไขที่นี่ไม่ได้ กรอกเฉพาะผลที่เกิดขึ้น")
        super().__init__(*args, **{"help_text": words, **kwargs})

    class BoundPanel(RowsPanel.BoundPanel):
        stacked_template_name = "cms/admin/planned_rows.html"


class WordsPanel(FieldPanel):
    """A value that is only read, in the words in which the public reads it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "read_only": True})

    def format_value_for_display(self, value: Any) -> str:
        """“245,000.50”, the name of a division, “–” where it is empty."""
        known = value if value is None or isinstance(value, int) else str(value)
        return value_in_words(self.db_field, known) or "–"

    class BoundPanel(FieldPanel.BoundPanel):
        @cached_property
        def value_from_instance(self) -> Any:
            """The value, or None of the row that Wagtail's script copies, which names nothing yet."""
            field = self.panel.db_field
            return None if getattr(self.instance, field.attname) is None else getattr(self.instance, field.name)
