"""Which fiscal years (Buddhist era) an authority may open, and who opens one."""

from cms.policy.roles import Role

OPENS_FISCAL_YEARS = frozenset({Role.SITE_ADMIN, Role.DISCLOSURE_OFFICER})
# Fiscal years before and after the current one that may be opened.
YEARS_BACK = 15
YEARS_AHEAD = 1


def refusal_to_open(year: int, *, current: int) -> str | None:
    """Why a fiscal year may not be opened, or None; `current` is the fiscal year of today."""
    if year in years_to_choose_from(current):
        return None
    if year + 543 in years_to_choose_from(current):
        return f"ปี {year} เป็น ค.ศ. ปีงบประมาณใช้ พ.ศ. คือ {year + 543}"
    if year > current:
        return f"ปีงบประมาณ {year} ยังอยู่อีกไกล เปิดล่วงหน้าได้ถึงปีงบประมาณ {current + YEARS_AHEAD}"
    return f"ปีงบประมาณ {year} ผ่านมานานแล้ว เปิดย้อนหลังได้ถึงปีงบประมาณ {current - YEARS_BACK}"


def years_to_choose_from(current: int) -> range:
    """The fiscal years that may be opened, the latest first: 2571 down to 2555 in 2570."""
    return range(current + YEARS_AHEAD, current - YEARS_BACK - 1, -1)
