"""What is measured, what was promised of it, and how far it was kept."""

from dataclasses import dataclass
from statistics import median

MILLISECONDS, SECONDS, MEBIBYTES = "ms", "s", "MiB"
# What is promised, of sites of this size or larger; a smaller run shows how it stands and breaks no promise.
PROMISED_FROM = 10_000
# How many times the stock site's value each may be. The first page too: in seconds it would measure the machine.
RATIO = {
    "document_page": 0.65,
    "listing_100": 0.35,
    "approve_http_p50": 0.45,
    "add_publish_10000": 0.45,
    "first_page": 1.5,
}
# What is promised as it is, not beside stock.
LIMIT = {"memory": (220.0, "≤ 220 MiB"), "changes_100000": (300.0, "≤ 300 ms")}
# "Flat": at the large size at most this much slower than at the small one.
FLAT = 1.25


@dataclass(frozen=True)
class Row:
    """One measured value beside the stock site's; `n` is the number of documents."""

    name: str
    value: float
    unit: str
    n: int
    stock: float

    @property
    def ratio(self) -> float:
        return self.value / self.stock

    @property
    def target(self) -> str:
        if self.name in LIMIT:
            return LIMIT[self.name][1]
        return f"≤ {RATIO[self.name]:.2f} × stock" if self.name in RATIO else ""

    @property
    def is_kept(self) -> bool:
        if self.name in LIMIT:
            return self.value <= LIMIT[self.name][0]
        return self.name not in RATIO or self.ratio <= RATIO[self.name]


def row(name: str, unit: str, n: int, ours: list[float], stock: list[float]) -> Row:
    """The medians of both sides; times come in seconds."""
    factor = 1000 if unit == MILLISECONDS else 1
    return Row(name, round(median(ours) * factor, 3), unit, n, round(median(stock) * factor, 3))


def growth(rows: list[Row]) -> float:
    """How much slower adding a record is on the large site than on the small one."""
    values = {row.name: row.value for row in rows}
    return values["add_publish_10000"] / values["add_publish_1000"]


def broken(rows: list[Row]) -> list[str]:
    """What was promised and not kept, a sentence each."""
    said = [
        f"{row.name}: {row.value:,.2f} {row.unit} beside {row.stock:,.2f}, promised {row.target}"
        for row in rows
        if not row.is_kept
    ]
    if growth(rows) > FLAT:
        said.append(f"add_publish: {growth(rows):.2f} times slower on the large site, promised ≤ {FLAT:.2f}")
    return said
