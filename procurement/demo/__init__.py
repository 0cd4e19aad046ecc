"""Demo data of procurement: three fiscal years with months in every state, their summaries, notices, three of today."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cms import demo
from cms.actions.fiscal_years import open_fiscal_year
from cms.demo import Say
from cms.models import Authority
from cms.thai.dates import fiscal_year
from procurement.demo import months, records, today
from procurement.demo.notices import load_notices, load_summaries
from procurement.demo.samples import samples_of
from procurement.models import ProcurementRecord

YEARS_BACK = 2


def load(say: Say) -> None:
    """Load what is not there yet: procurements, months, summaries, notices, the three of today."""
    authority = Authority.objects.get(short_name=demo.AUTHORITY["short_name"])
    this_year = fiscal_year(timezone.localdate())
    years = range(this_year - YEARS_BACK, this_year + 1)
    ended = months.ended(years, timezone.localdate())
    for year in years:
        _load_year(authority, year, ended[months.NONE], say)
    # In this order the newest on the home page are of several kinds.
    places = list(enumerate(ended))
    _load_months(authority, places[months.NONE :])
    load_summaries(authority, say, years=list(years)[:1])
    load_notices(authority, say)
    _load_months(authority, places[: months.NONE])
    say(_("สรุปผลการจัดซื้อจัดจ้าง %(count)s เดือน") % {"count": len(ended)})
    load_summaries(authority, say, years=list(years))
    today.load(say)


def _load_year(authority: Authority, year: int, none: months.Month, say: Say) -> None:
    """The procurements of a year up to today; an interrupted load goes on with the first that is not there."""
    open_fiscal_year(authority, year, by=demo.user("disclosure"))
    known = set(ProcurementRecord.objects.filter(authority=authority).values_list("contract_number", flat=True))
    without = int(none[1][1:]) if none[0] == year else None
    samples = [each for each in samples_of(year, without=without) if each.contract < timezone.localdate()]
    officer, approver = demo.user("procurement"), demo.user("executive")
    for sample in samples:
        if sample.contract_number not in known:
            records.publish(sample, authority, by=officer, approver=approver)
    say(_("จัดซื้อจัดจ้างปีงบประมาณ %(year)s %(count)s รายการ") % {"year": year, "count": len(samples)})


def _load_months(authority: Authority, places: list[tuple[int, months.Month]]) -> None:
    """Those of the months that nobody has touched yet, each with its place among the ended ones; the earliest first."""
    officer = demo.user("procurement")
    for place, month in reversed(places):
        page = months.page_of(authority, month)
        if page.latest_revision_id is None:
            months.bring(page, place, by=officer)
