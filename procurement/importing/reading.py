"""Reading a file of procurements: from the file to records and errors, and those as JSON. Writes nothing."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from cms.tabular.reading import read_upload
from procurement.policy.sheet_parties import ReadParty
from procurement.policy.sheet_reading import CellError, Reading, ReadRecord, read_sheets

__all__ = ["as_json", "failure", "read_file"]


def read_file(path: Path, name: str = "", *, mapping: Mapping[str, str] | None = None) -> Reading:
    """What a file says, whose `name` tells its kind. Raises `SheetError` for a file that cannot be read."""
    return read_sheets(read_upload(path, name or path.name), mapping=mapping, today=timezone.localdate())


def failure(message: str) -> Reading:
    """The reading of a file that cannot be read: one error, of no cell."""
    return Reading(errors=(CellError("", 0, "", "", message),))


def as_json(reading: Reading) -> dict[str, Any]:
    """A reading as `import_procurement` prints it: amounts as "12500.00", days in ISO form."""
    return {
        "rows": [_row(record) for record in reading.rows],
        "errors": [_error(error) for error in reading.errors],
        "none": reading.none,
    }


def _row(record: ReadRecord) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in vars(record).items()}


def _value(name: str, value: Any) -> Any:
    if name in ("bidders", "winners"):
        return [_party(party) for party in value]
    if name == "month":
        return f"{value[0]}-{value[1]:02d}" if value else None
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value


def _party(party: ReadParty) -> list[str | None]:
    return [party.name, None if party.price is None else f"{party.price:.2f}"]


def _error(error: CellError) -> dict[str, Any]:
    return {
        "sheet": error.sheet,
        "row": error.row or None,
        "column": error.column,
        "cell": error.cell,
        "message": error.message,
    }
