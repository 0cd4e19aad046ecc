"""A dry run of a feed of e-GP: which notices it tells of, which are new, which are there already, what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cms.extraction import sandbox
from cms.models import Authority
from cms.thai.dates import fiscal_year
from procurement.pages import ProcurementNoticePage
from procurement.policy.egp_feed import FeedNotice, notice_of

SECONDS = 20


@dataclass(frozen=True)
class FoundNotice:
    """A notice of a feed, whether it is there already, and why it cannot come in ("" where it can)."""

    notice: FeedNotice
    kind_name: str
    is_known: bool
    problem: str

    @property
    def is_new(self) -> bool:
        """Whether it would come in."""
        return not self.is_known and not self.problem


def read_feed(path: Path) -> list[dict[str, str]]:
    """The items of an uploaded feed, read in the sandbox. Raises `SandboxError`, also for a file that is no feed."""
    answer = sandbox.ask("feed", str(path.resolve()), seconds=SECONDS)
    if answer["refusal"]:
        raise sandbox.SandboxError(answer["refusal"])
    items: list[dict[str, str]] = answer["items"]
    return items


def dry_run(
    authority: Authority, items: Iterable[Mapping[str, str]], *, otherwise: str, today: Any
) -> list[FoundNotice]:
    """What a feed would bring in, in its order; three queries. A notice is known by its address in e-GP, or by kind,
    number and title.
    """
    notices = [notice_of(item, otherwise=otherwise) for item in items]
    existing = ProcurementNoticePage.objects.filter(authority=authority)
    addresses = set(existing.exclude(source_url="").values_list("source_url", flat=True))
    same = set(existing.values_list("kind", "egp_number", "draft_title"))
    years = set(authority.fiscal_years.values_list("year", flat=True))
    names = dict(ProcurementNoticePage._meta.get_field("kind").flatchoices)
    found = []
    for each in notices:
        key = (each.kind, each.egp_number, each.title)
        year = fiscal_year(each.announced or today)
        problem = each.problem or ("" if year in years else f"ยังไม่ได้เปิดปีงบประมาณ {year}")
        is_known = bool(each.link and each.link in addresses) or key in same
        found.append(FoundNotice(each, str(names.get(each.kind, "")), is_known, problem))
        addresses.add(each.link)
        same.add(key)
    return found
