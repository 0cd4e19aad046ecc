"""Which column of a procurement sheet holds what, by what its head says. Plain values.

Officers shorten heads, break them over rows, merge them, and put them in any order. So a head is compared with words
that say a field (`_RULES`), and a head in none of them with the usual heads, letter by letter. The best match of each
field wins. A mapping that was given comes before all that.
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from cms.tabular.sheets import Row, as_typed
from cms.thai.numerals import to_arabic
from procurement.policy.sheet_values import masked
from procurement.policy.sheet_words import fold

__all__ = ["LABELS", "Field", "Layout", "field_of", "find_layout", "is_column_numbers"]


class Field(StrEnum):
    """What a column holds. `OTHER` is known, and nothing of a record."""

    SERIAL = "serial"
    TITLE = "title"
    KIND = "kind"
    METHOD = "method"
    STEP = "step"
    LEGAL_BASIS = "legal_basis"
    BUDGET = "budget"
    BUDGET_SOURCE = "budget_source"
    REFERENCE_PRICE = "reference_price"
    BIDDERS = "bidders"
    BIDDER_PRICES = "bidder_prices"
    WINNERS = "winners"
    WINNER_PRICES = "winner_prices"
    REASON = "reason"
    CONTRACT = "contract_number"
    CONTRACT_DATE = "contract_date"
    END_DATE = "end_date"
    REQUEST_DATE = "request_date"
    ORDER_DATE = "order_date"
    EGP_NUMBER = "egp_number"
    DIVISION = "division"
    TAX_ID = "vendor_tax_id"
    FISCAL_YEAR = "fiscal_year"
    OTHER = ""


# The heads of our own lists, by which a sheet that we wrote reads back; other heads of the same field in `_USUAL`.
LABELS: Mapping[Field, str] = {
    Field.SERIAL: "ลำดับที่",
    Field.TITLE: "งานที่จัดซื้อหรือจัดจ้าง",
    Field.KIND: "ประเภทการจัดหา",
    Field.METHOD: "วิธีซื้อหรือจ้าง",
    Field.STEP: "ขั้นตอน",
    Field.LEGAL_BASIS: "ข้อกฎหมาย",
    Field.BUDGET: "วงเงินที่จะซื้อหรือจ้าง (บาท)",
    Field.BUDGET_SOURCE: "แหล่งที่มาของงบประมาณ",
    Field.REFERENCE_PRICE: "ราคากลาง (บาท)",
    Field.BIDDERS: "ผู้เสนอราคา",
    Field.BIDDER_PRICES: "ราคาที่เสนอ (บาท)",
    Field.WINNERS: "ผู้ได้รับการคัดเลือก",
    Field.WINNER_PRICES: "ราคาที่ตกลงซื้อหรือจ้าง (บาท)",
    Field.REASON: "เหตุผลที่คัดเลือกโดยสรุป",
    Field.CONTRACT: "เลขที่สัญญาหรือข้อตกลง",
    Field.CONTRACT_DATE: "วันที่ทำสัญญาหรือข้อตกลง",
    Field.END_DATE: "วันสิ้นสุดสัญญา",
    Field.EGP_NUMBER: "เลขที่โครงการในระบบ e-GP",
    Field.REQUEST_DATE: "วันที่ขอซื้อขอจ้าง",
    Field.ORDER_DATE: "วันที่สั่งซื้อสั่งจ้าง",
    Field.DIVISION: "กอง/สำนัก",
    Field.TAX_ID: "เลขประจำตัวผู้เสียภาษี",
    Field.FISCAL_YEAR: "ปีงบประมาณ",
}
_USUAL: Mapping[Field, Sequence[str]] = {
    Field.SERIAL: ("ที่", "ลำดับ", "ลำดับที่", "ลำดับรายการ", "ข้อ", "no", "เลขลำดับ", "ล.ด."),
    Field.TITLE: (
        "งานจัดซื้อจัดจ้าง",
        "งานที่จัดซื้อจัดจ้าง",
        "งานจัดซื้อหรือจัดจ้าง",
        "งานที่จะซื้อหรือจ้าง",
        "ชื่อรายการของงานที่ซื้อหรือจ้าง",
        "รายการจัดซื้อจัดจ้าง",
        "รายการที่จัดซื้อจัดจ้าง",
        "รายการ",
        "ชื่อรายการ",
        "ชื่อโครงการ",
        "โครงการ",
        "งาน/โครงการ",
        "ชื่องาน",
        "เรื่อง",
        "รายละเอียด",
        "project_name",
        "project",
        "title",
        "description",
        "item description",
    ),
    Field.KIND: ("ประเภท", "ซื้อ/จ้าง", "ซื้อหรือจ้าง", "ประเภทการจัดซื้อจัดจ้าง", "ชนิด", "project_type_name"),
    Field.METHOD: ("วิธีการ", "วิธี", "วิธีจัดซื้อจัดจ้าง", "วิธีการจัดซื้อจัดจ้าง", "วิธีซื้อ/จ้าง", "purchase_method_name")
    + ("method", "procurement method"),
    Field.STEP: ("สถานะ", "สถานะการจัดซื้อจัดจ้าง", "project_status"),
    Field.LEGAL_BASIS: ("กฎหมาย", "มาตรา", "ข้อกฎหมายที่อ้าง"),
    Field.BUDGET: (
        "วงเงิน",
        "วงเงินงบประมาณ",
        "งบประมาณ",
        "วงเงินที่จะซื้อหรือจ้าง",
        "วงเงินที่จะจัดซื้อจัดจ้าง",
        "วงเงินงบประมาณที่ได้รับจัดสรร",
        "project_money",
        "budget",
        "budget amount",
    ),
    Field.BUDGET_SOURCE: ("แหล่งงบประมาณ", "แหล่งเงิน", "แหล่งที่มา", "ที่มางบประมาณ"),
    Field.REFERENCE_PRICE: ("ราคากลาง", "price_build", "reference price", "median price", "estimated price"),
    Field.BIDDERS: ("รายชื่อผู้เสนอราคาและราคาที่เสนอ", "รายชื่อผู้เสนอราคา", "ผู้เสนอราคาและราคาที่เสนอ", "ผู้ยื่นข้อเสนอ")
    + ("bidder", "bidders"),
    Field.BIDDER_PRICES: ("ราคาที่เสนอ", "ราคาเสนอ", "เสนอราคา", "bid price", "bid amount"),
    Field.WINNERS: (
        "ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง",
        "รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก",
        "ผู้ได้รับคัดเลือก",
        "คู่สัญญา",
        "ผู้รับจ้าง",
        "ผู้ขาย",
        "ผู้ชนะการเสนอราคา",
        "winner",
        "vendor",
        "contractor",
        "supplier",
        "awarded to",
        "awardee",
        "successful bidder",
    ),
    Field.WINNER_PRICES: (
        "ราคาที่ตกลง",
        "ราคาที่ตกลงซื้อหรือจ้าง",
        "ราคาที่ซื้อหรือจ้าง",
        "จำนวนเงินรวมที่จัดซื้อจัดจ้าง",
        "จำนวนเงินรวม",
        "price_agree",
        "sum_price_agree",
        "contract price",
        "contract amount",
        "agreed price",
        "agreed amount",
        "award amount",
        "awarded price",
    ),
    Field.REASON: ("เหตุผล", "เหตุผลที่คัดเลือก", "เหตุผลสนับสนุน", "reason", "justification"),
    Field.CONTRACT: (
        "เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง",
        "เลขที่สัญญา",
        "สัญญา",
        "เลขที่และวันที่ของสัญญา",
        "เอกสารอ้างอิง",
        "contract_no",
        "contract number",
        "po number",
        "po no",
    ),
    Field.CONTRACT_DATE: (
        "ลงวันที่",
        "วันที่ลงนามในสัญญา",
        "วันที่ทำสัญญา",
        "วันที่ลงนาม",
        "ลว.",
        "contract_date",
        "date",
        "signed date",
    ),
    Field.END_DATE: ("วันที่สิ้นสุดสัญญา", "วันครบกำหนด", "contract_finish_date"),
    Field.EGP_NUMBER: ("e-GP", "เลข e-GP", "เลขที่ e-GP", "รหัสโครงการ", "เลขที่โครงการ", "project_id"),
    Field.DIVISION: ("กอง", "สำนัก/กอง", "หน่วยงานเจ้าของโครงการ", "หน่วยงาน", "ส่วนราชการ"),
    Field.TAX_ID: ("เลขผู้เสียภาษี", "เลขประจำตัวประชาชน", "เลขนิติบุคคล", "winner_tin"),
    Field.FISCAL_YEAR: ("ปีงบ", "ปีงบประมาณ พ.ศ.", "budget_year"),
    Field.OTHER: (
        "ชื่อหน่วยงาน",
        "อำเภอ",
        "จังหวัด",
        "กระทรวง",
        "ตำบล",
        "ประเภทหน่วยงาน",
        "หมายเหตุ",
        "เดือน",
        "dept_name",
        "dept_sub_name",
        "province",
        "district",
        "subdistrict",
        "purchase_method_group_name",
    ),
}
_EXACT: Mapping[str, Field] = {
    fold(head): what
    for what, heads in [*_USUAL.items(), *((what, (label,)) for what, label in LABELS.items())]
    for head in heads
}
SURE, SAID, LEAST = 100, 90, 60
_NEAR_ENOUGH, _LEAST_TO_COMPARE, _NOT_QUITE = 0.8, 5, 3


@dataclass(frozen=True)
class _Rule:
    """A field that a head says when it holds one of the words, and each of `also` has one of its words in it."""

    field: Field
    score: int
    words: tuple[str, ...]
    also: tuple[tuple[str, ...], ...] = ()
    but: tuple[str, ...] = ()
    first: tuple[str, ...] = ()

    def fits(self, key: str) -> bool:
        if not any(word in key for word in self.words) or any(word in key for word in self.but):
            return False
        if self.first and not key.startswith(self.first):
            return False
        return all(any(word in key for word in words) for words in self.also)


def _rule(
    what: Field,
    score: int,
    words: str,
    *,
    also: Sequence[str] = (),
    but: str = "",
    first: str = "",
) -> _Rule:
    return _Rule(what, score, _folded(words), tuple(map(_folded, also)), _folded(but), _folded(first))


def _folded(words: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in words.split())


_PRICE = "ราคา จำนวนเงิน วงเงิน มูลค่า"
_CHOSEN = "คัดเลือก ชนะ คู่สัญญา ผู้รับจ้าง ผู้ขาย ผู้ประกอบการ ผู้ค้า ผู้รับเหมา winner"
_AGREEMENT = "สัญญา ข้อตกลง ใบสั่ง"
_RULES = (
    _rule(Field.OTHER, 99, "จำนวนผู้ จำนวนราย ประเภทหน่วยงาน ชื่อหน่วยงาน อำเภอ จังหวัด กระทรวง"),
    _rule(
        Field.OTHER, 97, "ระยะเวลา จำนวนวัน ผลต่าง ส่วนต่าง ร้อยละ คงเหลือ ประหยัด หมายเหตุ ประเภทสัญญา วันที่ประกาศ วันที่เผยแพร่ ที่อยู่"
    ),
    _rule(Field.TAX_ID, 96, "เสียภาษี ประจำตัวประชาชน เลขบัตรประชาชน ทะเบียนพาณิชย์ taxid"),
    _rule(Field.TAX_ID, 95, "นิติบุคคล ประจำตัว", also=["เลข"]),
    _rule(Field.EGP_NUMBER, 96, "เลขที่โครงการ รหัสโครงการ เลขโครงการ หมายเลขโครงการ เลขคุมโครงการ projectid"),
    _rule(Field.EGP_NUMBER, 94, "egp", also=["เลข รหัส"], but="สัญญา"),
    _rule(Field.REASON, 96, "เหตุผล เกณฑ์การพิจารณา เกณฑ์การคัดเลือก เกณฑ์ที่ใช้"),
    _rule(Field.BUDGET_SOURCE, 95, "แหล่ง ที่มาของ ที่มางบ ประเภทงบ ประเภทเงิน หมวด งบที่ใช้"),
    _rule(Field.END_DATE, 95, "สิ้นสุด ครบกำหนด ส่งมอบ แล้วเสร็จ finishdate enddate", but="ระยะ จำนวน สถานะ"),
    _rule(Field.REFERENCE_PRICE, 95, "ราคากลาง pricebuild"),
    _rule(Field.REQUEST_DATE, 94, "ขอซื้อ ขอจ้าง ขออนุมัติ", also=["วัน"]),
    _rule(Field.ORDER_DATE, 94, "สั่งซื้อ สั่งจ้าง", also=["วัน"], but="ใบสั่ง สัญญา ข้อตกลง เลข"),
    _rule(Field.LEGAL_BASIS, 93, "กฎหมาย มาตรา ระเบียบ"),
    _rule(Field.METHOD, 93, "วิธี purchasemethod"),
    _rule(Field.STEP, 92, "ขั้นตอน สถานะ projectstatus"),
    _rule(Field.FISCAL_YEAR, 92, "ปีงบประมาณ", but="วงเงิน รายการ งาน โครงการ แผน"),
    _rule(Field.WINNER_PRICES, 94, _CHOSEN, first=_PRICE),
    _rule(Field.WINNERS, 93, _CHOSEN, but="เหตุ"),
    _rule(
        Field.WINNER_PRICES,
        92,
        "ตกลง ซื้อหรือจ้างจริง priceagree ราคาที่ซื้อ ราคาที่จ้าง ราคาซื้อ ราคาจ้าง ราคาที่จัดซื้อ ราคาที่จัดจ้าง ราคาจัดซื้อ ราคาจัดจ้าง",
        but="เลข วัน",
    ),
    _rule(Field.WINNER_PRICES, 92, _AGREEMENT, first=_PRICE),
    _rule(Field.BIDDER_PRICES, 92, "เสนอ", first=_PRICE),
    _rule(Field.BIDDERS, 91, "ผู้เสนอ ผู้ยื่น ผู้เข้าเสนอ ผู้เข้ายื่น ผู้แข่งขัน ผู้เข้าร่วม ผู้ร่วมเสนอ bidder"),
    _rule(Field.BIDDER_PRICES, 85, "เสนอราคา ราคาที่เสนอ ราคาเสนอ"),
    _rule(Field.CONTRACT_DATE, 93, _AGREEMENT + " ลงนาม", also=["วัน"], but="เลข"),
    _rule(Field.CONTRACT, 92, _AGREEMENT, also=["เลข"]),
    _rule(Field.CONTRACT, 75, _AGREEMENT),
    _rule(Field.KIND, 88, "ประเภท ชนิด projecttype"),
    _rule(Field.BUDGET, 85, "วงเงิน งบประมาณ projectmoney", but="ปีงบประมาณ แผน"),
    _rule(Field.BUDGET, 80, "วงเงิน"),
    _rule(Field.DIVISION, 78, "กอง สำนัก ฝ่าย ส่วนราชการ ผู้รับผิดชอบ หน่วยงาน เจ้าของ"),
    _rule(Field.WINNERS, 72, "ร้านค้า ห้างร้าน ชื่อร้าน บริษัท ผู้จำหน่าย"),
    _rule(Field.TITLE, 70, "งาน รายการ โครงการ เรื่อง รายละเอียด พัสดุ จัดซื้อ จัดจ้าง projectname"),
    _rule(Field.TITLE, 65, "item"),
)
# Heads that say a part of what the head above or left of them says.
_GROUPS: Mapping[Field, str] = {
    Field.BIDDERS: "bidders",
    Field.BIDDER_PRICES: "bidders",
    Field.WINNERS: "winners",
    Field.WINNER_PRICES: "winners",
    Field.CONTRACT: "contract",
    Field.CONTRACT_DATE: "contract",
}
_PARTS: Mapping[tuple[str, str], Field] = {
    ("bidders", "name"): Field.BIDDERS,
    ("bidders", "price"): Field.BIDDER_PRICES,
    ("winners", "name"): Field.WINNERS,
    ("winners", "price"): Field.WINNER_PRICES,
    ("contract", "number"): Field.CONTRACT,
    ("contract", "date"): Field.CONTRACT_DATE,
    ("contract", "end"): Field.END_DATE,
}
# What such a head says where nothing else says whose part it is.
_AT_LEAST: Mapping[str, tuple[Field, int]] = {
    "price": (Field.WINNER_PRICES, LEAST),
    "number": (Field.CONTRACT, LEAST),
    "date": (Field.CONTRACT_DATE, LEAST),
}
_PRICES, _NAMES, _DATES = (
    _folded("ราคา จำนวนเงิน วงเงิน บาท เงิน"),
    _folded("ชื่อ รายชื่อ ผู้ บริษัท ห้าง ราย"),
    _folded("วัน ลว เดือน"),
)
_ENDS, _NUMBERS = _folded("สิ้นสุด ครบกำหนด ส่งมอบ"), _folded("เลข")
_ALONE = frozenset(
    fold(word) for word in ("ราคา", "จำนวนเงิน", "ราคาบาท", "จำนวนเงินบาท", "บาท", "เลขที่", "วันที่", "ชื่อ", "รายชื่อ", "ที่")
)

# What makes rows with titles a table of procurements.
_TELLING = frozenset(
    {
        Field.BUDGET,
        Field.REFERENCE_PRICE,
        Field.METHOD,
        Field.BIDDERS,
        Field.BIDDER_PRICES,
        Field.WINNERS,
        Field.WINNER_PRICES,
        Field.CONTRACT,
        Field.CONTRACT_DATE,
        Field.EGP_NUMBER,
        Field.REASON,
    }
)
LEAST_TELLING = 2
MOST_HEAD_ROWS = 3
LEAST_OF_OURS = 15
LONGEST_HEAD = 90
_UNITS = ((fold("ล้านบาท"), 1_000_000), (fold("พันบาท"), 1_000))


@dataclass(frozen=True)
class Layout:
    """The columns of a table: where each field stands (counted from 0), and what their heads say.

    `rows` are the numbers of its rows of heads, `others` the heads of columns that nothing is read from, `units` by how
    much the amounts of a column are to be multiplied. `score` is the sum of how surely each field was known.
    """

    rows: tuple[int, ...]
    places: Mapping[Field, int]
    heads: Mapping[int, str]
    others: tuple[str, ...] = ()
    units: Mapping[Field, int] = field(default_factory=dict)
    score: int = 0

    def head(self, what: Field) -> str:
        """What the head of the column of a field says; "" without one."""
        return self.heads.get(self.places.get(what, -1), "")

    @property
    def is_table(self) -> bool:
        """Whether rows under these heads are procurements."""
        return Field.TITLE in self.places and len(_TELLING & self.places.keys()) >= LEAST_TELLING

    @property
    def is_ours(self) -> bool:
        """Whether these are the heads of a list that we wrote: a name a cell, and every text as it was."""
        ours = sum(1 for what in self.places if self.head(what) == LABELS.get(what))
        return ours == len(self.places) >= LEAST_OF_OURS and Field.CONTRACT in self.places

    @property
    def mapping(self) -> dict[str, str]:
        """What each head is read as, for showing, changing and giving back to the next reading; "" is not read."""
        found = {place: what.value for what, place in self.places.items()}
        return {head: found.get(place, "") for place, head in sorted(self.heads.items()) if head}


@lru_cache(maxsize=4096)
def field_of(head: str) -> tuple[Field, int] | None:
    """The field that a head says and how surely (60 to 100), or None: “วงเงิน (บาท)” is the budget."""
    if len(head) > LONGEST_HEAD:
        return None
    key = _key(head)
    if not key:
        return None
    if key in _EXACT:
        return _EXACT[key], SURE
    rule = max((rule for rule in _RULES if rule.fits(key)), key=lambda rule: rule.score, default=None)
    near = difflib.get_close_matches(key, _EXACT, n=1, cutoff=_NEAR_ENOUGH) if len(key) >= _LEAST_TO_COMPARE else []
    if near:
        likeness = round(SURE * difflib.SequenceMatcher(None, key, near[0]).ratio()) - _NOT_QUITE
        if rule is None or likeness > rule.score:
            return _EXACT[near[0]], likeness
    return (rule.field, rule.score) if rule else None


def find_layout(rows: Sequence[Row], mapping: Mapping[str, str] | None = None) -> Layout | None:
    """The table whose heads begin with the first of these rows (merged cells spread), in up to three rows, or None."""
    best: Layout | None = None
    for height in range(1, min(MOST_HEAD_ROWS, len(rows)) + 1):
        if height > 1 and not _may_go_on(rows[height - 2], rows[height - 1]):
            break
        found = _layout(rows[:height], mapping or {})
        if found.is_table and (best is None or found.score > best.score):
            best = found
    return _with_last_words(best, rows) if best is not None else None


def _with_last_words(layout: Layout, rows: Sequence[Row]) -> Layout:
    """The layout with rows below it that only end its heads: “(บาท)”, “หรือข้อตกลง”."""
    fields = {place: what for what, place in layout.places.items()}
    for row in rows[len(layout.rows) : MOST_HEAD_ROWS + 1]:
        cells = {place: as_typed(cell) for place, cell in enumerate(row.cells) if cell is not None}
        if row.number != layout.rows[-1] + 1 or not all(_ends(fields.get(place), cells[place]) for place in cells):
            break
        heads = dict(layout.heads)
        for place, cell in cells.items():
            if cell not in heads.get(place, ""):
                heads[place] = _shown([heads[place], cell]) if place in heads else _shown([cell])
        layout = replace(layout, rows=(*layout.rows, row.number), heads=heads)
    return layout


def _ends(what: Field | None, text: str) -> bool:
    """Whether a text is a part of a usual head of a field, or its unit."""
    key = fold(text)
    if not key or key == fold("บาท"):
        return any(letter.isalpha() for letter in text)
    return what is not None and any(key in head for head, field in _EXACT.items() if field is what)


def is_column_numbers(row: Row) -> bool:
    """Whether a row numbers the columns: (1) (2) (3), or 1 2 3 4."""
    texts = [to_arabic(as_typed(cell)).strip(" ().") for cell in row.cells if cell is not None]
    numbers = [int(found[0]) for text in texts if (found := re.match(r"\d{1,2}(?=\D|$)", text)) and len(text) <= 12]
    return (
        len(numbers) == len(texts) >= 4
        and numbers[0] <= 2
        and all(0 <= after - before <= 1 for before, after in pairwise(numbers))
    )


def _may_go_on(above: Row, row: Row) -> bool:
    """Whether a row may be the next row of heads: adjacent, texts alone, none of them long."""
    if row.number != above.number + 1 or is_column_numbers(row):
        return False
    cells = [cell for cell in row.cells if cell is not None]
    return all(isinstance(cell, str) and len(cell) <= LONGEST_HEAD and not _is_data(cell) for cell in cells)


def _is_data(text: str) -> bool:
    plain = to_arabic(text).strip()
    return bool(re.fullmatch(r"[\d,./\-() ]+(?:บาท)?", plain)) and any(letter.isdigit() for letter in plain)


def _layout(rows: Sequence[Row], mapping: Mapping[str, str]) -> Layout:
    columns = _columns(rows)
    heads = {place: _shown(cells) for place, cells in columns.items()}
    given = {fold(head): what for head, what in mapping.items()}
    found: dict[int, tuple[Field, int]] = {}
    for place, cells in columns.items():
        if fold(heads[place]) in given:
            found[place] = Field(given[fold(heads[place])]), 2 * SURE
        elif choice := _field_of_column(cells, columns, place, found):
            found[place] = choice
    places, score = _each_once(found)
    if Field.TITLE not in places and len(_TELLING & places.keys()) > LEAST_TELLING:
        places |= _title_by_place(columns, found)
    units = {
        what: factor for what, place in places.items() for word, factor in _UNITS if word in fold(heads.get(place, ""))
    }
    others = tuple(head for place, head in sorted(heads.items()) if place not in places.values())
    return Layout(tuple(row.number for row in rows), places, heads, others, units, score)


def _columns(rows: Sequence[Row]) -> dict[int, list[str]]:
    """The texts of the heads of each column from above, each once; a head that its columns share stands over each."""
    texts = [[as_typed(cell).strip() for cell in row.cells] for row in rows]
    width = max(map(len, texts), default=0)
    texts = [line + [""] * (width - len(line)) for line in texts]
    for upper, lower in pairwise(texts):
        for place in range(1, width):
            is_part = not upper[place] and lower[place] and upper[place - 1] and lower[place - 1]
            if is_part and _group(upper[place - 1]) and _part(lower[place]):
                upper[place] = upper[place - 1]
    columns = {place: list(dict.fromkeys(line[place] for line in texts if line[place])) for place in range(width)}
    return {place: cells for place, cells in columns.items() if cells}


def _field_of_column(
    cells: Sequence[str], columns: Mapping[int, Sequence[str]], place: int, found: Mapping[int, tuple[Field, int]]
) -> tuple[Field, int] | None:
    """The field of a column: part of the head over several columns, or what its own heads say."""
    for level in range(len(cells) - 2, -1, -1):  # the nearest of the heads above it says most
        part = _PARTS.get((_group(cells[level]), _part(cells[-1])))
        if part is not None and _is_shared(cells[level], columns, place):
            return part, SURE - 1
    if len(cells) == 1 and _key(cells[0]) in _ALONE:
        part = _PARTS.get((_group_on_the_left(place, found), _part(cells[0])))
        if part is not None and part not in {what for what, _score in found.values()}:
            return part, SAID
    choices = [field_of(" ".join(cells)), *(field_of(cell) for cell in reversed(cells))]
    best = max((choice for choice in choices if choice), key=lambda choice: choice[1], default=None)
    return best or _AT_LEAST.get(_part(cells[-1]))


def _is_shared(head: str, columns: Mapping[int, Sequence[str]], place: int) -> bool:
    return any(head in columns.get(beside, ())[:-1] for beside in (place - 1, place + 1))


def _group_on_the_left(place: int, found: Mapping[int, tuple[Field, int]]) -> str:
    for left in range(place - 1, max(-1, place - 3), -1):
        if left in found and found[left][0] in _GROUPS:
            return _GROUPS[found[left][0]]
    return ""


def _group(head: str) -> str:
    choice = field_of(head)
    return _GROUPS.get(choice[0], "") if choice else ""


def _part(head: str) -> str:
    """Which part of a group a head names: name, price, number, date, end; "" for none."""
    key = _key(head)
    if any(word in key for word in _ENDS):
        return "end"
    if key.startswith(_NAMES):
        return "name"
    if key.startswith(_NUMBERS) or key == fold("ที่"):
        return "number"
    if any(word in key for word in _DATES):
        return "date"
    return "price" if any(word in key for word in _PRICES) else ""


def _each_once(found: Mapping[int, tuple[Field, int]]) -> tuple[dict[Field, int], int]:
    """Each field in the column that says it most surely, the left one of equals; and how sure all that is."""
    places: dict[Field, int] = {}
    score = 0
    for place, (what, sureness) in sorted(found.items(), key=lambda each: (-each[1][1], each[0])):
        if what is not Field.OTHER and sureness >= LEAST and what not in places:
            places[what] = place
            score += sureness
    return places, score


def _title_by_place(columns: Mapping[int, Sequence[str]], found: Mapping[int, tuple[Field, int]]) -> dict[Field, int]:
    """The first column that says nothing known is that of the titles, where all else is there."""
    unknown = [place for place in columns if place not in found]
    return {Field.TITLE: unknown[0]} if unknown else {}


def _key(head: str) -> str:
    """A head for comparing, without its unit."""
    plain = re.sub(r"\(?\s*หน่วย\s*:?\s*(?:ล้าน|พัน)?บาท\s*\)?|\(\s*(?:ล้าน|พัน)?บาท\s*\)|[*]", " ", head)
    return fold(plain) or fold(head)


def _shown(cells: Iterable[str]) -> str:
    return masked(" / ".join(" ".join(cell.split()) for cell in cells))
