"""Public procurements as CSV: a row for each record, read and written while it is sent."""

from collections.abc import Iterator
from itertools import islice

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms.policy.periods import EVERY_MONTH
from cms.tabular.writing import DataCell, csv_parts
from cms.thai.dates import fiscal_month_name
from procurement.models import ProcurementRecord
from procurement.policy.codes import KINDS, METHODS, STEPS
from procurement.policy.tax_ids import public_number
from procurement.selectors.public import Listed, listed

AT_ONCE = 500


def csv_of_records(records: QuerySet[ProcurementRecord]) -> Iterator[bytes]:
    """The file in parts, with a byte order mark; two queries for each 500 records."""
    return csv_parts(_labels(), (_row(row) for row in _in_parts(records)))


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
