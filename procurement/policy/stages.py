"""Which procurements the first of several stages of the approval need not see. Plain values."""

from decimal import Decimal

from cms.thai.money import format_amount

__all__ = ["reason_to_skip"]


def reason_to_skip(budget: Decimal | None, agreed: Decimal | None, *, first_stage_from: Decimal | None) -> str | None:
    """Why a procurement skips the first stage, or None: the larger of budget and agreed price is below the limit.

    An authority that decided no limit skips nothing, and neither does a procurement of which an amount is missing.
    """
    if first_stage_from is None or budget is None or agreed is None:
        return None
    amount = max(budget, agreed)
    if amount >= first_stage_from:
        return None
    return (
        f"วงเงิน {format_amount(budget)} บาท ราคาที่ตกลง {format_amount(agreed)} บาท "
        f"ต่ำกว่า {format_amount(first_stage_from)} บาทที่หน่วยงานกำหนดให้ผ่านขั้นแรก"
    )
