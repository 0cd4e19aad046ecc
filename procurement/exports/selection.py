"""Procurements as sheets: a row for each record, read and written while it is sent."""

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms.policy.periods import EVERY_MONTH
from cms.policy.states import LABEL
from cms.selectors.states import object_key, states_of
from cms.tabular.writing import DataCell, Head, Table, csv_parts, xlsx_into
from cms.thai.dates import fiscal_month_name
from procurement.models import ProcurementRecord
from procurement.policy.codes import KINDS, METHODS, STEPS
from procurement.policy.tax_ids import public_number
from procurement.selectors.public import Listed, listed

AT_ONCE = 500
WIDTH, WIDTHS = 18, {"งานที่จัดซื้อหรือจัดจ้าง": 48, "ผู้ได้รับการคัดเลือก": 32, "ที่อยู่หน้าเว็บ": 40}
AS_TEXT = ("เลขประจำตัวผู้เสียภาษีของนิติบุคคล", "เลขที่สัญญาหรือใบสั่ง", "เลขที่โครงการในระบบ e-GP")


def csv_of_records(records: QuerySet[ProcurementRecord]) -> Iterator[bytes]:
    """The file in parts, with a byte order mark; two queries for each 500 records."""
    return csv_parts(_labels(), (_row(row) for row in _in_parts(records)))


def csv_of_drafts(records: QuerySet[ProcurementRecord]) -> Iterator[bytes]:
    """Records of any state as CSV, each with its state."""
    return csv_parts([*_labels(), _("สถานะ")], _rows_with_state(records))


def xlsx_of_drafts(records: QuerySet[ProcurementRecord], file: BinaryIO) -> None:
    """Records of any state as a workbook, each with its state, written into a file as it goes."""
    heads = [
        Head(label, width=WIDTHS.get(label, WIDTH), is_text=label in AS_TEXT) for label in [*_labels(), _("สถานะ")]
    ]
    xlsx_into(file, Table(_("รายการจัดซื้อจัดจ้าง"), heads), _rows_with_state(records))


def _rows_with_state(records: QuerySet[ProcurementRecord]) -> Iterator[list[DataCell]]:
    """The rows; what is not public has no address."""
    rows = records.iterator(chunk_size=AT_ONCE)
    while part := list(islice(rows, AT_ONCE)):
        states = states_of(part)
        for row in listed(part):
            *cells, address = _row(row)
            yield [*cells, address if row.record.live else "", LABEL[states[object_key(row.record)]]]


def _in_parts(records: QuerySet[ProcurementRecord]) -> Iterator[Listed]:
    rows = records.iterator(chunk_size=AT_ONCE)
    while part := list(islice(rows, AT_ONCE)):
        yield from listed(part)


def _labels() -> list[str]:
    return [
        _("ปีงบประมาณ"),
        _("เดือน"),
        _("วันที่นับ"),
        _("งานที่จัดซื้อหรือจัดจ้าง"),
        _("ประเภทการจัดหา"),
        _("วิธีซื้อหรือจ้าง"),
        _("ขั้นตอน"),
        _("วงเงิน (บาท)"),
        _("ราคากลาง (บาท)"),
        _("ราคาที่ตกลง (บาท)"),
        _("ผู้ได้รับการคัดเลือก"),
        _("เลขประจำตัวผู้เสียภาษีของนิติบุคคล"),
        _("เลขที่สัญญาหรือใบสั่ง"),
        _("ลงวันที่"),
        _("เลขที่โครงการในระบบ e-GP"),
        _("กอง/สำนัก"),
        _("ที่อยู่หน้าเว็บ"),
    ]


def _row(row: Listed) -> list[DataCell]:
    record = row.record
    numbers = (public_number(winner.tax_id) for winner in row.winners)
    return [
        record.fiscal_year,
        _month(record.month),
        row.day,
        record.title,
        KINDS.get(record.kind, ""),
        METHODS.get(record.method, ""),
        STEPS.get(record.step, ""),
        record.budget,
        record.reference_price,
        row.agreed,
        "\n".join(winner.name for winner in row.winners),
        "\n".join(filter(None, numbers)),
        record.contract_number,
        record.contract_date,
        record.egp_number,
        str(record.division),
        f"{settings.SITE_URL}{record.get_absolute_url()}",
    ]


def _month(period: str) -> str:
    return fiscal_month_name(int(period[1:])) if period in EVERY_MONTH else ""
