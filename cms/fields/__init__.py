"""Model fields of this project, and what a model declares beside them."""

from cms.fields.answers import AnswersField
from cms.fields.evidence import Rule, checked, confirmed, each_choice, every, every_month, filled, published, rows
from cms.fields.snapshot import SnapshotField
from cms.fields.stream import StreamField
from cms.fields.tables import Bars, Computed, Label, Matrix, Table, Tree, bar, computed, matrix, tree
from cms.fields.values import CountField, MoneyField, PeriodField

__all__ = [
    "AnswersField",
    "Bars",
    "Computed",
    "CountField",
    "Label",
    "Matrix",
    "MoneyField",
    "PeriodField",
    "Rule",
    "SnapshotField",
    "StreamField",
    "Table",
    "Tree",
    "bar",
    "checked",
    "computed",
    "confirmed",
    "each_choice",
    "every",
    "every_month",
    "filled",
    "matrix",
    "published",
    "rows",
    "tree",
]
