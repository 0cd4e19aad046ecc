"""Which divisions have no public record of a type of which every division should have one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.models import Approvable, Authority, Division
from cms.selectors.record_types import creatable_types
from cms.thai.collation import sort_key


@dataclass(frozen=True)
class Gap:
    """A type, and the divisions that have none of it in a year."""

    kind: str
    divisions: Sequence[Division]

    @property
    def names(self) -> str:
        """The divisions by name: “กองช่าง · กองการศึกษา”."""
        return " · ".join(division.name for division in self.divisions)


def types_of_each_division() -> list[type[Approvable]]:
    """The types of which each division should have a record."""
    return [kind for kind in creatable_types() if kind.asked_of_each_division]


def types_in(section: str) -> list[type[Approvable]]:
    """Those that stand in the section with a slug."""
    return [kind for kind in types_of_each_division() if section in kind.sections]


def gaps(kinds: Iterable[type[Approvable]], year_page: Page, authority: Authority | None) -> list[Gap]:
    """What the open divisions lack in a year; one query, and none where nothing is asked of each division."""
    kinds = list(kinds)
    if not kinds or authority is None:
        return []
    types = ContentType.objects.get_for_models(*kinds)
    records: PageQuerySet = authority.records
    live = records.live().descendant_of(year_page).order_by()
    present = set(live.filter(content_type__in=types.values()).values_list("content_type", "division"))
    divisions = sorted(authority.open_divisions, key=lambda each: sort_key(each.name))
    lacking = {kind: [each for each in divisions if (types[kind].pk, each.pk) not in present] for kind in kinds}
    return [Gap(str(kind._meta.verbose_name), found) for kind, found in lacking.items() if found]
