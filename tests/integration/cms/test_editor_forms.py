"""The editor's forms of everything that is published by an approval."""

import pytest
from django.apps import apps
from wagtail.snippets.models import get_snippet_models

from cms.editor.approvable_form import HIDES_A_PROPERTY
from cms.editor.row_reading import edit_handler_of
from cms.models import Approvable
from cms.pages import RecordPage
from procurement.models import ProcurementRecord

SNIPPETS = set(get_snippet_models())
EDITED = [
    model
    for model in apps.get_models()
    if issubclass(model, Approvable) and (issubclass(model, RecordPage) or model in SNIPPETS)
]


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model.__name__)
def test_no_input_hides_a_property_of_its_form_from_the_autosave(model):
    form_class = edit_handler_of(model).get_form_class()
    form = form_class.__new__(form_class)
    form.prefix = None
    names = {form.add_prefix(name) for name in form_class.base_fields}

    assert not HIDES_A_PROPERTY & names
    assert len(names) == len(form_class.base_fields)


def test_procurements_are_among_them():
    assert ProcurementRecord in EDITED


def test_one_of_them_would():
    assert any(HIDES_A_PROPERTY & {field.name for field in model._meta.get_fields()} for model in EDITED)
