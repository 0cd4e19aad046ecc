"""Working days of Thai government offices, on which their deadlines are counted.

The days off are those of the cabinet: Labour Day is a day off for employees only, the Royal Ploughing Ceremony for
offices only. Days that the cabinet adds later, and those of a single province, are passed as `extra`.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

from cms.thai.dates import local_day

_SATURDAY = 5
_DAY = timedelta(days=1)
_NOT_FOR_OFFICES = "วันแรงงานแห่งชาติ"


def holiday_name(day: date) -> str | None:
    """The Thai name of the holiday on which offices are closed that day, or None where it is no holiday."""
    local = local_day(day)
    return _holidays_of_year(local.year).get(local)


def is_working_day(day: date, extra: Collection[date] = ()) -> bool:
    """Whether offices are open: not a weekend, a holiday or one of the extra days off."""
    local = local_day(day)
    return local.weekday() < _SATURDAY and local not in extra and holiday_name(local) is None


def next_working_day(day: date, extra: Collection[date] = ()) -> date:
    """The day itself where offices are open, else the next working day: the day to which a deadline moves."""
    local = local_day(day)
    while not is_working_day(local, extra):
        local += _DAY
    return local


def add_working_days(day: date, n: int, extra: Collection[date] = ()) -> date:
    """The n-th working day after a day, itself not counted: Friday and 1 give Monday. A negative n counts back."""
    local = local_day(day)
    step = _DAY if n > 0 else -_DAY
    for _ in range(abs(n)):
        local += step
        while not is_working_day(local, extra):
            local += step
    return local


@lru_cache(maxsize=64)
def _holidays_of_year(year: int) -> dict[date, str]:
    # Imported at first use: the library loads every country of the world, half a second and 45 MiB.
    from holidays import country_holidays

    calendar = country_holidays("TH", years=year, language="th", categories=("public", "government"))
    names = {day: [name for name in calendar.get_list(day) if _NOT_FOR_OFFICES not in name] for day in calendar}
    return {day: " และ".join(found) for day, found in names.items() if found}
