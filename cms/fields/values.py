"""Columns for values that are worded in their own way: amounts of money, counts, periods of a fiscal year."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.functional import Promise

from cms.thai.money import format_amount

if TYPE_CHECKING:  # generic for the type checker alone
    DecimalField = models.DecimalField[Any, Any]
    CharField = models.CharField[Any, Any]
    PositiveIntegerField = models.PositiveIntegerField[Any, Any]
else:
    DecimalField, CharField = models.DecimalField, models.CharField
    PositiveIntegerField = models.PositiveIntegerField


class MoneyField(DecimalField):
    """An amount in baht with two decimals, never negative.

    With `zero` no money is a statement in words, such as "ไม่ใช้งบประมาณ"; an empty cell still says nothing.
    """

    def __init__(self, *args: Any, zero: str | Promise = "", **kwargs: Any) -> None:
        self.zero = zero
        amount = {"max_digits": 14, "decimal_places": 2, "validators": [MinValueValidator(0)]}
        super().__init__(*args, **{**amount, **kwargs})

    def to_words(self, value: Any) -> str:
        """With separators and two decimals, or the statement that it is no money."""
        amount = Decimal(value)
        return str(self.zero) if self.zero and not amount else format_amount(amount)


class CountField(PositiveIntegerField):
    """How many there are of something, worded “1,266”; another number, such as that of a measure, is no count."""


class PeriodField(CharField):
    """A period of a fiscal year (`cms.policy.lifecycle.Period`); the object has the year."""
