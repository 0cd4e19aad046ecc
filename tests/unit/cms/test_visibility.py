"""What the public may read of an edition and of a file, as whole tables."""

import itertools

import pytest

from cms.policy.lifecycle import Stage
from cms.policy.visibility import (
    PRECEDENCE,
    PUBLIC,
    Edition,
    Visibility,
    current_number,
    edition_visibility,
    is_public,
    visibility,
)

LIVE_RECORD, SUSPENDED_RECORD, ENDED_RECORD = (True, False), (False, True), (False, False)
UNSEEN, CURRENT, SUPERSEDED, HIDDEN, GONE = Visibility
# By stage and the stage before a suspension: what it is in a record that is live, suspended, neither.
TABLE = {
    (Stage.SCHEDULED, None): (UNSEEN, UNSEEN, UNSEEN),
    (Stage.CANCELLED, None): (UNSEEN, UNSEEN, UNSEEN),
    (Stage.LIVE, None): (CURRENT, CURRENT, CURRENT),
    (Stage.SUPERSEDED, None): (SUPERSEDED, HIDDEN, GONE),
    (Stage.SUSPENDED, Stage.LIVE): (HIDDEN, HIDDEN, HIDDEN),
    (Stage.SUSPENDED, Stage.SUPERSEDED): (HIDDEN, HIDDEN, HIDDEN),
    (Stage.SUSPENDED, Stage.SCHEDULED): (UNSEEN, UNSEEN, UNSEEN),
    (Stage.WITHDRAWN, None): (GONE, GONE, GONE),
    (Stage.EXPIRED, None): (GONE, GONE, GONE),
}
EXAMPLES = {
    UNSEEN: Edition(Stage.SCHEDULED),
    CURRENT: Edition(Stage.LIVE),
    SUPERSEDED: Edition(Stage.SUPERSEDED, record_is_live=True),
    HIDDEN: Edition(Stage.SUSPENDED, Stage.LIVE),
    GONE: Edition(Stage.WITHDRAWN),
}


def test_the_table_knows_every_stage():
    assert {stage for stage, _before in TABLE} == set(Stage)


@pytest.mark.parametrize(("stages", "expected"), TABLE.items())
def test_what_an_edition_is_to_the_public(stages, expected):
    records = (LIVE_RECORD, SUSPENDED_RECORD, ENDED_RECORD)

    assert tuple(edition_visibility(Edition(*stages, *record)) for record in records) == expected


@pytest.mark.parametrize(
    "carriers", [carriers for size in range(4) for carriers in itertools.permutations(EXAMPLES, size)]
)
def test_one_edition_that_may_be_read_is_enough_for_its_file(carriers):
    found = visibility(EXAMPLES[carrier] for carrier in carriers)

    assert found == min(carriers, key=[*PRECEDENCE, UNSEEN].index, default=UNSEEN)
    assert is_public(EXAMPLES[carrier] for carrier in carriers) == bool(PUBLIC & set(carriers))


@pytest.mark.parametrize(
    ("visibilities", "number"),
    [
        ({}, None),
        ({1: Visibility.UNSEEN}, None),
        ({1: Visibility.SUPERSEDED, 2: Visibility.CURRENT, 3: Visibility.UNSEEN}, 2),
        ({1: Visibility.CURRENT, 2: Visibility.SUPERSEDED}, 1),
        ({1: Visibility.SUPERSEDED, 2: Visibility.SUPERSEDED, 3: Visibility.GONE}, 2),
        ({1: Visibility.GONE, 2: Visibility.HIDDEN}, None),
    ],
)
def test_a_document_gives_out_its_newest_live_version(visibilities, number):
    assert current_number(visibilities) == number
