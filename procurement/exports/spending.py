"""Where the money of a year went as CSV: every share of one breakdown."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.tabular.writing import DataCell, csv_parts
from procurement.policy.spending import Breakdown


def csv_of_breakdown(breakdown: Breakdown) -> Iterator[bytes]:
    """The file in parts; no column of what was planned where nothing is, as for vendors."""
    planned = breakdown.is_planned
    labels = [breakdown.heading, _("จำนวนรายการ"), *([_("วงเงิน (บาท)")] if planned else []), _("ราคาที่ตกลง (บาท)")]
    rows: Iterator[list[DataCell]] = (
        [share.label, share.count, *([share.budget] if planned else []), share.agreed] for share in breakdown.shares
    )
    return csv_parts(labels, rows)
