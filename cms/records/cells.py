"""Reading what an officer wrote into a cell as the value of a field: the other way round from `cms.records.wording`.

A cell is a text as it was typed or pasted, or a value of a sheet (number, day, yes or no). What may mean two things is
refused with a Thai sentence that says how to write it (`Unreadable`); whether a value is missing or allowed, the form
of the row decides.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey

from cms.fields import CountField, MoneyField
from cms.models import DocumentVersion, Picture
from cms.models.approved_text import stored_text
from cms.policy.periods import EVERY_MONTH
from cms.tabular.sheets import NO, YES, as_typed
from cms.tabular.sheets import Cell as SheetCell
from cms.thai.dates import MONTHS_SHORT
from cms.thai.numerals import to_arabic
from cms.thai.parsing import Unreadable, parse_amount, parse_count, parse_date, parse_moment, parse_number
from cms.thai.repair import search_key

Cell = SheetCell | Decimal

# What stands in a cell of numbers, days or choices to say that there is nothing.
NOTHING = frozenset({"", "-", "–", "—", "ไม่ระบุ"})
TRUE = (YES, "มี", "yes", "y", "true", "1", "/", "✓", "✔")
FALSE = (NO, "ไม่มี", "no", "n", "false", "0")
MOST_NAMED = 8  # as many names are listed where none fits; of more the nearest one
LONGEST_SHOWN = 40
CHOSEN_IN_THE_EDITOR = (DocumentVersion, Picture)
PLAIN = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.DecimalField,
    models.FloatField,
    models.BooleanField,
    models.DateField,
    models.TimeField,
)


class Names:
    """What may be chosen, found by its name: blanks, capitals and Thai digits make no difference."""

    def __init__(self, pairs: Iterable[tuple[Any, str]], *, aliases: Iterable[tuple[Any, str]] = ()) -> None:
        self.pairs = [(value, name) for value, name in pairs if value not in (None, "")]
        self._found: dict[str, dict[Any, None]] = {}
        for value, name in (*self.pairs, *aliases):
            self._found.setdefault(_key(name), {})[value] = None

    def find(self, name: str) -> Any:
        """The value with this name. Raises `Unreadable` for a name that none has, or several."""
        exact = [value for value, label in self.pairs if label == name]
        found = exact or list(self._found.get(_key(name), ()))
        if len(found) == 1:
            return found[0]
        if found:
            raise Unreadable(f"มี “{_shown(name)}” มากกว่าหนึ่งรายการ เลือกจากรายการในหน้าแก้ไขแทน")
        raise Unreadable(f"ไม่มีตัวเลือก “{_shown(name)}” {self._hint(name)}")

    def _hint(self, name: str) -> str:
        labels = list(dict.fromkeys(label for _value, label in self.pairs))
        if not labels:
            return "ยังไม่มีรายการให้เลือก"
        if len(labels) <= MOST_NAMED:
            return f"เลือกจาก: {' · '.join(labels)}"
        near = difflib.get_close_matches(name, labels, n=1)
        return f"หมายถึง “{near[0]}” หรือไม่" if near else f"ใช้ชื่อเต็มตามรายการ เช่น {' · '.join(labels[:3])}"


def is_readable(field: Any) -> bool:
    """Whether a cell can say the value of a field; files and pictures are chosen in the editor."""
    if isinstance(field, models.ForeignKey):
        return field.related_model not in CHOSEN_IN_THE_EDITOR
    return isinstance(field, PLAIN) and bool(field.editable)


def is_filled_by_cells(rows_of: type[models.Model]) -> bool:
    """Whether cells can say all that a row needs; a row that needs a picture is made in the editor."""
    fields = (field for field in rows_of._meta.concrete_fields if field.editable and not field.primary_key)
    return all(is_readable(field) or field.blank or isinstance(field, ParentalKey) for field in fields)


def read_cell(field: Any, cell: Cell, *, names: Names | None = None) -> Any:
    """The value of a field that a cell says; None or "" where it says nothing. Raises `Unreadable`.

    `names` are those of the objects that a foreign key may name; the value is a primary key then.
    """
    if field.choices or isinstance(field, models.ForeignKey):
        found = names_of_choices(field) if field.choices else names or Names([])
        text = as_typed(cell).strip()
        return _empty(field) if text in NOTHING else found.find(text)
    for kind, read in READERS.items():
        if isinstance(field, kind):
            nothing = cell is None or (isinstance(cell, str) and is_nothing(cell))
            return _empty(field) if nothing else read(field, cell)
    return _text(field, cell)


def how_to_write(field: Any) -> str:
    """How to write a cell of a field, in one Thai sentence."""
    if field.choices or isinstance(field, models.ForeignKey):
        return "เลือกจากรายการ"
    for kind, words in HINTS.items():
        if isinstance(field, kind):
            return words
    longest = getattr(field, "max_length", None)
    return f"ข้อความไม่เกิน {longest:,} ตัวอักษร" if longest else "ข้อความ ขึ้นบรรทัดใหม่ในช่องได้"


def is_nothing(text: str) -> bool:
    """Whether a text says that a cell has no value: it is blank, or a dash."""
    return search_key(text) in NOTHING


def _key(name: str) -> str:
    return re.sub(r"\s", "", search_key(name))


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


@cache
def names_of_choices(field: Any) -> Names:
    """The choices of a field by label or value; months by their short names too."""
    labels = [(value, str(label)) for value, label in field.flatchoices]
    aliases = [(value, str(value)) for value, _label in labels if value is not None]
    months = {month.value: int(month[1:]) for month in EVERY_MONTH}
    for value in [value for value, _label in labels if value in months]:
        short = MONTHS_SHORT[(months[value] + 8) % 12]
        aliases += [(value, short), (value, short.replace(".", ""))]
    return Names(labels, aliases=aliases)


def _empty(field: Any) -> Any:
    """What a field holds where nothing is said."""
    return None if field.null or not isinstance(field, models.CharField | models.TextField) else ""


def _text(field: Any, cell: Cell) -> str:
    text = stored_text(field, as_typed(cell)).strip()
    if isinstance(field, models.CharField):
        text = re.sub(r"\s*\n\s*", " ", text)
    return text


def _amount(field: Any, cell: Any) -> Decimal:
    """An amount; the words in which a field says that there is none are 0."""
    if field.zero and as_typed(cell).strip() == str(field.zero):
        return Decimal(0)
    return parse_amount(cell)


def _decimal(field: Any, cell: Any) -> Decimal:
    number = parse_number(cell)
    rounded = number.quantize(Decimal(1).scaleb(-field.decimal_places))
    if abs(rounded - number) > Decimal("0.0000001"):
        raise Unreadable(f"ทศนิยมมีได้ไม่เกิน {field.decimal_places} ตำแหน่ง")
    return rounded


def _moment(_field: Any, cell: Any) -> datetime:
    return timezone.make_aware(parse_moment(cell))


def _time(_field: Any, cell: Any) -> time:
    if isinstance(cell, datetime):
        return cell.time()
    found = re.fullmatch(r"(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?(?:\s*น\.?)?", to_arabic(as_typed(cell)).strip())
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]), int(found[3] or 0))
    raise Unreadable("เขียนเวลาเป็น ชั่วโมง.นาที เช่น 08.30")


def _truth(_field: Any, cell: Any) -> bool:
    if isinstance(cell, bool):
        return cell
    return bool(_truths().find(as_typed(cell)))


@cache
def _truths() -> Names:
    aliases = [(value, name) for value, names in ((True, TRUE), (False, FALSE)) for name in names]
    return Names([(True, YES), (False, NO)], aliases=aliases)


# In this order: a field may be of several of these kinds.
READERS: Mapping[type, Callable[[Any, Any], Any]] = {
    MoneyField: _amount,
    models.DecimalField: _decimal,
    models.IntegerField: lambda _field, cell: parse_count(cell),
    models.FloatField: lambda _field, cell: float(parse_number(cell)),
    models.BooleanField: _truth,
    models.DateTimeField: _moment,
    models.DateField: lambda _field, cell: parse_date(cell),
    models.TimeField: _time,
}
HINTS: Mapping[type, str] = {
    MoneyField: "จำนวนเงินเป็นบาท เช่น 12,500.50",
    CountField: "จำนวนเต็ม เช่น 1,266 ถ้าไม่มี ใส่ 0",
    models.DecimalField: "ตัวเลข เช่น 4.25",
    models.IntegerField: "จำนวนเต็ม เช่น 12",
    models.FloatField: "ตัวเลข เช่น 4.25",
    models.BooleanField: f"{YES} หรือ {NO}",
    models.DateTimeField: "วันและเวลา เช่น 15 ต.ค. 2569 09.30 น.",
    models.DateField: "วันที่ เช่น 15/10/2569 หรือ 15 ต.ค. 2569",
    models.TimeField: "เวลา เช่น 08.30",
}
