"""Drawing up the notice of a quarter and the report of a year from approved months: the draft, and drawing it anew."""

from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from cms.actions.records import draft
from cms.models import Authority, Division, User
from cms.permissions.drafting import divisions_to_draft_for, may_draft
from cms.policy.lifecycle import Period
from cms.policy.periods import QUARTERS
from cms.policy.refusal import Refused
from cms.selectors.trees import year_pages_of
from procurement.models import ProcurementSettings
from procurement.pages import AnnualProcurementPage, QuarterlyWinnersPage
from procurement.pages.drawn import DrawnPage
from procurement.policy.summaries import refusal_to_draw_up, title_of
from procurement.selectors.approved_months import month_editions

D = TypeVar("D", bound=DrawnPage)

# All of a fiscal year in their order, each with its period.
SUMMARIES: list[tuple[type[DrawnPage], Period]] = [
    *((QuarterlyWinnersPage, quarter) for quarter in QUARTERS),
    (AnnualProcurementPage, Period.YEAR),
]


@transaction.atomic
def begin(kind: type[D], authority: Authority, year: int, period: Period, *, by: User) -> D:
    """Make the draft of a period, drawn from the months that are public. Raises `Refused` where there is one already,
    where nothing is public, where the year is not open and for a person who drafts for no division.
    """
    year_page = year_pages_of(authority, kind.sections[0]).filter(fiscal_year=year).first()
    division = division_of(authority, kind, by=by)
    if reason := refusal_to_draw_up(may_draft=division is not None, waits=False):
        raise Refused(reason)
    if year_page is None:
        raise Refused(_("ยังไม่ได้เปิดปีงบประมาณ %(year)s") % {"year": year})
    page = kind(title=title_of(str(kind._meta.verbose_name), year, period), period=period.value, division=division)
    page.inherit_from_year_page(year_page)
    if not month_editions(page.authority_id, year, page.months):
        raise Refused(_("ยังไม่มีเดือนใดของรอบนี้ที่เผยแพร่ เผยแพร่สรุปรายเดือนก่อน"))
    page.draw_up()
    return draft(page, year_page, by=by)


@transaction.atomic
def draw_up_anew(page: DrawnPage, *, by: User) -> bool:
    """Set the rows of the draft to what its months say now; what the officer wrote stays. Returns whether any changed.

    What the public has stays as it is until the new draft is approved. Raises `Refused` (`refusal_to_draw_up`).
    """
    writes = may_draft(by, page.drafted_by, page.division_id)
    if reason := refusal_to_draw_up(may_draft=writes, waits=bool(page.workflow_in_progress)):
        raise Refused(reason)
    found: Any = page.get_latest_revision_as_object()
    before = found.serializable_data()
    found.draw_up()
    if found.serializable_data() == before:
        return False
    found.save_revision(user=by, log_action=True)
    return True


def division_of(authority: Authority, kind: type[DrawnPage], *, by: User) -> Division | None:
    """The division in charge of procurement where the person drafts for it, else the first for which he does."""
    open_to = divisions_to_draft_for(by, kind.drafted_by).filter(authority=authority).order_by("pk")
    settings = ProcurementSettings.objects.filter(authority=authority).first()
    preferred = settings.division if settings else None
    return preferred if preferred in open_to else open_to.first()
