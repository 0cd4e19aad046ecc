"""What a person's divisions lack in the current fiscal year, on the dashboard of the admin."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils import timezone
from laces.components import Component

from cms.models import Division, User
from cms.pages import SectionPage, YearPage
from cms.permissions.drafting import divisions_to_draft_for
from cms.policy.roles import DRAFTS_BY_DEFAULT
from cms.selectors.division_gaps import Gap, gaps, types_in, types_of_each_division
from cms.thai.dates import fiscal_year


class DivisionGapsPanel(Component):
    """The types of which each division should have a record, where one of the user's divisions has none this year."""

    order = 25
    template_name = "cms/admin/home_gaps.html"

    def __init__(self, user: User) -> None:
        self.divisions: QuerySet[Division] = divisions_to_draft_for(user, DRAFTS_BY_DEFAULT)

    def get_context_data(self, parent_context: Mapping[str, object] | None = None) -> dict[str, object]:
        year = fiscal_year(timezone.localdate())
        return {"gaps": self.gaps_of(year), "fiscal_year": year}

    def gaps_of(self, year: int) -> list[Gap]:
        """What the user's divisions lack in a year, in four queries for each section with such types."""
        slugs = {slug for kind in types_of_each_division() for slug in kind.sections}
        divisions = {each.pk: each for each in self.divisions.select_related("authority")}
        found: list[Gap] = []
        for section in SectionPage.objects.live().filter(slug__in=slugs) if divisions else ():
            page = YearPage.objects.live().child_of(section).filter(fiscal_year=year).first()
            if page is not None:
                found += gaps(types_in(section.slug), page, next(iter(divisions.values())).authority)
        mine = (Gap(gap.kind, [each for each in gap.divisions if each.pk in divisions]) for gap in found)
        return [gap for gap in mine if gap.divisions]
