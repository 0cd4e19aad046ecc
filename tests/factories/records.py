"""Records of the register, as drafts of an officer."""

from cms.actions.records import draft
from cms.pages import YearPage
from disclosures.pages import GeneralAnnouncementPage, IntegrityMeasurePage, MeasureAction, MeasureOutcome


def make_announcement(year_page: YearPage, *, by, division, title="ประกาศรับสมัครงาน", **fields):
    """A draft announcement with a summary, complete enough to be submitted."""
    fields = {"summary": "รับสมัครพนักงานจ้างหนึ่งอัตรา", **fields}
    return draft(GeneralAnnouncementPage(title=title, division=division, **fields), year_page, by=by)


def make_measure(year_page: YearPage, *, by, division, number=1, **fields):
    """A draft measure with one action and one outcome."""
    page = IntegrityMeasurePage(title=f"มาตรการที่ {number}", measure_number=number, division=division, **fields)
    page.actions = [MeasureAction(text="จัดทำข้อมูลให้ถูกต้อง", sort_order=0)]
    page.outcomes = [MeasureOutcome(text="เผยแพร่บนเว็บไซต์แล้ว", sort_order=0)]
    return draft(page, year_page, by=by)
