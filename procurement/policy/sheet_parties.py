"""Names of bidders and winners with their prices, as they stand in the cells of a procurement sheet. Plain values.

One cell may hold several, each on a line, with a number, a slash or a semicolon between them; a price stands behind its
name, below it, or in the same place of the next cell. What cannot be paired is refused: no price is given to a name by
guessing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cms.tabular.sheets import Cell, as_typed
from cms.thai.numerals import to_arabic
from cms.thai.parsing import Unreadable
from procurement.policy.sheet_baht_words import SCALES, WORDS
from procurement.policy.sheet_values import amount_of, is_nothing, text_of

__all__ = ["PartyError", "ReadParty", "parties_as_written", "parties_of"]

LONGEST_NAME, LONGEST_CELL = 250, 3_000

_PREFIX = re.compile(
    r"(?:บริษัท|บจก|บมจ|บ\.|ห้าง|หจก|หสม|ร้าน|นาย|นาง|น\.\s?ส\.|ว่าที่|คุณ|สหกรณ์|กลุ่ม|วิสาหกิจ|โรง|อู่|กิจการร่วมค้า|มูลนิธิ|มหาวิทยาลัย|สำนักพิมพ์"
    r"|องค์การ|การไฟฟ้า|การประปา|สถานี|ศูนย์|ชมรม|สมาคม|ธนาคาร|[จสดพร]\.\s?[สตอท]\.|ร\.ต\.|Mr|Mrs|Miss)"
)
_ONLY_PREFIX = re.compile(r"(?:บริษัท|ห้างหุ้นส่วนจำกัด|ห้างหุ้นส่วน|หจก\.?|บจก\.?|ร้าน|นาย|นาง|นางสาว|น\.\s?ส\.)")
_GOES_ON = re.compile(r"(?:\(|โดย|จำกัด|มหาชน|สาขา|สำนักงานใหญ่|แอนด์|และ|&)")
_COUNTED = (
    r"(?:(?:ผู้เสนอราคา|ผู้ยื่นข้อเสนอ)?\s?(?:รายที่|ลำดับ(?:ที่)?|ราย)\s*\d{1,2}\s*[.:)]?|\d{1,2}/?\s|[กขคงจฉ][.)]\s?)"
    rf"\s*(?={_PREFIX.pattern})"
)
_COUNT = re.compile(_COUNTED)
_MARKER = re.compile(
    rf"(?:\(?\d{{1,2}}(?:\.\d{{1,2}})?(?:[.)]|\s*-)|\d{{1,2}}\.\d{{1,2}}\s)\s*(?=[^\d\s.,)])|{_COUNTED}"
)
_NUMBERED = re.compile(r"(?:^|(?<=[\s\-ทน)]))\(?\d{1,2}[.)]\s*(?=[^\d\s.,)])")
_BULLET = re.compile(r"^[•●○▪◦*\-–—]+\s*(?=\S)")
_LINES = re.compile(r"\s*[\n;|•]\s*")
_SLASH = re.compile(r"\s*/\s*")
_COMMA = re.compile(r"\s*,\s+|\s*,(?=\D)")
_AND = re.compile(r"\s+และ\s*")
_BETWEEN = re.compile(r"[\s,)+&]*(?:และ|กับ)?\s*")
_TOGETHER = re.compile(r"กิจการร่วมค้า|กลุ่ม|ร่วมกับ")
_LABEL = re.compile(rf"^(?:ชื่อ|ผู้เสนอราคา|ผู้ยื่นข้อเสนอ|ผู้ชนะ|ผู้ได้รับการคัดเลือก|คู่สัญญา)(?:\s*[:=]\s*|\s+)(?={_PREFIX.pattern})")
_SUM = re.compile(r"(?:ยอด)?รวม(?:เป็น)?(?:เงิน)?(?:ทั้งสิ้น|ทั้งหมด)?")
# What a number is the number of, where it stands behind this.
_NUMBER_OF = re.compile(
    r"(?:โทร\S*|เบอร์\S*|มือถือ|แฟกซ์|เลขที่|เลข\S*|หมู่(?:ที่)?|ม\.|ซอย|ซ\.|ถนน|ถ\.|สาขา(?:ที่)?|ทะเบียน|รุ่น|ปี|พ\.?ศ\.?|รหัส\S*|ชั้น|ห้อง|ภาษี)\s*[:.]?\s*$"
)
_NEGATIVE = re.compile(r"(?<=\s)[-−](?=\d)")
_ODD_FIGURES = re.compile(r"\d\.\d{3},\d|\d,\d{1,2}(?!\d)|\d,\d{4}")

_FIGURES = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)"
_SAYS_MONEY = (
    r"(?:(?:ยื่น)?(?:ข้อ)?เสนอ(?:ราคา)?(?:ต่ำสุด|ต่ำที่สุด)?|(?:ใน)?ราคา(?:ที่)?(?:เสนอ|ตกลง)?(?:ซื้อหรือจ้าง|ซื้อ/จ้าง|ซื้อ|จ้าง)?"
    r"|ตกลง(?:ราคา|ซื้อหรือจ้าง|ซื้อ|จ้าง)|เป็นเงิน|จำนวนเงิน|จำนวน|(?:ใน)?วงเงิน|เงิน|฿|THB|@|\.{3,}|…+)"
)
_END = rf"(?:\s*\.?-+(?!\d)|\s*(?:{SCALES})(?=\s*บาท|\s*\)?$)|\s*บาทถ้วน|\s*บาท|\s*บ\.|\s*฿)"
# An amount at the end of a name, and whether something there says that it is one.
_TRAILING = re.compile(
    rf"(?P<name>.*?\S)??\s*[-–—:=/,]?\s*(?P<opens>\(?)\s*(?P<says>{_SAYS_MONEY}\s*[:=]?\s*)?"
    rf"(?P<figures>-?\d[\d,.]*)(?P<end>{_END}*)\s*\)?\.?"
)
_MONEY = re.compile(rf"(?<![\d,.]){_FIGURES}(?:{_END})+|(?<![\d,.])\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,2}})?(?![\d,])")
_LEADING = re.compile(rf"(?P<figures>{_FIGURES}(?:{_END})+)\s+(?P<name>[^\d\s].*)")
_SEVERAL_AMOUNTS = re.compile(rf"(?:{_FIGURES}{_END}*)(?:\s+{_FIGURES}{_END}*)+")
_IN_WORDS = re.compile(r"\s*\([ก-๎\s]+(?:บาทถ้วน|สตางค์)\)$")
_WORDS_ALONE = re.compile(rf"(?P<name>.*\S)\s+\(?(?P<words>{WORDS})\)?$")
_NOBODY = re.compile(r"\(?ไม่มีผู้")
_NO_PRICE_SAID = re.compile(r"(?:ไม่เสนอราคา|ไม่ยื่น|ไม่ผ่าน|ยกเลิก)")
_MOST_DIGITS = 9  # of an amount that nothing but its digits says; more are a number of something
_LEAST_PLAIN = 100
_YEARS = range(2400, 2700)


class PartyError(Unreadable):
    """A name or a price that cannot be read: in which of the lines, and whether in its cell of prices."""

    def __init__(self, message: str, line: int, *, in_price: bool) -> None:
        super().__init__(message)
        self.line = line
        self.in_price = in_price


@dataclass(frozen=True)
class ReadParty:
    """A bidder or winner as it was read, the price None where there is none; `line` is that of its name."""

    name: str
    price: Decimal | None = None
    line: int = 0


@dataclass(frozen=True)
class _Piece:
    """A part of a cell: a name, a price, or both. `is_new` says that it begins a name for certain."""

    name: str
    price: Decimal | None = None
    is_new: bool = False


def parties_of(lines: Sequence[tuple[Cell, Cell]], *, has_prices: bool) -> tuple[ReadParty, ...]:
    """The parties that the lines of one record name: each line a cell of names and, with `has_prices`, one of prices.

    Raises `PartyError`.
    """
    found: list[ReadParty] = []
    for number, (names, prices) in enumerate(lines):
        amounts = _amounts(prices, number) if has_prices else []
        pieces = _pieces(names, number, plain_amounts=not amounts and not has_prices, wanted=len(amounts))
        if not pieces:
            _give(found, amounts, number)
        else:
            found += _line(pieces, amounts, found, number)
    found = [_without_money_words(party) for party in _without_sums(found)]
    _check(found)
    return _distinct(found)


def parties_as_written(lines: Sequence[tuple[Cell, Cell]]) -> tuple[ReadParty, ...]:
    """The parties of a list that we wrote: a name a cell, beside its price. Raises `PartyError`.

    Somebody may have filled in such a list as sheets are filled in elsewhere, with several names or a price in a cell.
    """
    names = [name for name, _price in lines if isinstance(name, str)]
    if any("\n" in name.strip() or _MONEY.search(name) for name in names):
        return parties_of(lines, has_prices=True)
    found: list[ReadParty] = []
    for number, (name, price) in enumerate(lines):
        try:
            text = text_of(name, most=LONGEST_NAME, verbatim=True)
        except Unreadable as error:
            raise PartyError(str(error), number, in_price=False) from error
        amounts = _amounts(price, number) or [None]
        if len(amounts) > 1 or not text:
            raise PartyError("ต้องมีหนึ่งชื่อและหนึ่งราคาในแถวเดียวกัน แก้ให้ครบ หรือลบแถวนี้", number, in_price=bool(text))
        found.append(ReadParty(text, amounts[0], number))
    return tuple(found)


def _without_sums(found: Sequence[ReadParty]) -> list[ReadParty]:
    """The parties without a line that adds up those above it: “รวม 25,500 บาท”. Raises `PartyError`."""
    kept: list[ReadParty] = []
    for party in found:
        if not kept or not _SUM.fullmatch(party.name):
            kept.append(party)
        elif party.price not in (None, sum(each.price or Decimal(0) for each in kept)):
            raise PartyError("ยอดรวมในช่องนี้ไม่ตรงกับราคาที่อยู่เหนือยอดรวม แก้ให้ตรงกัน หรือลบยอดรวม", party.line, in_price=False)
    return kept


def _without_money_words(party: ReadParty) -> ReadParty:
    return party if party.price is None else replace(party, name=_without_words(party.name) or party.name)


def _line(
    pieces: Sequence[_Piece], amounts: Sequence[Decimal | None], found: list[ReadParty], number: int
) -> list[ReadParty]:
    """The parties of a line; what goes on with the last name of the line before is added to it."""
    pieces = list(pieces)
    while pieces and found and _belongs(found[-1].name, pieces[0]):
        before, piece = found.pop(), pieces.pop(0)
        if piece.price is not None and before.price is not None:
            raise PartyError(f"“{_shown(before.name)}” มีราคามากกว่าหนึ่งราคา เขียนหนึ่งรายต่อหนึ่งบรรทัด", number, in_price=False)
        name = f"{before.name} {piece.name}".strip()
        found.append(replace(before, name=name, price=before.price if piece.price is None else piece.price))
    if not pieces:
        _give(found, amounts, number)
        return []
    pieces = _joined(pieces, len(amounts))
    return [ReadParty(piece.name, piece.price, number) for piece in _priced(pieces, amounts, number)]


def _belongs(name: str, piece: _Piece) -> bool:
    """Whether a piece goes on with a name: “(สำนักงานใหญ่)”, “จำกัด” after “บริษัท …”, or a price alone."""
    if not piece.name:
        return True
    if piece.is_new:
        return False
    if _GOES_ON.match(piece.name) or _ONLY_PREFIX.fullmatch(name) or name.count("(") > name.count(")"):
        return True
    return name.startswith("บริษัท") and "จำกัด" not in name and "จำกัด" in piece.name and not _PREFIX.match(piece.name)


def _joined(pieces: Sequence[_Piece], wanted: int) -> list[_Piece]:
    """The pieces with names that were broken over lines put together; `wanted` is how many prices stand beside."""
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and _belongs(joined[-1].name, piece) and (joined[-1].price is None or piece.price is None):
            last = joined.pop()
            name = f"{last.name} {piece.name}".strip()
            joined.append(replace(last, name=name, price=last.price if piece.price is None else piece.price))
        else:
            joined.append(piece)
    numbered = any(piece.is_new for piece in joined[:1])
    if (wanted and len(joined) > wanted) or (numbered and not wanted):
        together: list[_Piece] = []
        for piece in joined:
            if together and not piece.is_new and not _PREFIX.match(piece.name) and together[-1].price is None:
                last = together.pop()
                together.append(replace(last, name=f"{last.name} {piece.name}", price=piece.price))
            else:
                together.append(piece)
        if not wanted or len(together) == wanted:
            return together
    return joined


def _priced(pieces: Sequence[_Piece], amounts: Sequence[Decimal | None], number: int) -> list[_Piece]:
    if not amounts:
        return list(pieces)
    if len(amounts) != len(pieces):
        raise PartyError(
            f"มีชื่อ {len(pieces)} ราย แต่มีราคา {len(amounts)} ราคา เขียนชื่อและราคาให้ครบทุกราย บรรทัดละหนึ่งราย ตามลำดับเดียวกัน",
            number,
            in_price=True,
        )
    for piece, amount in zip(pieces, amounts, strict=True):
        if piece.price is not None and amount is not None and piece.price != amount:
            raise PartyError(
                f"ราคาของ “{_shown(piece.name)}” ในช่องชื่อ ({piece.price:,.2f}) กับในช่องราคา ({amount:,.2f}) ไม่ตรงกัน"
                " แก้ให้ตรงกัน",
                number,
                in_price=True,
            )
    return [
        replace(piece, price=piece.price if amount is None else amount)
        for piece, amount in zip(pieces, amounts, strict=True)
    ]


def _give(found: list[ReadParty], amounts: Sequence[Decimal | None], number: int) -> None:
    """Give prices that stand alone on a line to the names above that have none yet."""
    for amount in amounts:
        if amount is None:
            continue
        place = next((place for place, party in enumerate(found) if party.price is None), None)
        if place is None:
            if any(party.price == amount for party in found):
                continue
            raise PartyError("มีราคาแต่ไม่มีชื่อ ใส่ชื่อในแถวเดียวกัน หรือลบราคานี้", number, in_price=True)
        found[place] = replace(found[place], price=amount)


def _check(found: Iterable[ReadParty]) -> None:
    for party in found:
        if not party.name:
            raise PartyError("มีราคาแต่ไม่มีชื่อ เขียนชื่อไว้หน้าราคา", party.line, in_price=False)
        if not any(letter.isalpha() for letter in party.name):
            raise PartyError(
                f"“{_shown(party.name)}” ไม่ใช่ชื่อผู้ประกอบการ เขียนชื่อร้าน บริษัท หรือบุคคล", party.line, in_price=False
            )
        if _MONEY.search(party.name) or _ODD_FIGURES.search(party.name):
            raise PartyError(
                f"อ่านราคาใน “{_shown(party.name)}” ไม่ได้ เขียนหนึ่งรายต่อหนึ่งบรรทัด เป็นชื่อแล้วตามด้วยราคาหนึ่งราคา"
                " เช่น ร้านแสงทอง 12,500.00 บาท",
                party.line,
                in_price=False,
            )
        if len(party.name) > LONGEST_NAME:
            raise PartyError(
                f"ชื่อยาว {len(party.name)} ตัวอักษร รับได้ไม่เกิน {LONGEST_NAME} ตัวอักษร", party.line, in_price=False
            )


def _distinct(found: Sequence[ReadParty]) -> tuple[ReadParty, ...]:
    """The parties without those that a later line repeats, as sheets with one line for each bidder do."""
    kept: dict[tuple[str, Decimal | None], ReadParty] = {}
    priced = {party.name for party in found if party.price is not None}
    for party in found:
        if party.price is not None or party.name not in priced:
            kept.setdefault((party.name, party.price), party)
    return tuple(kept.values())


def _amounts(cell: Cell, number: int) -> list[Decimal | None]:
    """The amounts of a cell of prices, None for a line with a dash; [] where it says nothing."""
    if is_nothing(cell):
        return []
    try:
        if not isinstance(cell, str):
            return [amount_of(cell)]
        return [
            None if _NO_PRICE_SAID.search(part) else amount_of(part)
            for part in _amount_parts(to_arabic(text_of(cell, most=LONGEST_CELL)))
        ]
    except Unreadable as error:
        raise PartyError(str(error), number, in_price=True) from error


def _amount_parts(text: str) -> list[str]:
    cuts = (
        r"\s*[\n;|]\s*|\s*/\s*(?=[\d฿\-(])|,\s+(?=\d)|\s*และ\s*(?=\d)|(?<=\S)\s+(?=\(?\d{1,2}[.)]\s*\d{1,3}(?:,\d{3})+)"
    )
    lines = [line for line in re.split(cuts, text) if line.strip()]
    parts: list[str] = []
    for line in lines:
        line = re.sub(r"^\(?\d{1,2}(?:[.)]\s+|\)\s*)(?=[\d฿(])|^\d{1,2}\.(?=\d{1,3}(?:,\d{3})+)", "", line)
        words = line.split()
        if _SEVERAL_AMOUNTS.fullmatch(line) and all(re.search(r",\d{3}|\.\d|-$", word) for word in words):
            parts += words
        else:
            parts.append(line)
    return parts


def _pieces(cell: Cell, number: int, *, plain_amounts: bool, wanted: int) -> list[_Piece]:
    """The parts of a cell of names in their order."""
    if is_nothing(cell):
        return []
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not plain_amounts:
            raise PartyError(f"ช่องชื่อมีแต่ตัวเลข ({as_typed(cell)}) เขียนชื่อผู้ประกอบการ", number, in_price=False)
        return [_Piece("", _amount(cell, number))]
    try:
        text = text_of(cell, most=LONGEST_CELL)
    except Unreadable as error:
        raise PartyError(str(error), number, in_price=False) from error
    pieces: list[_Piece] = []
    for line in _LINES.split(text):
        pieces += _pieces_of_line(line, number, plain_amounts=plain_amounts, wanted=wanted)
    return pieces


def _pieces_of_line(line: str, number: int, *, plain_amounts: bool, wanted: int) -> list[_Piece]:
    parts = [(part, True) for part in _numbered(line)] if _MARKER.match(line) else [(_BULLET.sub("", line), False)]
    pieces: list[_Piece] = []
    for part, is_new in parts:
        for place, text in enumerate(_separate(part, plain_amounts=plain_amounts, wanted=wanted)):
            piece = _named(text, number, plain_amounts=plain_amounts)
            if piece is not None:
                pieces.append(replace(piece, is_new=is_new and place == 0))
    return pieces


def _numbered(line: str) -> list[str]:
    """“1. ร้าน ก 2. ร้าน ข” as two parts."""
    line = re.sub(r"^\d{1,2}\.\d{1,2}[.)]?\s", "", _COUNT.sub("", line, count=1) if _COUNT.match(line) else line)
    return [part.strip() for part in _NUMBERED.split(line) if part.strip()]


def _separate(text: str, *, plain_amounts: bool, wanted: int) -> list[str]:
    """The parts of a line between slashes, commas, “และ”, or after each amount: only where each is a name with a price,
    or as many as there are prices beside, or each begins as a name does.
    """
    for cut in (_SLASH, _COMMA, _AND):
        parts = [part for part in cut.split(text) if part]
        if len(parts) > 1 and _are_parties(parts, plain_amounts=plain_amounts, wanted=wanted, cut=cut):
            return parts
    parts, begin = [], 0
    for money in _MONEY.finditer(text, 1):
        between = _BETWEEN.match(text, money.end())
        end = between.end() if between else money.end()
        if _PREFIX.match(text, end):
            parts.append(text[begin : money.end()].strip(" ,"))
            begin = end
    return [*parts, text[begin:]] if parts else [text]


def _are_parties(parts: Sequence[str], *, plain_amounts: bool, wanted: int, cut: re.Pattern[str]) -> bool:
    found = [_split_price(part, plain_amounts=plain_amounts) for part in parts]
    names = sum(1 for name, _figures in found if name)
    prices = sum(1 for _name, figures in found if figures)
    if names > 1 and names == prices:
        return True
    if prices or names != len(parts):
        return False
    if wanted:
        return (names == wanted > 1 and cut is not _COMMA) or (names == wanted and all(map(_PREFIX.match, parts)))
    return all(map(_PREFIX.match, parts)) and not _is_owner(parts) and not _TOGETHER.search(parts[0])


def _is_owner(parts: Sequence[str]) -> bool:
    """Whether a slash stands between a shop and the person who owns it, as in “ร้านแสงทอง/นายทอง ใจดี”."""
    is_person = [bool(re.match(r"นาย|นาง|น\.\s?ส\.|คุณ", part)) for part in parts]
    return len(parts) == 2 and is_person == [False, True]


def _named(text: str, number: int, *, plain_amounts: bool) -> _Piece | None:
    """A part as name and price; None where nothing is in it."""
    text = text.strip(" ,/")
    if is_nothing(text) or _NOBODY.match(text):
        return None
    name, figures = _split_price(_LABEL.sub("", text), plain_amounts=plain_amounts)
    if not figures and not _tidy(name):
        return None
    return _Piece(_tidy(name), _amount(figures, number) if figures else None)


def _split_price(text: str, *, plain_amounts: bool) -> tuple[str, str]:
    """Name and amount of a part, each as it is written; the amount is "" where nothing says that there is one."""
    text = text.strip(" ,/")
    if words := _IN_WORDS.search(text):
        name, figures = _split_price(text[: words.start()], plain_amounts=plain_amounts)
        return (name, figures + words.group()) if figures else (text, "")
    if leading := _LEADING.fullmatch(text):
        return leading["name"], leading["figures"]
    found = _TRAILING.fullmatch(text)
    if found is None or not _is_money(found, plain_amounts=plain_amounts):
        words = _WORDS_ALONE.fullmatch(text)
        return (_without_words(words["name"]), words["words"]) if words else (text, "")
    name = found["name"] or ""
    if name and found["opens"] and not text.rstrip(".").endswith(")"):
        return text, ""
    if _NEGATIVE.search(text, max(0, found.start("figures") - 2), found.end("figures")):
        return _without_words(name), f"-{found['figures'].lstrip('-')}"
    return _without_words(name), found["figures"] + found["end"]


def _is_money(found: re.Match[str], *, plain_amounts: bool) -> bool:
    figures = found["figures"].rstrip(",.")
    if found["says"] or found["end"] or re.search(r",\d{3}(?!\d)", figures):
        return True
    digits = figures.lstrip("-")
    if found["name"] and _NUMBER_OF.search(found.string[: found.start("figures")]):
        return False
    if not found["name"]:
        return plain_amounts or bool(re.search(r"\.\d\d?$", figures))
    if re.search(r"\.\d\d$", figures) or (found["opens"] and "," in figures):
        return True
    before = found.string[: found.start("figures")]
    is_apart = before[-1:] in tuple(" (:=-/,\t") and not re.search(r"\d[-/,]$", before)
    is_plain = digits.isdigit() and len(digits) <= _MOST_DIGITS and int(digits) >= _LEAST_PLAIN
    return plain_amounts and is_apart and is_plain and int(digits) not in _YEARS


def _without_words(name: str) -> str:
    """A name without the words before its price: “ร้าน ก เสนอราคา” is “ร้าน ก”."""
    return re.sub(rf"[\s,:=(\-–—]*(?:{_SAYS_MONEY})?[\s,:=(\-–—]*$", "", name)


def _tidy(name: str) -> str:
    name = re.sub(r"\s*\(\s*\)", "", " ".join(name.split())).strip(" ,/:=-–—")
    name = re.sub(r"\s*(?:\.{3,}|…+|@)$", "", name)
    return _NO_PRICE_SAID.sub("", name).strip(" ()-") if _NO_PRICE_SAID.search(name) else name


def _amount(figures: Cell, number: int) -> Decimal | None:
    try:
        return amount_of(figures)
    except Unreadable as error:
        raise PartyError(str(error), number, in_price=False) from error


def _shown(name: str) -> str:
    return name if len(name) <= 40 else name[:39] + "…"
