"""Approved months with few simple rows, from which quarters and years are drawn up."""

from tests.factories.months import publish_month


def month_row(number: int = 1, title: str = "ซื้อวัสดุสำนักงาน", *, budget: str = "20000.00", **values) -> dict:
    """A row of a month; `price` and `name` are those of its only winner."""
    price, name = values.pop("price", "18500.00"), values.pop("name", "ร้านแสงทองพาณิชย์")
    tax_id = values.pop("tax_id", "0105536112014")
    return {
        "number": number,
        "record": number,
        "publication": number,
        "title": title,
        "budget": budget,
        "method": "19",
        "kind": "01",
        "winners": [{"name": name, "tax_id": tax_id, "price": price}],
        "legal_basis": "ม.56(2)(ข)",
        "contract_number": f"{number}/2569",
        **values,
    }


def publish_months(year: int, periods, *, by, approver, division) -> None:
    """Months with two rows each."""
    for number, period in enumerate(periods):
        rows = [
            month_row(2 * number + 1),
            month_row(2 * number + 2, "จ้างซ่อมถนน", budget="300000.00", price="287500.00", method="18", kind="02"),
        ]
        publish_month(rows=rows, year=year, period=period, by=by, approver=approver, division=division)
