"""Which months changed since something was drawn from them, and whether it may be drawn anew. Plain values."""

from collections.abc import Iterable, Mapping

from cms.policy.lifecycle import Period, period_label


def changes_since(drawn: Mapping[str, int], now: Mapping[str, int], months: Iterable[Period]) -> list[Period]:
    """The months whose public edition is not the one that was drawn from: with m01 drawn from 1 and now 2 it is m01."""
    return [month for month in months if drawn.get(month.value) != now.get(month.value)]


def names_of(months: Iterable[Period], year: int) -> str:
    """Months with their years: `ตุลาคม 2568 · พฤศจิกายน 2568`."""
    return " · ".join(period_label(month, year) for month in months)


def refusal_to_draw_up(*, may_draft: bool, waits: bool) -> str | None:
    """Why somebody may not draw a draft up anew, or None."""
    if not may_draft:
        return "จัดทำได้เฉพาะเจ้าหน้าที่พัสดุของกองที่รับผิดชอบ"
    if waits:
        return "เรื่องนี้รออนุมัติอยู่ ขอกลับมาแก้ไขก่อน แล้วจึงปรับตัวเลข"
    return None


def title_of(name: str, year: int, period: Period) -> str:
    """`ประกาศผลผู้ชนะการจัดซื้อจัดจ้าง ประจำไตรมาสที่ 1 ปีงบประมาณ 2569`, from the name of the type."""
    whole = name.removesuffix("ประจำปี").removesuffix("ประจำไตรมาส").strip()
    return f"{whole} ประจำ{period_label(period, year)}"
