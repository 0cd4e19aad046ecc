"""The form of a procurement record, in the order in which its papers are made."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from cms.editor.answers import AnswersPanel
from cms.editor.layout import rows_panel
from procurement.editor.winner_panel import WinnerPanel
from procurement.models import ProcurementRecord


def record_panels() -> list[Panel]:
    """What, how much, how, who, the contract, the month; what is odd stands first, where it is not overlooked."""
    return [
        AnswersPanel("answers", heading=_("ข้อสังเกตที่ต้องชี้แจงก่อนส่งขออนุมัติ")),
        _group(_("ซื้อหรือจ้างอะไร"), ["title"], ["division", "kind"], ["egp_number"]),
        _group(_("วงเงิน"), ["budget", "reference_price"], ["budget_source"]),
        _group(_("วิธีและขั้นตอน"), ["method", "legal_basis"], ["request_date", "order_date"], ["step"]),
        rows_panel(ProcurementRecord, "bidders"),
        WinnerPanel(),
        rows_panel(ProcurementRecord, "winners"),
        _group(_("เหตุผลที่คัดเลือก"), ["reason"]),
        _group(_("สัญญาหรือข้อตกลง"), ["contract_number"], ["contract_date", "end_date"]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("counted_on"), FieldPanel("counted_reason")])],
            heading=_("นับในเดือนอื่น (ปกติเว้นว่าง)"),
            classname="collapsed",
        ),
    ]


def _group(heading: object, *lines: list[str]) -> MultiFieldPanel:
    """Fields under a heading; those of a line stand beside each other."""
    return MultiFieldPanel([_line(names) for names in lines], heading=heading)


def _line(names: list[str]) -> Panel:
    panels = [FieldPanel(name) for name in names]
    return panels[0] if len(panels) == 1 else FieldRowPanel(panels)
