"""How the rows of a record are shown as a table, declared on the row's model beside its fields. Plain values."""

from dataclasses import dataclass

from django.utils.functional import Promise

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
class Table:
    """A row model's table: its heading (the model's name where empty), the columns that are added up, a chart.

    `none` is the sentence that stands where an officer states that there are no rows, such as "ปีนี้ไม่มีโครงการ"; a
    table without it cannot be stated empty.
    """

    heading: Label = ""
    total: tuple[str, ...] = ()
    chart: Bars | Tree | None = None
    none: Label = ""
