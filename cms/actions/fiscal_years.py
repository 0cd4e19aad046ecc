"""Opening a fiscal year: its page in every section, and what the apps registered for a new year."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from cms.actions import audit
from cms.models import Authority, FiscalYear, User
from cms.pages import SectionPage, YearPage
from cms.permissions.grants import opens_fiscal_years
from cms.policy.fiscal_years import refusal_to_open
from cms.policy.refusal import Refused
from cms.registry import registered
from cms.selectors.trees import home_of
from cms.thai.dates import fiscal_year


@transaction.atomic
def open_fiscal_year(
    authority: Authority,
    year: int,
    *,
    by: User | None,
    also: Iterable[str] | None = None,
    now: datetime | None = None,
) -> list[str]:
    """Open a fiscal year (Buddhist era), or add to an open one what is missing; returns what was made, in Thai.

    A second call makes nothing. `by` is None for the set-up; `also` stands for what the apps registered in
    `on_fiscal_year_opened`. Raises `Refused` (`refusal_to_open`, and for a person who has no such post).
    """
    now = now or timezone.now()
    if by is not None and not opens_fiscal_years(by):
        raise Refused(_("ผู้ดูแลระบบหรือเจ้าหน้าที่ข้อมูลข่าวสารเป็นผู้เปิดปีงบประมาณ"))
    # Of two at once one waits. Not for those who only name the authority: they may hold what is waited for here.
    authority = Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)
    row = authority.fiscal_years.filter(year=year).first()
    if row is None and (reason := refusal_to_open(year, current=fiscal_year(timezone.localdate(now)))):
        raise Refused(reason)
    is_new = row is None
    row = row or FiscalYear.objects.create(authority=authority, year=year, opened_by=by, opened_at=now)
    made = [_("หน้ารายปีในหมวด “%(title)s”") % {"title": section.title} for section in add_year_pages(authority, year)]
    for path in registered().on_fiscal_year_opened if also is None else also:
        made += import_string(path)(authority, year, by=by)
    if is_new or made:
        data = {"year": year, "made": made}
        audit.append("system", "fiscal_year.open", by=by, authority=authority, obj=row, data=data)
    return made


def add_year_pages(authority: Authority, year: int) -> list[SectionPage]:
    """Add the page of a fiscal year to every section that has none; returns these sections."""
    pages = SectionPage.objects.child_of(home_of(authority))
    lacking = [section for section in pages if not YearPage.objects.child_of(section).filter(fiscal_year=year).exists()]
    for section in lacking:
        open_year(section, year)
    return lacking


def open_year(section: SectionPage, year: int) -> YearPage:
    """The page of a fiscal year (Buddhist era) in a section, created live if need be: it has no content to approve."""
    found = YearPage.objects.child_of(section).filter(fiscal_year=year).first()
    return found or section.add_child(
        instance=YearPage(title=f"ปีงบประมาณ พ.ศ. {year}", slug=str(year), fiscal_year=year)
    )
