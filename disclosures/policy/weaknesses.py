"""How soon a weak point of the ITA result has to be mended, as the checklist asks. Plain values."""

from collections.abc import Mapping
from enum import StrEnum


class Urgency(StrEnum):
    """What is below the mark is mended at once, the rest is developed."""

    URGENT = "urgent"
    DEVELOP = "develop"


URGENCY_LABEL: Mapping[Urgency, str] = {
    Urgency.URGENT: "ข้อบกพร่องที่ต้องเร่งแก้",
    Urgency.DEVELOP: "ประเด็นที่ต้องพัฒนา",
}
