"""What is odd about a draft, and what its officer answers to it. Plain values.

A warning is no fault: the officer says why it is so, and the approver reads both. An answer names the figures it was
given about, and counts no longer once they differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cms.thai.invisible import is_blank

__all__ = ["Answer", "DraftWarning", "answer_to", "answers_in_words", "unanswered", "with_answers"]

# `{"code": …, "figures": […], "warning": sentence, "answer": …}`
Answer = Mapping[str, Any]


@dataclass(frozen=True)
class DraftWarning:
    """Something odd: its code, the field where it is mended, the figures it rests on, a sentence that names them."""

    code: str
    field: str
    sentence: str
    figures: tuple[str, ...] = ()
    answer: str = ""


def with_answers(warnings: Iterable[DraftWarning], answers: Sequence[Answer]) -> list[DraftWarning]:
    """The warnings, each with the answer that was given about the same figures."""
    given = {(each["code"], tuple(each["figures"])): str(each["answer"]) for each in answers}
    return [replace(each, answer=given.get((each.code, each.figures), "")) for each in warnings]


def unanswered(warnings: Iterable[DraftWarning]) -> list[DraftWarning]:
    """Those without an answer that can be read."""
    return [each for each in warnings if is_blank(each.answer)]


def answer_to(warning: DraftWarning) -> dict[str, Any]:
    """The answer as the record keeps it, with the sentence that it answers."""
    return {
        "code": warning.code,
        "figures": [*warning.figures],
        "warning": warning.sentence,
        "answer": warning.answer.strip(),
    }


def answers_in_words(answers: Iterable[Answer]) -> str:
    """Each answer below what it answers: `ไม่มีราคากลาง\\nคำชี้แจง: ซื้อตามราคาควบคุม`."""
    return "\n".join(f"{each.get('warning', '')}\nคำชี้แจง: {each['answer']}" for each in answers)
