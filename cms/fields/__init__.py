"""Model fields of this project, and what a model declares beside them."""

from cms.fields.evidence import Rule, confirmed, every, every_month, filled, published, rows
from cms.fields.stream import StreamField
from cms.fields.tables import Bars, Computed, Label, Matrix, Table, bar, computed, matrix
from cms.fields.values import CountField, MoneyField, PeriodField

__all__ = [
    "Bars",
    "Computed",
    "CountField",
    "Label",
    "Matrix",
    "MoneyField",
    "PeriodField",
    "Rule",
    "StreamField",
    "Table",
    "bar",
    "computed",
    "confirmed",
    "every",
    "every_month",
    "filled",
    "matrix",
    "published",
    "rows",
]
