"""How the rows of a record are shown as a table, declared on the row's model beside its fields. Plain values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from cms.policy.canonical import is_empty

Label = str | Promise


@dataclass(frozen=True)
class Bars:
    """A bar chart of a table: a bar for each value of one column, as long as the sum of another."""

    label: str
    value: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it needs."""
        return (self.label, self.value)


@dataclass(frozen=True)
class Tree:
    """A chart of rows that stand below one another: each is below the nearest row above it with a smaller level.

    Rows whose `group` has the first of its choices are marked.
    """

    label: str
    level: str
    group: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it needs."""
        return tuple(filter(None, (self.label, self.level, self.group)))


def tree(label: str, level: str, group: str = "") -> Tree:
    """A chart of what stands below what; all are names of fields of the row."""
    return Tree(label, level, group)


def bar(label: str, value: str) -> Bars:
    """A bar chart; both are names of fields of the row."""
    return Bars(label, value)


@dataclass(frozen=True)
class Computed:
    """A column that is no field of the row but follows from some: `of` their values by a plain function of policy.

    `field` is a model field that no model has; it gives the label and words the value.
    """

    name: str
    field: Any
    of: tuple[str, ...]
    by: Callable[..., Any]


def computed(name: str, field: Any, *, of: tuple[str, ...], by: Callable[..., Any]) -> Computed:
    """A column that follows from others; where one of these is empty, it is empty too."""
    field.set_attributes_from_name(name)
    return Computed(name, field, of, by)


@dataclass(frozen=True)
class Matrix:
    """A picture of rows by two columns of choices: a square for each pair, with the numbers of the rows in it.

    `level` is a plain function of the two values that says how grave a square is, as (its rank from 1 to 4, its name).
    """

    across: str
    up: str
    level: Callable[[int, int], tuple[int, str]]


def matrix(across: str, up: str, *, level: Callable[[int, int], tuple[int, str]]) -> Matrix:
    """A matrix; the first two are names of fields of the row whose choices are whole numbers."""
    return Matrix(across, up, level)


@dataclass(frozen=True)
class Table:
    """A row model's table: its heading (the model's name where empty), the columns that are added up, pictures.

    On a page the rows that have a value of `group` in common stand below it, with their own sums.
    `none` is the sentence that stands where an officer states that there are no rows, such as "ปีนี้ไม่มีโครงการ"; a
    table without it cannot be stated empty.
    """

    heading: Label = ""
    total: tuple[str, ...] = ()
    group: str = ""
    chart: Bars | Tree | None = None
    none: Label = ""
    computed: tuple[Computed, ...] = ()
    matrices: tuple[Matrix, ...] = ()

    def with_computed(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """The values of a row with those of the columns that follow from others, where these say something."""
        known = [each for each in self.computed if not any(is_empty(row.get(name)) for name in each.of)]
        return {**row, **{each.name: each.by(*(row[name] for name in each.of)) for each in known}} if known else row
