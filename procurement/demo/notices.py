"""Sample plan, notices, quarterly notices and yearly reports, from `demo_data/notices.json` and the approved months.

Days of notices are counted from today. In texts `{year}` is the fiscal year and `{yy}` the two digits with which the
numbers of e-GP begin. Every step is that of an officer: drafted, submitted, approved.
"""

import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms import demo
from cms.actions.records import draft
from cms.demo import Say
from cms.models import Authority, Division, User
from cms.pages import RecordPage, YearPage
from cms.policy.lifecycle import Period
from cms.policy.periods import months_of
from cms.selectors.trees import year_pages_of
from cms.thai.dates import fiscal_year
from procurement.actions.summaries import SUMMARIES, begin
from procurement.pages import (
    AnnualProcurementPage,
    PlannedProcurement,
    ProcurementNoticePage,
    ProcurementPlanPage,
)
from procurement.pages.drawn import DrawnPage
from procurement.selectors.approved_months import month_editions

DATA = Path(__file__).resolve().parents[1] / "demo_data"
SECTION = "procurement"
SAMPLE = _("ข้อมูลตัวอย่าง")
EGP = "https://www.gprocurement.go.th/"

Data = dict[str, Any]


@cache
def data() -> Data:
    """The file of the samples."""
    found: Data = json.loads((DATA / "notices.json").read_text(encoding="utf-8"))
    return found


def load_notices(authority: Authority, say: Say) -> None:
    """The plan and the notices of the current fiscal year, once."""
    year_page = page_of_year(authority, fiscal_year(timezone.localdate()))
    if year_page is None or ProcurementNoticePage.objects.filter(authority=authority).exists():
        return
    with transaction.atomic():
        officer = demo.user("procurement")
        _publish(plan(year_page, officer_division(officer, authority)), year_page, by=officer)
        made: dict[str, ProcurementNoticePage] = {}
        for entry in data()["notices"]:
            page = notice(
                entry, year_page, officer_division(officer, authority), changed=made.get(entry.get("changes"))
            )
            made[entry["key"]] = _publish(page, year_page, by=officer)
    say(_("แผนจัดซื้อจัดจ้างและประกาศ %(count)s เรื่อง") % {"count": len(made)})


def load_summaries(authority: Authority, say: Say, *, years: list[int]) -> None:
    """The notices of the quarters and the reports of the years whose months are all public, unless they are there."""
    officer = demo.user("procurement")
    for year in years:
        for kind, period in SUMMARIES:
            if _may_begin(kind, authority, year, period):
                with transaction.atomic():
                    _publish_summary(kind, authority, year, period, by=officer)
                say(_("%(kind)s ปี %(year)s") % {"kind": kind._meta.verbose_name, "year": year})


def plan(year_page: YearPage, division: Division) -> ProcurementPlanPage:
    """The sample plan of a year with its rows, not saved."""
    told = data()["plan"]
    page = ProcurementPlanPage(title=_years(told["title"], year_page), division=division)
    page.inherit_from_year_page(year_page)
    page.summary = f"{told['summary']} ({SAMPLE})"
    divisions = {each.code: each for each in page.authority.divisions.all()}
    page.items = [
        PlannedProcurement(
            sort_order=place,
            **{name: _years(value, year_page) for name, value in item.items() if name != "unit"},
            unit=divisions.get(item["unit"]),
        )
        for place, item in enumerate(told["items"])
    ]
    return page


def notice(
    entry: Data, year_page: YearPage, division: Division, *, changed: ProcurementNoticePage | None = None
) -> ProcurementNoticePage:
    """A sample notice, not saved; `changed` is the one that it changes or cancels."""
    today = timezone.localdate()
    days = {name: today + timedelta(days=entry[name]) for name in ("announced", "closes") if name in entry}
    plain = ("kind", "title", "budget", "reference_price", "winner", "agreed_price")
    page = ProcurementNoticePage(**{name: entry[name] for name in plain if name in entry}, **days, division=division)
    page.inherit_from_year_page(year_page)
    page.summary = str(SAMPLE)
    page.changes = changed
    page.egp_number = _years(f"{{yy}}11{entry['project']:07d}", year_page)
    page.plan_number = _years(f"P{{yy}}10{100 + entry['project']:07d}", year_page)
    page.source_url = EGP
    body: Any = [("paragraph", f"<p>{entry['text']}</p>")]
    page.body = body
    return page


def summary(kind: type[DrawnPage], year_page: YearPage, period: Period, division: Division) -> DrawnPage:
    """A sample of what is drawn from months, not saved; an officer's words where the type has such fields."""
    page = kind(title=str(kind._meta.verbose_name), period=period, division=division)
    page.inherit_from_year_page(year_page)
    page.draw_up()
    fill(page)
    return page


def fill(page: DrawnPage) -> None:
    """Set what an officer writes of a year."""
    if isinstance(page, AnnualProcurementPage):
        page.problems = _("ผู้ประกอบการในพื้นที่มีน้อยราย บางงานมีผู้เสนอราคาเพียงรายเดียว")
        page.suggestions = _("ประกาศแผนให้เร็วขึ้นและรวมงานประเภทเดียวกันเพื่อให้มีผู้เสนอราคามากขึ้น")
    page.summary = str(SAMPLE)


def page_of_year(authority: Authority, year: int) -> YearPage | None:
    """The page of a fiscal year in the section, or None where it is not open."""
    found: YearPage | None = year_pages_of(authority, SECTION).filter(fiscal_year=year).first()
    return found


def officer_division(officer: User, authority: Authority) -> Division:
    """The division for which the officer drafts."""
    post = officer.memberships.filter(division__authority=authority).first()
    assert post is not None and post.division is not None  # noqa: S101, PT018 the demo's officer has one
    return post.division


def _publish(page: RecordPage, year_page: YearPage, *, by: User) -> Any:
    return demo.publish(draft(page, year_page, by=by), by=by, approver=demo.user("executive"))


def _publish_summary(kind: type[DrawnPage], authority: Authority, year: int, period: Period, *, by: User) -> None:
    page = begin(kind, authority, year, period, by=by)
    fill(page)
    page.save_revision(user=by, log_action=True)
    demo.publish(demo.fresh(page), by=by, approver=demo.user("executive"))


def _may_begin(kind: type[DrawnPage], authority: Authority, year: int, period: Period) -> bool:
    """Whether all months are public and there is no such record yet."""
    months = months_of(period)
    same = kind.objects.filter(authority=authority, fiscal_year=year, period=period)
    return len(month_editions(authority.pk, year, months)) == len(months) and not same.exists()


def _years(text: str, year_page: YearPage) -> str:
    """A text with its fiscal year and the two digits of the calendar year in which that began."""
    year = year_page.fiscal_year
    return text.replace("{year}", str(year)).replace("{yy}", f"{(year - 1) % 100:02d}")
