"""The rows of a month as HTML: built here, as a template is too slow for hundreds, and kept as long as they hold."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.core.cache import cache
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cms.policy.canonical import digest
from cms.selectors.site import SiteContext
from cms.thai.dates import thai_date
from cms.thai.markup import BEGIN, END, unbroken
from cms.thai.money import format_amount
from procurement.policy.codes import METHODS

register = template.Library()

WEEK = 7 * 24 * 60 * 60
EMPTY = "–"
Row = Mapping[str, Any]


@register.simple_tag(takes_context=True)
def month_rows(context: Context, rows: Sequence[Row], public: Mapping[int, int]) -> SafeString:
    """The rows of แบบ สขร.1; `public` are the records that have a page, with their fiscal years.

    What an edition says never changes, so its rows are kept by its digest, the links and the terms of the site.
    """
    publication, site = context.get("publication"), context.get("site_context")
    if publication is None or not isinstance(site, SiteContext):
        return _rows(rows, public)
    links = {"links": sorted(public.items()), "terms": list(site.terms.words)}
    key = f"month-rows:{publication.digest}:{digest(links)}"
    html = cache.get(key)
    if html is None:
        html = f"{BEGIN}{unbroken(_rows(rows, public), site.terms)}{END}"
        cache.set(key, html, WEEK)
    return mark_safe(html)  # noqa: S308 built of escaped values below


@register.filter
def amount(value: Decimal | str) -> str:
    """An amount without its unit: 12,500.00; “–” for none."""
    return EMPTY if value == "" else format_amount(Decimal(value))


def _rows(rows: Iterable[Row], public: Mapping[int, int]) -> SafeString:
    return mark_safe("".join(_row(row, public) for row in rows))  # noqa: S308 each is built of escaped values


def _row(row: Row, public: Mapping[int, int]) -> SafeString:
    if row.get("withdrawn"):
        return format_html(
            '<tr role="row" class="is-withdrawn"><td role="cell" class="no">{}</td>'
            '<th role="rowheader" scope="row" data-no="{}"><s>{}</s></th>'
            '<td role="cell" colspan="7" class="why">ถอนการเผยแพร่: {}</td></tr>',
            row["number"],
            row["number"],
            row["title"],
            row["withdrawn"],
        )
    return format_html(
        '<tr role="row"><td role="cell" class="no">{}</td><th role="rowheader" scope="row" data-no="{}">{}</th>'
        '<td role="cell" class="num" data-l="วงเงิน (บาท)">{}</td>'
        '<td role="cell" class="num" data-l="ราคากลาง (บาท)">{}</td>'
        '<td role="cell" class="how" data-l="วิธี">{}</td>'
        '<td role="cell" class="bid" data-l="ผู้เสนอราคา">{}</td>'
        '<td role="cell" class="win" data-l="ผู้ได้รับคัดเลือก">{}</td>'
        '<td role="cell" class="why" data-l="เหตุผล">{}</td>'
        '<td role="cell" class="con" data-l="สัญญา">{}</td></tr>',
        row["number"],
        row["number"],
        _title(row, public),
        _amount(row.get("budget")),
        _amount(row.get("reference_price")),
        _method(row),
        _parties(row.get("bidders")),
        _parties(row.get("winners")),
        row.get("reason") or EMPTY,
        _contract(row),
    )


def _title(row: Row, public: Mapping[int, int]) -> str:
    year = public.get(row["record"])
    if year is None:
        return str(row["title"])
    return format_html('<a href="{}">{}</a>', reverse("procurement_record", args=[year, row["record"]]), row["title"])


def _method(row: Row) -> str:
    """The method as a small column says it: `เฉพาะเจาะจง`, `e-bidding`."""
    name = METHODS.get(row.get("method", ""), EMPTY).removeprefix("วิธี")
    electronic = name.partition("(e-")[2].rstrip(")")
    return f"e-{electronic}" if electronic else name


def _amount(value: str | None) -> str:
    return format_amount(Decimal(value)) if value else EMPTY


def _parties(parties: Sequence[Row] | None) -> str:
    """Each party with its price on a line of its own."""
    if not parties:
        return EMPTY
    lines = ((party["name"], _amount(party.get("price"))) for party in parties)
    if len(parties) == 1:
        return format_html_join("", "<p>{} <b>{}</b></p>", lines)
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{} <b>{}</b></li>", lines))


def _contract(row: Row) -> str:
    signed = row.get("contract_date")
    day = thai_date(date.fromisoformat(signed), "short") if signed else ""
    return format_html_join(" ", "<span>{}</span>", ((each,) for each in (row.get("contract_number"), day) if each))
