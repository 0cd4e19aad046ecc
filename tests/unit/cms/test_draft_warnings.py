"""What is odd about a draft, and the answers that count."""

from cms.policy.draft_warnings import DraftWarning, answer_to, answers_in_words, unanswered, with_answers

ODD = DraftWarning("over", "price", "ราคา 110 สูงกว่า 100", ("110", "100"))


def test_an_answer_counts_for_the_figures_it_was_given_about():
    answers = [{"code": "over", "figures": ["110", "100"], "warning": "", "answer": "ตลาดปรับราคา"}]

    assert unanswered(with_answers([ODD], answers)) == []
    changed = DraftWarning("over", "price", "ราคา 120 สูงกว่า 100", ("120", "100"))
    assert unanswered(with_answers([changed], answers)) == [changed]


def test_blank_words_are_no_answer():
    assert unanswered(with_answers([ODD], [answer_to(ODD) | {"answer": " \u200b"}]))


def test_an_answer_is_kept_with_the_sentence_that_it_answers():
    answered = with_answers([ODD], [{"code": "over", "figures": ["110", "100"], "answer": " ตลาดปรับราคา "}])

    assert answers_in_words([answer_to(answered[0])]) == "ราคา 110 สูงกว่า 100\nคำชี้แจง: ตลาดปรับราคา"
