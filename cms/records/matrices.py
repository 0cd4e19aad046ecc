"""A matrix: rows of a table placed in squares by two of their columns, as page and print draw it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.fields import Matrix


@dataclass(frozen=True)
class Square:
    """One pair of choices: how grave it is, by rank and name, and the numbers of the rows that stand in it."""

    rank: int
    level: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class MatrixPicture:
    """The squares line by line, the highest choice above; `across` are the choices from left to right."""

    across_label: str
    up_label: str
    across: tuple[str, ...]
    lines: tuple[tuple[str, tuple[Square, ...]], ...]

    @property
    def title(self) -> str:
        """What it shows: `แต่ละข้ออยู่ช่องใด ตามผลกระทบ (แนวตั้ง) และโอกาสเกิด (แนวนอน)`."""
        words = {"across": self.across_label, "up": self.up_label}
        return _("แต่ละข้ออยู่ช่องใด ตาม%(up)s (แนวตั้ง) และ%(across)s (แนวนอน)") % words


def matrix_of(declared: Matrix, across: Any, up: Any, rows: Iterable[Mapping[str, Any]]) -> MatrixPicture:
    """The picture of some rows; `across` and `up` are the fields of the two columns. A row without both is left out."""
    places: dict[tuple[object, object], list[int]] = {}
    for number, row in enumerate(rows, start=1):
        places.setdefault((row.get(declared.across), row.get(declared.up)), []).append(number)

    def square(x: int, y: int) -> Square:
        rank, level = declared.level(x, y)
        return Square(rank, level, tuple(places.get((x, y), ())))

    lines = [(str(label), tuple(square(x, y) for x, _label in across.flatchoices)) for y, label in up.flatchoices]
    return MatrixPicture(
        str(across.verbose_name),
        str(up.verbose_name),
        tuple(str(label) for _value, label in across.flatchoices),
        tuple(reversed(lines)),
    )
