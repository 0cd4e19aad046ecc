"""The number of a project in the state's procurement system (e-GP): year, month and seven digits. Plain values."""

import re

from cms.thai.numerals import to_arabic

__all__ = ["kept", "refusal_of_egp_number"]

WRONG = "เลขที่โครงการในระบบ e-GP มี 11 หลัก สองหลักแรกเป็นปี พ.ศ. สองหลักถัดมาเป็นเดือน เช่น 69089649017"
_FORM = re.compile(r"(\d{2})(\d{2})\d{7}")
_GAPS = re.compile(r"[\s\-–—\u200b]+")
FIRST_YEAR = 53  # e-GP began in 2553
MONTHS = 12


def kept(text: str) -> str:
    """The number in Arabic digits without spaces and dashes: “๖๙๐๘ 9649017” is `69089649017`."""
    return _GAPS.sub("", to_arabic(text))


def refusal_of_egp_number(text: str) -> str | None:
    """Why a number is refused, or None: it has another length, or begins with no year and month."""
    number = kept(text)
    if not number:
        return None
    form = _FORM.fullmatch(number)
    if form is None or int(form[1]) < FIRST_YEAR or not 1 <= int(form[2]) <= MONTHS:
        return WRONG
    return None
