"""Tags of the editor's rows: the ways out to a file and in from one."""

from typing import Any

from django import template
from wagtail.admin.panels import InlinePanel

from cms.pages import RecordPage
from cms.records.cells import is_filled_by_cells
from cms.records.document import ATTACHMENTS

register = template.Library()


@register.inclusion_tag("cms/admin/rows_files.html")
def rows_files(panel: InlinePanel.BoundPanel) -> dict[str, Any]:
    """The links of one panel of rows; none for files, and for what is no record."""
    model, relation, rows_of = panel.panel.model, panel.panel.relation_name, panel.panel.db_field.related_model
    is_table = issubclass(model, RecordPage) and relation != ATTACHMENTS and is_filled_by_cells(rows_of)
    return {
        "label": model._meta.label_lower if is_table else "",
        "relation": relation,
        "record": panel.instance,
        "is_planned": bool(getattr(rows_of, "from_plan", ())),
        "has_rows": any(form.instance.pk or form.initial for form in panel.formset.initial_forms),
    }
