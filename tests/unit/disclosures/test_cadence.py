"""The rhythms in which duties come round."""

import pytest

from disclosures import demo
from disclosures.policy.cadence import LABEL, Cadence


@pytest.mark.parametrize("cadence", Cadence)
def test_every_rhythm_has_a_name_of_its_own(cadence):
    assert LABEL[cadence].strip()
    assert [known for known, label in LABEL.items() if label == LABEL[cadence]] == [cadence]


def test_the_measures_of_2566_use_every_rhythm():
    duties = [duty for measure in demo.read("measures_2566") for duty in measure["obligations"]]

    assert {Cadence(duty["cadence"]) for duty in duties} == set(Cadence)
