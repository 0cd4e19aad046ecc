"""The twelve months of a fiscal year as the public sees them, and the title of a month's summary. Plain values."""

from dataclasses import dataclass

from cms.policy.lifecycle import LABEL as STAGE_LABEL
from cms.policy.lifecycle import Period, Stage, period_label
from procurement.policy.month_states import MonthState, month_in_words
from procurement.policy.months import month_slug, short_name

__all__ = ["Month", "month_title"]

FORM = "สรุปผลการจัดซื้อจัดจ้าง"
ENDED = "ended"
# The icons of the public look, by state; a month that is not due yet has none.
ICON = {MonthState.ROWS: "ok", MonthState.NONE: "stop", MonthState.LATE: "wait", ENDED: "close"}
IN_SHORT = {MonthState.NONE: "ไม่มี", MonthState.LATE: "เลยกำหนด", MonthState.NOT_DUE: "ยังไม่ถึง"}
ENDED_IN_SHORT = {Stage.SUSPENDED: "ไม่แสดง", Stage.WITHDRAWN: "ถอนแล้ว", Stage.EXPIRED: "พ้นกำหนด"}


@dataclass(frozen=True)
class Month:
    """A month of a fiscal year: its address ("" without a page), and its state.

    `rows` are those that are public, None where none is; `ended` is the stage of a summary that was public before.
    """

    fiscal_year: int
    period: Period
    url: str
    state: MonthState
    rows: int | None = None
    ended: Stage | None = None

    @property
    def name(self) -> str:
        """`ต.ค.`"""
        return short_name(self.period)

    @property
    def number(self) -> str:
        """The calendar month as its address has it: `10`."""
        return month_slug(self.period)

    @property
    def full_name(self) -> str:
        """`ตุลาคม 2568`"""
        return period_label(self.period, self.fiscal_year)

    @property
    def words(self) -> str:
        """Its state in words: `8 รายการ`, `ยังไม่ถึงกำหนด (ภายใน 30 พ.ย. 2568)`."""
        if self.ended:
            return STAGE_LABEL[self.ended]
        return month_in_words(self.state, fiscal_year=self.fiscal_year, period=self.period, rows=self.rows)

    @property
    def in_short(self) -> str:
        """Its state where there is little room: `8 รายการ`, `ยังไม่ถึง`."""
        if self.ended:
            return ENDED_IN_SHORT[self.ended]
        return IN_SHORT.get(self.state) or self.words

    @property
    def look(self) -> str:
        """How it looks in a calendar: the name of its state, `ended` where its summary is public no longer."""
        return ENDED if self.ended else self.state.value

    @property
    def icon(self) -> str:
        """The icon beside its words, "" for none."""
        return ICON.get(self.look, "")

    @property
    def is_public(self) -> bool:
        """Whether there is an approved summary to read."""
        return self.rows is not None


def month_title(fiscal_year: int, period: Period) -> str:
    """The title of a month's summary: `สรุปผลการจัดซื้อจัดจ้าง เดือนตุลาคม 2568`."""
    return f"{FORM} เดือน{period_label(period, fiscal_year)}"
