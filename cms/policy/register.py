"""The register as a table of what is public by topic and fiscal year. Plain values in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

# From so many records on a cell has the next darker colour.
STEPS = (1, 4, 8, 13)
COLUMNS = 5  # fiscal years side by side; earlier ones stand in a second table


@dataclass(frozen=True)
class Cell:
    """The public records of a topic in a fiscal year, and where they are listed."""

    fiscal_year: int
    count: int
    url: str

    @property
    def step(self) -> int:
        """How dark the cell is, from 1 to 4."""
        return sum(self.count >= least for least in STEPS)


@dataclass(frozen=True)
class Listing:
    """A row of the register. Its task on the home page says `figure`, such as `4.26 ล้านบาท`, and of what in `note`."""

    title: str
    url: str
    cells: Sequence[Cell]
    group: str = ""
    figure: str = ""
    note: str = ""

    def row(self, fiscal_years: Iterable[int]) -> list[Cell | None]:
        """One cell for each given fiscal year, None where there is no record."""
        known = {cell.fiscal_year: cell for cell in self.cells if cell.count}
        return [known.get(fiscal_year) for fiscal_year in fiscal_years]

    def count_of(self, fiscal_year: int) -> int:
        """How many are public in a fiscal year."""
        return sum(cell.count for cell in self.cells if cell.fiscal_year == fiscal_year)

    @property
    def key(self) -> str:
        """What the elements of its row are called: `about`, `procurement`."""
        return self.url.strip("/").replace("/", "-")

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it is public."""
        return not any(cell.count for cell in self.cells)


def one_a_topic(sections: Iterable[Listing], outside: Iterable[Listing]) -> list[Listing]:
    """The rows of the register: where an app lists what is public beside the pages of a section, both are one row."""
    beside = {listing.url: listing for listing in outside}
    rows = [_together(section, beside.pop(section.url, None)) for section in sections]
    return [*rows, *beside.values()]


def _together(section: Listing, beside: Listing | None) -> Listing:
    """A section with what is listed beside it: the counts of a year add up, its pages are the way in."""
    if beside is None:
        return section
    cells = {cell.fiscal_year: cell for cell in section.cells if cell.count or beside.count_of(cell.fiscal_year)}
    added = [replace(cell, count=cell.count + beside.count_of(year)) for year, cell in cells.items()]
    return replace(section, cells=[*added, *(cell for cell in beside.cells if cell.fiscal_year not in cells)])


@dataclass(frozen=True)
class Register:
    """The table: the fiscal years of its columns, the newest last, and the rows under the heading of their group."""

    fiscal_years: Sequence[str]
    groups: Mapping[str, Sequence[tuple[Listing, list[Cell | None]]]]


def registers(listings: Sequence[Listing]) -> list[Register]:
    """The register of the newest fiscal years, and one of the earlier ones where there are any."""
    years = sorted({cell.fiscal_year for listing in listings for cell in listing.cells if cell.count})
    parts = (years[-COLUMNS:], years[:-COLUMNS])
    return [_register(part, listings) for part in parts if part]


def _register(years: Sequence[int], listings: Sequence[Listing]) -> Register:
    groups: dict[str, list[tuple[Listing, list[Cell | None]]]] = {listing.group: [] for listing in listings}
    for listing in listings:
        if any(row := listing.row(years)):
            groups[listing.group].append((listing, row))
    return Register([str(year) for year in years], {group: rows for group, rows in groups.items() if rows})
