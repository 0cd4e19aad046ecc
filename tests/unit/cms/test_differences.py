"""Two texts in pieces: both can be read back, and no text is so long or so odd that comparing it is not linear."""

import random

import pytest

from cms.policy.changes import TOO_LONG, Worded, changes
from cms.policy.differences import STEPS_A_GAP, Budget, Mark, shared_runs, text_pieces
from cms.thai.words import clusters, words

LETTERS = [chr(code) for code in range(0x0E01, 0x0E2F)]
LONG = 100_000
COMPARISONS_A_TOKEN = 30
MOST_BESIDE_A_CHANGE = 100  # letters between the blanks before and after a change, in a text of random letters
ALPHABETS = ["กข", "กขคเ่ ", "abc 1", "กาน้ำใจเไ\n", "ก", "กข ⟦⟧"]


def read(pieces, *marks):
    return "".join(piece.text for piece in pieces if piece.mark in marks)


def edited(text, random):
    letters = list(text)
    for _ in range(random.randrange(6)):
        place = random.randrange(len(letters) + 1)
        letters[place : place + random.randrange(3)] = random.choices(text or "ก", k=random.randrange(3))
    return "".join(letters)


@pytest.mark.parametrize("seed", range(40))
def test_the_pieces_of_any_two_texts_give_both_back(seed):
    dice = random.Random(seed)
    for _ in range(100):
        before = "".join(dice.choices(dice.choice(ALPHABETS), k=dice.randrange(60)))
        after = edited(before, dice) if dice.random() < 0.8 else "".join(dice.choices(dice.choice(ALPHABETS), k=30))
        budget = Budget(steps=dice.choice([0, 20, 10**6]))

        pieces = text_pieces(before, after, budget=budget, tokenise=dice.choice([words, clusters, list]))

        assert read(pieces, Mark.SAME, Mark.REMOVED) == before
        assert read(pieces, Mark.SAME, Mark.ADDED) == after
        assert any(piece.mark is not Mark.SAME for piece in pieces) == (before != after)


def test_the_tokeniser_is_an_argument():
    pieces = text_pieces("กอง\nคลัง\n", "กอง\nช่าง\n", tokenise=lambda text: text.splitlines(keepends=True))

    assert [(piece.mark, piece.text) for piece in pieces] == [
        (Mark.SAME, "กอง\n"),
        (Mark.REMOVED, "คลัง\n"),
        (Mark.ADDED, "ช่าง\n"),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_the_shared_runs_of_any_two_lists_are_equal_and_in_order(seed):
    dice = random.Random(seed)
    for width in (1, 3):
        old, new = ([dice.randrange(dice.choice([3, 50])) for _ in range(dice.randrange(80))] for _ in "ab")
        at_a = at_c = 0
        for a, c, size in shared_runs(old, new, width=width, budget=Budget()):
            assert a >= at_a
            assert c >= at_c
            assert old[a : a + size] == new[c : c + size]
            at_a, at_c = a + size, c + size


def test_far_places_of_a_long_text_are_compared_by_themselves():
    dice = random.Random(1)
    before = "".join(dice.choices([*LETTERS, " "], k=LONG))
    after = "เริ่ม" + before[:50_000] + "กลาง" + before[50_010:] + "จบ"

    pieces = text_pieces(before, after)

    assert len(read(pieces, Mark.SAME)) > LONG - 10 - MOST_BESIDE_A_CHANGE * 4


def long_pairs():
    dice = random.Random(7)
    text = dice.choices(LETTERS, k=LONG)
    scattered = list(text)
    for _ in range(3000):
        scattered[dice.randrange(LONG)] = dice.choice(LETTERS)
    words = ["กอง", "คลัง", "น้ำประปา", "หมู่บ้าน", "โครงการ", "ที่"]
    paragraphs = ["".join(dice.choices(LETTERS, k=200)) for _ in range(500)]
    return {
        "all different": ("".join(dice.choices(LETTERS[:20], k=LONG)), "".join(dice.choices(LETTERS[20:], k=LONG))),
        "random": ("".join(text), "".join(dice.choices(LETTERS, k=LONG))),
        "one letter": ("ก" * LONG, "ข" * LONG),
        "one letter, one more": ("ก" * LONG, "ก" * (LONG // 2) + "ข" + "ก" * (LONG // 2 - 7)),
        "alternation": ("กข" * (LONG // 2), "ขก" * (LONG // 2)),
        "alternation of three": ("กข" * (LONG // 2), "กขค" * (LONG // 3)),
        "scattered": ("".join(text), "".join(scattered)),
        "few words": (" ".join(dice.choices(words, k=20_000)), " ".join(dice.choices(words, k=20_000))),
        "reversed": ("".join(text), "".join(reversed(text))),
        "paragraphs in another order": ("\n".join(paragraphs), "\n".join(dice.sample(paragraphs, 500))),
        "vowels alone": ("เ" * LONG, "แ" * LONG),
        "marks alone": ("่" * LONG, "้" * LONG),
        "blanks": (" " * LONG, "\n" * LONG),
    }


class Counted(str):
    """A token that counts how often it is compared; that is what takes the time of a comparison."""

    comparisons = 0

    def __eq__(self, other):
        Counted.comparisons += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


@pytest.fixture
def compared():
    """The number of comparisons of tokens since the test began."""
    Counted.comparisons = 0
    return lambda: Counted.comparisons


@pytest.mark.parametrize(("before", "after"), long_pairs().values(), ids=long_pairs())
def test_a_hundred_thousand_changed_letters_are_compared_in_linear_time(before, after, compared):
    budget = Budget()
    text_pieces(before, after, tokenise=lambda text: [Counted(each) for each in words(text)], budget=budget)

    assert compared() <= COMPARISONS_A_TOKEN * LONG
    assert budget.steps >= -STEPS_A_GAP


ROWS = 10_000
LISTS = {
    "all different": ([f"แถว {n} ก" for n in range(ROWS)], [f"อื่น {n} ข" for n in range(ROWS)]),
    "one letter each": ([f"แถวที่ {n} เดิม" for n in range(ROWS)], [f"แถวที่ {n} ใหม่" for n in range(ROWS)]),
    "reversed": ([f"แถว {n}" for n in range(ROWS)], [f"แถว {n}" for n in reversed(range(ROWS))]),
    "two rows": (["ก", "ข"] * (ROWS // 2), ["ข", "ก"] * (ROWS // 2)),
    "all equal, one fewer": (["ก"] * ROWS, ["ก"] * (ROWS - 1)),
    "one put in": ([f"แถว {n}" for n in range(ROWS)], ["ใหม่", *(f"แถว {n}" for n in range(ROWS))]),
}


@pytest.mark.parametrize(("before", "after"), LISTS.values(), ids=LISTS)
def test_ten_thousand_rows_are_compared_in_linear_time(before, after, compared):
    old, new = ([Counted(text) for text in texts] for texts in (before, after))
    budget = Budget()

    shared_runs(old, new, width=1, budget=budget)

    assert compared() <= COMPARISONS_A_TOKEN * ROWS
    assert budget.steps >= -STEPS_A_GAP


def test_a_text_that_was_not_compared_says_so():
    before, after = "ก" * LONG, "ข" * LONG

    (change,) = changes({"title": Worded(before, before)}, {"title": Worded(after, after)}, {"title": "ชื่อเรื่อง"})

    assert change.notice == TOO_LONG
    assert read(change.pieces, Mark.REMOVED) == before
    assert read(change.pieces, Mark.ADDED) == after
