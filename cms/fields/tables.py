"""How the rows of a record are shown as a table, declared on the row's model beside its fields. Plain values."""

from dataclasses import dataclass

from django.utils.functional import Promise

Label = str | Promise


@dataclass(frozen=True)
class Bars:
    """A bar chart of a table: a bar for each value of one column, as long as the sum of another."""

    label: str
    value: str


def bar(label: str, value: str) -> Bars:
    """A bar chart; both are names of fields of the row."""
    return Bars(label, value)


@dataclass(frozen=True)
class Table:
    """A row model's table: its heading (the model's name where empty), the columns that are added up, a chart.

    `none` is the sentence that stands where an officer states that there are no rows, such as "ปีนี้ไม่มีโครงการ"; a
    table without it cannot be stated empty.
    """

    heading: Label = ""
    total: tuple[str, ...] = ()
    chart: Bars | None = None
    none: Label = ""
