"""The reasons that the quarterly notice of winners gives by a code (เหตุผลสนับสนุน). Data with names, plain values.

The form names the codes in a note below the table. Which applies follows from the legal basis of the record.
"""

from collections.abc import Mapping

SMALL_AMOUNT, BY_CIRCULAR, CLAUSE_79, OTHER = "1", "2", "3", "4"

REASONS: Mapping[str, str] = {
    SMALL_AMOUNT: "1 วงเงินไม่เกินที่กฎกระทรวงกำหนด ม.56 วรรคหนึ่ง (2) (ข)",
    BY_CIRCULAR: "2 ตามหนังสือเวียนของคณะกรรมการวินิจฉัย (ว 119)",
    CLAUSE_79: "3 กรณีจำเป็นเร่งด่วน ระเบียบฯ ข้อ 79 วรรคสอง",
    OTHER: "4 เหตุผลอื่น",
}
# What a legal basis says without blanks, in the order in which they are looked for.
_SIGNS = (
    (CLAUSE_79, ("ข้อ79",)),
    (BY_CIRCULAR, ("ว119", "ว.119")),
    (SMALL_AMOUNT, ("56(2)(ข)", "56วรรคหนึ่ง(2)(ข)")),
)


def reason_of(legal_basis: str) -> str:
    """The code for a legal basis as officers write it: “ม.56 (2) (ข)” is 1; "" where none is written."""
    plain = "".join(legal_basis.split())
    found = (code for code, signs in _SIGNS if any(sign in plain for sign in signs))
    return next(found, OTHER) if plain else ""
