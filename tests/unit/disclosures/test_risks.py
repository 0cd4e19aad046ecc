"""The level of a risk, over the whole table."""

import itertools

import pytest

from disclosures.policy.risks import IMPACT, LABEL, LIKELIHOOD, Level, level_in_words, level_of, rank_and_level

# Impact from 1 to 5 to the right, likelihood from 1 to 5 downwards.
LEVELS = {
    1: "ต่ำ ต่ำ ต่ำ ต่ำ ปานกลาง",
    2: "ต่ำ ต่ำ ปานกลาง ปานกลาง สูง",
    3: "ต่ำ ปานกลาง ปานกลาง สูง สูง",
    4: "ต่ำ ปานกลาง สูง สูง สูงมาก",
    5: "ปานกลาง สูง สูง สูงมาก สูงมาก",
}
TABLE = [
    (likelihood, impact, word)
    for likelihood, line in LEVELS.items()
    for impact, word in enumerate(line.split(), start=1)
]


def test_the_table_is_whole():
    assert [pair[:2] for pair in TABLE] == [*itertools.product(LIKELIHOOD, IMPACT)]


@pytest.mark.parametrize(("likelihood", "impact", "word"), TABLE)
def test_a_level_is_likelihood_times_impact_in_bands(likelihood, impact, word):
    assert LABEL[level_of(likelihood, impact)] == word
    assert level_in_words(likelihood, impact) == f"{word} ({likelihood * impact})"
    assert rank_and_level(likelihood, impact) == (
        [*LABEL.values()].index(word) + 1,
        f"{word} ({likelihood * impact})",
    )


@pytest.mark.parametrize(("likelihood", "impact"), [*itertools.product(LIKELIHOOD, IMPACT)])
def test_more_of_either_is_never_a_lower_level(likelihood, impact):
    order = list(Level)

    for more in ((min(likelihood + 1, 5), impact), (likelihood, min(impact + 1, 5))):
        assert order.index(level_of(*more)) >= order.index(level_of(likelihood, impact))
