"""What the home page shows of procurement: this fiscal year by month."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from cms.models import Authority
from cms.thai.dates import MONTHS_SHORT, fiscal_months, fiscal_year
from cms.thai.money import in_short
from procurement.policy.spending import bars_of, together
from procurement.selectors.spending import months


def months_of_this_year(authority: Authority, *, today: date | None = None) -> Mapping[str, object] | None:
    """What was agreed in each month of this fiscal year, None where nothing of it is public; two queries."""
    year = fiscal_year(today or timezone.localdate())
    shares = months(authority, year)
    total = together("", shares)
    if not total.count:
        return None
    return {
        "fiscal_year": year,
        "count": total.count,
        "agreed": in_short(total.agreed),
        "bars": bars_of(shares),
        "quarters": [MONTHS_SHORT[month - 1] for _year, month in fiscal_months(year)[::3]],  # their first months
    }
