"""What a record must hold before it may ask for approval, declared on its type by the name of the evidence.

`evidence = {"projects": rows("projects"), "budget": every("projects", "budget")}`; the entries of a class and of its
bases add up, and an entry of the same name takes the place of the base's.
"""

from dataclasses import dataclass

from cms.fields.tables import Label


@dataclass(frozen=True)
class Filled:
    """Any one of these fields or relations holds something."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """There is at least one row, or the officer states that there is none."""

    relation: str


@dataclass(frozen=True)
class EveryRow:
    """The column is filled in each row, but for rows in which another column has a value (`unless`)."""

    relation: str
    column: str
    unless: tuple[str, str] | None = None


@dataclass(frozen=True)
class EachChoice:
    """Each of these values of a column with choices has a row; all of its choices where none is named."""

    relation: str
    column: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class EveryMonth:
    """There is a row of each month of the record's period, or the officer states that there is none.

    With `of` there is one for each value of that column, such as each service.
    """

    relation: str
    column: str
    of: str = ""


@dataclass(frozen=True)
class Published:
    """The record that this foreign key names is public."""

    name: str


@dataclass(frozen=True)
class Confirmed:
    """What no field can show, such as a signature on a scan: shown to the officer, never a reason to refuse."""

    question: Label


@dataclass(frozen=True)
class Checked:
    """What a method of the record finds lacking, as pairs of a field and a sentence; `words` say what it asks for.

    For what stands in other records, or is asked only where another field says so.
    """

    method: str
    words: Label


Rule = Filled | Rows | EveryRow | EachChoice | EveryMonth | Published | Confirmed | Checked


def filled(*names: str) -> Filled:
    """One of these fields or relations holds something."""
    return Filled(names)


def rows(relation: str) -> Rows:
    """There is at least one row, or "none" is stated."""
    return Rows(relation)


def every(relation: str, column: str, *, unless: tuple[str, str] | None = None) -> EveryRow:
    """The column is filled in each row, but where another one has a value: `unless=("holding", "vacant")`."""
    return EveryRow(relation, column, unless)


def each_choice(relation: str, column: str, *values: str) -> EachChoice:
    """There is a row of each of these choices of the column, or of all of them."""
    return EachChoice(relation, column, values)


def every_month(relation: str, column: str, *, of: str = "") -> EveryMonth:
    """There is a row of each month of the record's period, as the column says, or "none" is stated.

    `of` names a column, of whose every value all months are asked.
    """
    return EveryMonth(relation, column, of)


def published(name: str) -> Published:
    """The record that this foreign key names is public."""
    return Published(name)


def confirmed(question: Label) -> Confirmed:
    """A person looks whether it is so."""
    return Confirmed(question)


def checked(method: str, words: Label) -> Checked:
    """What a method of the record finds lacking: `checked("lacking_months", _("ทุกเดือนเผยแพร่แล้ว"))`."""
    return Checked(method, words)
