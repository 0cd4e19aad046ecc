"""The words that an authority adds to the dictionary: one a line, as its site admin types them."""

from cms.thai.repair import clean
from cms.thai.terms import SHORTEST

__all__ = ["LONGEST", "MOST", "own_words", "refusal_to_add"]

LONGEST = 60
MOST = 500


def own_words(text: str) -> tuple[str, ...]:
    """The words of the lines, in one spelling, each once: `บ้านม่วง` and `บ้านม่วง ` are one."""
    lines = (" ".join(clean(line).split()) for line in text.splitlines())
    return tuple(dict.fromkeys(filter(None, lines)))


def refusal_to_add(text: str) -> str | None:
    """Why the lines cannot be words, or None: one that is short would be found inside other words."""
    words = own_words(text)
    if len(words) > MOST:
        return f"เพิ่มคำได้ไม่เกิน {MOST} คำ"
    if wrong := next((word for word in words if not SHORTEST <= len(word) <= LONGEST), None):
        return f"คำ “{wrong}” ต้องยาว {SHORTEST} ถึง {LONGEST} ตัวอักษร และอยู่บรรทัดละหนึ่งคำ"
    return None
