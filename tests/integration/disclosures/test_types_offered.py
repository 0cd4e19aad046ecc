"""What an officer reads of each type before he chooses it."""

import re

import pytest

from cms.selectors.record_types import creatable_types

LONGEST = 120


@pytest.mark.parametrize("kind", creatable_types(), ids=lambda kind: kind._meta.model_name)
def test_each_type_says_in_one_sentence_what_it_is(kind):
    sentence = str(kind.get_page_description())

    assert re.search("[ก-๛]", sentence)
    assert len(sentence) <= LONGEST
    assert "\n" not in sentence
