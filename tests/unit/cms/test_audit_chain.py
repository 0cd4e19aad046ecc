from dataclasses import replace

import pytest

from cms.policy.audit_chain import Link, entry_hash, first_break


def chain_of(length):
    links, previous = [], ""
    for seq in range(1, length + 1):
        payload = {"seq": seq, "action": f"ทำครั้งที่ {seq}"}
        links.append(Link(seq, previous, entry_hash(previous, payload), payload))
        previous = links[-1].hash
    return links


def rebound(links, *, after):
    """The suffix rewritten by somebody who owns the database: every hash right again."""
    out = list(links[:after])
    previous = out[-1].hash if out else ""
    for seq, link in enumerate(links[after:], start=after + 1):
        payload = link.payload | {"seq": seq, "action": "อย่างอื่น"}
        out.append(Link(seq, previous, entry_hash(previous, payload), payload))
        previous = out[-1].hash
    return out


def test_a_whole_chain_has_no_break():
    links = chain_of(5)

    assert first_break(links, [(3, links[2].hash), (5, links[4].hash)]) is None
    assert first_break([], []) is None


def test_a_changed_entry_is_named():
    links = chain_of(5)
    links[2] = replace(links[2], payload=links[2].payload | {"action": "อย่างอื่น"})

    assert first_break(links, []).seq == 3


def test_a_changed_entry_with_a_right_hash_of_its_own_breaks_the_next():
    links = chain_of(5)
    payload = links[2].payload | {"action": "อย่างอื่น"}
    links[2] = replace(links[2], payload=payload, hash=entry_hash(links[1].hash, payload))

    assert first_break(links, []).seq == 4


def test_a_removed_entry_is_named():
    links = chain_of(5)
    del links[1]

    assert first_break(links, []).seq == 2


def test_an_inserted_entry_is_named():
    links = chain_of(5)
    links.insert(2, links[1])

    assert first_break(links, []).seq == 2


def test_reordered_entries_are_named():
    links = chain_of(5)
    links[1], links[3] = links[3], links[1]

    assert first_break(links, []).seq == 2


def test_a_cut_tail_is_found_by_an_anchor():
    links = chain_of(5)

    assert first_break(links[:3], []) is None
    assert first_break(links[:3], [(5, links[4].hash)]).seq == 4


def test_a_rewritten_suffix_is_found_by_an_anchor():
    links = chain_of(5)
    forged = rebound(links, after=2)

    assert first_break(forged, []) is None
    assert first_break(forged, [(4, links[3].hash)]).seq == 4


def test_two_anchors_of_one_number_must_agree():
    links = chain_of(2)

    assert first_break(links, [(2, links[1].hash), (2, "0" * 64)]).seq == 2


@pytest.mark.parametrize("value", [1.5, {"a": [1.0]}, {"a": {"b": 2.0}}, float("nan")])
def test_a_fraction_is_refused(value):
    with pytest.raises(TypeError):
        entry_hash("", {"data": value})


def test_a_key_that_is_no_text_is_refused():
    with pytest.raises(TypeError):
        entry_hash("", {"data": {1: "a"}})


def test_the_order_of_keys_does_not_matter():
    assert entry_hash("", {"a": 1, "b": "ก"}) == entry_hash("", {"b": "ก", "a": 1})
