"""What a file of procurements would bring in: which rows are there already, and how much counts in which month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from cms.models import Authority
from cms.policy.lifecycle import Period, period_label
from cms.thai.dates import thai_date
from procurement.models import ImportBatch, ImportRow, ProcurementRecord
from procurement.policy.imports import BatchState, contract_key
from procurement.policy.sheet_words import fold

AT_ONCE = 500  # values in one question to the database


@dataclass(frozen=True)
class MonthTotal:
    """The rows of a file that count in a month: how many, what they cost; `period` "" where no day says the month."""

    year: int | None
    period: str
    name: str
    rows: int
    budget: Decimal
    agreed: Decimal


def find_duplicates(batch: ImportBatch, rows: Sequence[ImportRow]) -> None:
    """Say of each of these rows, in memory, of which record or file it is another copy; three questions for 500."""
    same_file = _same_file(batch)
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        by_number, by_contract = _known(batch, part)
        for row in part:
            number = row.values["egp_number"]
            found = by_number.get(number) if number else None
            found = found or by_contract.get(_key_of(row))
            row.duplicate = (found and _names(found)) or same_file


def find_repeated(rows: Sequence[ImportRow]) -> None:
    """Say of rows, in memory, that an earlier row of the file is the same procurement."""
    seen: dict[tuple[Any, ...], ImportRow] = {}
    for row in rows:
        values = row.values
        key = (values["egp_number"], values["contract_number"], fold(values["title"]), row.budget)
        if not (key[0] or key[1]):
            continue
        first = seen.setdefault(key, row)
        if first is not row and not row.duplicate:
            where = {"row": first.row, "sheet": first.sheet}
            row.duplicate = _("ซ้ำกับแถวที่ %(row)s ของแผ่นงาน “%(sheet)s” ในไฟล์นี้") % where


def _known(batch: ImportBatch, rows: Sequence[ImportRow]) -> tuple[dict[str, ProcurementRecord], dict[Any, Any]]:
    """The records of the authority with these numbers, but for those of the batch itself."""
    own = ImportRow.objects.filter(batch=batch, record__isnull=False).values("record")
    records = ProcurementRecord.objects.filter(authority=batch.authority_id).exclude(pk__in=own).order_by("-pk")
    numbers = {row.values["egp_number"] for row in rows} - {""}
    contracts = {row.values["contract_number"] for row in rows} - {""}
    by_number = {record.egp_number: record for record in records.filter(egp_number__in=numbers)} if numbers else {}
    found = records.filter(contract_number__in=contracts) if contracts else records.none()
    by_contract = {
        contract_key(each.fiscal_year, each.contract_number, each.title, each.budget): each for each in found
    }
    return by_number, {key: each for key, each in by_contract.items() if key}


def _key_of(row: ImportRow) -> tuple[int, str, str, Decimal] | None:
    return contract_key(row.fiscal_year or 0, row.values["contract_number"], row.values["title"], row.budget)


def _names(record: ProcurementRecord) -> str:
    if record.egp_number:
        words = _("มีรายการอยู่แล้ว: “%(title)s” เลขที่โครงการ %(number)s")
        return words % {"title": record.title, "number": record.egp_number}
    words = _("มีรายการอยู่แล้ว: “%(title)s” สัญญา %(number)s ปี %(year)s")
    return words % {"title": record.title, "number": record.contract_number, "year": record.fiscal_year}


def _same_file(batch: ImportBatch) -> str:
    """That the same bytes were confirmed before, or ""."""
    others = ImportBatch.objects.filter(authority=batch.authority_id, sha256=batch.sha256).exclude(pk=batch.pk)
    others = others.filter(state__in=(BatchState.MAKING, BatchState.DONE))
    if batch.confirmed_at is not None:  # of two that are confirmed at once, one is first
        others = others.filter(confirmed_at__lt=batch.confirmed_at)
    before = others.order_by("pk").first()
    if before is None or before.confirmed_at is None:
        return ""
    words = _("ไฟล์เดียวกันนี้นำเข้าแล้วเมื่อ %(day)s (“%(name)s”)")
    return words % {"day": thai_date(before.confirmed_at), "name": before.name}


def month_totals(rows: QuerySet[ImportRow]) -> list[MonthTotal]:
    """The months in which rows of a file count, the earliest first; those without a month last. One query."""
    sums = rows.order_by().values("fiscal_year", "month").annotate(n=Count("pk"), b=Sum("budget"), a=Sum("agreed"))
    found = [
        MonthTotal(each["fiscal_year"], each["month"], _name(each), each["n"], each["b"], each["a"] or Decimal(0))
        for each in sums
    ]
    return sorted(found, key=lambda each: (not each.period, each.year or 0, each.period))


def _name(each: Any) -> str:
    if each["month"]:
        return str(period_label(Period(each["month"]), each["fiscal_year"]))
    return _("ไม่มีวันที่ จึงยังไม่นับในเดือนใด")


def imports_of(authority: Authority, user_id: int | None) -> QuerySet[ImportBatch]:
    """The files that a person brought in, the newest first."""
    return ImportBatch.objects.filter(authority=authority, by=user_id).order_by("-pk")


def problem_rows(batch: ImportBatch) -> Iterator[list[str | int]]:
    """The errors of a file as lines of a list: sheet, row, column, cell, what is wrong."""
    for each in batch.problems.iterator(chunk_size=1000):
        yield [each.sheet, each.row or "", each.column, each.cell, each.message]
