"""What an officer reads of each type before he chooses it."""

import re

import pytest

from cms.editor.row_forms import MOST_ROWS
from cms.editor.row_reading import OF_A_ROW, OF_THE_RECORD
from cms.models.approved_content import approved_rows, row_model
from cms.policy.type_search import find
from cms.selectors.record_types import creatable_types, sections_with_types, texts_of

LONGEST = 120


@pytest.mark.parametrize("kind", creatable_types(), ids=lambda kind: kind._meta.model_name)
def test_each_type_says_in_one_sentence_what_it_is(kind):
    sentence = str(kind.get_page_description())

    assert re.search("[ก-๛]", sentence)
    assert len(sentence) <= LONGEST
    assert "\n" not in sentence


@pytest.mark.parametrize("kind", creatable_types(), ids=lambda kind: kind._meta.model_name)
def test_a_type_is_found_by_each_of_its_other_names(kind, authority):
    candidates = [
        (each, texts_of(each, section)) for section in sections_with_types(authority) for each in section.types
    ]

    assert kind.also_called
    for name in kind.also_called:
        found, is_alike = find(name, candidates)
        assert not is_alike, name
        assert kind in found[:6], name


@pytest.mark.parametrize("kind", creatable_types(), ids=lambda kind: kind._meta.model_name)
def test_all_its_tables_may_be_full_at_once(kind, settings):
    rows = [
        len({*columns} - {*getattr(row_model(kind, relation), "from_plan", ())}) + OF_A_ROW
        for relation, columns in approved_rows(kind).items()
    ]

    assert OF_THE_RECORD + MOST_ROWS * sum(rows) <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
