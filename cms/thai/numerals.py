"""Thai and Arabic digits. Arabic ones are stored and compared, Thai ones are shown where an office wants them."""

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
ARABIC_DIGITS = "0123456789"

_TO_ARABIC = str.maketrans(THAI_DIGITS, ARABIC_DIGITS)
_TO_THAI = str.maketrans(ARABIC_DIGITS, THAI_DIGITS)


def to_arabic(text: str) -> str:
    """The text with each Thai digit written as an Arabic one: ๒๕๖๖ is 2566. Its length stays the same."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str | int) -> str:
    """The text or whole number with each Arabic digit written as a Thai one: 2566 is ๒๕๖๖."""
    return str(text).translate(_TO_THAI)
