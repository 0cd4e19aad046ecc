"""Columns of procurement whose values are kept in one spelling, whichever way they come in."""

from procurement.fields.numbers import EgpNumberField, TaxIdField

__all__ = ["EgpNumberField", "TaxIdField"]
