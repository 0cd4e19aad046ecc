"""Template filters for dates, amounts and sizes in Thai. Stored data are Gregorian, with Arabic digits."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cms.policy import contact
from cms.thai import dates, markup, money, numerals, sizes
from cms.thai.invisible import mark_hidden
from cms.thai.terms import Terms, compounds

register = template.Library()


@register.filter
def visible(value: object) -> str:
    """A text as an approver reads it: characters that nobody sees by their numbers, as `⟦U+202E⟧`."""
    return mark_hidden(str(value or ""))


@register.filter
def dialled(phone: str) -> str:
    """The first number of a text as the link of a telephone has it."""
    return contact.dialled(phone)


@register.filter
def thai_date(value: date | None) -> str:
    """A day in words: “5 ตุลาคม 2566”; empty for None."""
    return dates.thai_date(value) if value else ""


@register.filter
def thai_date_short(value: date | None) -> str:
    """A day with the short name of its month: “5 ต.ค. 2566”."""
    return dates.thai_date(value, "short") if value else ""


@register.filter
def thai_datetime(value: datetime | None) -> str:
    """A moment: “5 ตุลาคม 2566 เวลา 10.42 น.”; empty for None."""
    if not value:
        return ""
    return _("%(day)s เวลา %(time)s") % {"day": dates.thai_date(value), "time": dates.thai_time(value)}


@register.filter
def thai_time(value: datetime | None) -> str:
    """The time of a moment: “10.42 น.”; empty for None."""
    return dates.thai_time(value) if value else ""


@register.filter
def thai_digits(value: object) -> str:
    """Thai digits for Arabic ones: 2566 is ๒๕๖๖."""
    return numerals.to_thai(str(value))


@register.filter
def buddhist_year(value: date | None) -> str:
    """The calendar year of a day in the Buddhist era."""
    return str(dates.buddhist_year(value)) if value else ""


@register.filter
def baht(value: object) -> str:
    """An amount with its unit: “12,500.00 บาท”; a value that is no number is returned as text."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return "" if value is None else str(value)
    return _("%(amount)s บาท") % {"amount": money.format_amount(number)}


@register.filter
def amount(value: Decimal) -> str:
    """An amount in a column whose head says its unit: “12,500.00”."""
    return money.format_amount(value)


@register.filter
def file_size(value: int | None) -> str:
    """Bytes in the unit that suits: “84 KB”, “1.2 MB”; empty for None."""
    return "" if value is None else sizes.file_size(value)


@register.filter
def unbroken(html: SafeString, terms: object = None) -> SafeString:
    """Rendered HTML with markup round what no line may tear; `terms` are those of the site (`site_context.terms`).

    For `{% filter %}` alone, which hands over what is safe: `base.html` does it once for every public page.
    """
    if not isinstance(html, SafeString):
        raise TypeError("only rendered HTML has line breaks")
    return mark_safe(markup.unbroken(html, terms if isinstance(terms, Terms) else compounds()))  # noqa: S308
