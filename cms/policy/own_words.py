"""The words that an authority adds to the dictionary: one a line, as its site admin types them."""

from functools import lru_cache

from cms.thai.repair import clean
from cms.thai.terms import SHORTEST, may_be_term

__all__ = ["LONGEST", "MOST", "own_words", "refusal_to_add"]

LONGEST = 60
MOST = 500


@lru_cache(maxsize=8)
def own_words(text: str) -> tuple[str, ...]:
    """The words of the lines, in one spelling, each once: `บ้านม่วง` and `บ้านม่วง ` are one.

    Kept, as every page asks for the same ones.
    """
    lines = (" ".join(clean(line).split()) for line in text.splitlines())
    return tuple(dict.fromkeys(filter(None, lines)))


def refusal_to_add(text: str) -> str | None:
    """Why the lines cannot be words, or None: a short one would be found inside other words (`may_be_term`)."""
    words = own_words(text)
    if len(words) > MOST:
        return f"เพิ่มคำได้ไม่เกิน {MOST} คำ"
    if wrong := next((word for word in words if len(word) > LONGEST or not may_be_term(word)), None):
        return f'คำ “{wrong}” ต้องมีอักษรไทย ยาว {SHORTEST} ถึง {LONGEST} ตัวอักษร และไม่มีเครื่องหมาย & ; < > หรือ "'
    return None
