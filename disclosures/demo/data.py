"""The files of the demo's data, who drafts for which division, and the year pages that records stand on."""

import json
from pathlib import Path
from typing import Any

from cms import demo
from cms.actions.fiscal_years import open_fiscal_year
from cms.models import Authority, Division, User
from cms.pages import SectionPage, YearPage

DATA = Path(__file__).resolve().parents[1] / "demo_data"
# The demo user who drafts for each division, by division code; the disclosure officer drafts for the others.
OFFICERS = {"clerk": "officer", "finance": "finance"}
FOR_ALL_OTHERS = "disclosure"

Data = dict[str, Any]


def read(name: str) -> list[Data]:
    """The rows of one JSON file in `demo_data`."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def officer_of(division: Division) -> User:
    """The demo user who drafts for a division."""
    return demo.user(OFFICERS.get(division.code, FOR_ALL_OTHERS))


def opened(section: str, year: int, authority: Authority) -> YearPage:
    """The page of a fiscal year in the section with a slug; the disclosure officer opens the year if need be."""
    open_fiscal_year(authority, year, by=demo.user("disclosure"))
    return YearPage.objects.child_of(SectionPage.objects.get(slug=section)).get(fiscal_year=year)
