"""What the management of personnel is about, as the checklist asks, and how posts are counted. Plain values."""

from collections.abc import Mapping
from enum import StrEnum


class Aspect(StrEnum):
    """The five aspects of managing and developing personnel."""

    RECRUITMENT = "recruitment"
    APPOINTMENT = "appointment"
    DEVELOPMENT = "development"
    APPRAISAL = "appraisal"
    REWARD = "reward"


ASPECT_LABEL: Mapping[Aspect, str] = {
    Aspect.RECRUITMENT: "การสรรหาและคัดเลือก",
    Aspect.APPOINTMENT: "การบรรจุและแต่งตั้ง",
    Aspect.DEVELOPMENT: "การพัฒนาบุคลากร",
    Aspect.APPRAISAL: "การประเมินผลการปฏิบัติงาน",
    Aspect.REWARD: "การให้คุณให้โทษและสร้างขวัญกำลังใจ",
}


class Movement(StrEnum):
    """How somebody comes to a post or leaves it."""

    NEW = "new"
    TRANSFER_IN = "transfer_in"
    TRANSFER_OUT = "transfer_out"
    PROMOTION = "promotion"
    LEFT = "left"


MOVEMENT_LABEL: Mapping[Movement, str] = {
    Movement.NEW: "บรรจุและแต่งตั้งใหม่",
    Movement.TRANSFER_IN: "รับโอนหรือย้ายเข้า",
    Movement.TRANSFER_OUT: "โอนหรือย้ายออก",
    Movement.PROMOTION: "เลื่อนระดับหรือเลื่อนตำแหน่ง",
    Movement.LEFT: "พ้นจากราชการ",
}


def vacant_posts(posts: int, holders: int) -> int:
    """The posts that nobody holds."""
    return posts - holders
