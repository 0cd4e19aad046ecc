"""The codes of the state's procurement system (e-GP) for methods, kinds and steps, as its public service lists them.

An old method stands only in records of earlier years. Source: the list services of e-GP; the names are theirs.
"""

from collections.abc import Mapping
from enum import StrEnum

E_BIDDING, E_MARKET, SELECTION, SPECIFIC = "16", "15", "18", "19"

# In force today, the most frequent of a small authority first.
METHODS_TODAY: Mapping[str, str] = {
    SPECIFIC: "วิธีเฉพาะเจาะจง",
    "17": "วิธีเฉพาะเจาะจง ผ่านบัตรพัสดุ",
    SELECTION: "วิธีคัดเลือก",
    E_BIDDING: "วิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)",
    E_MARKET: "วิธีตลาดอิเล็กทรอนิกส์ (e-market)",
    "20": "จ้างที่ปรึกษาโดยวิธีประกาศเชิญชวนทั่วไป",
    "21": "จ้างที่ปรึกษาโดยวิธีคัดเลือก",
    "22": "จ้างที่ปรึกษาโดยวิธีเฉพาะเจาะจง",
    "23": "จ้างออกแบบหรือควบคุมงานโดยวิธีประกาศเชิญชวนทั่วไป",
    "24": "จ้างออกแบบหรือควบคุมงานโดยวิธีคัดเลือก",
    "25": "จ้างออกแบบหรือควบคุมงานโดยวิธีเฉพาะเจาะจง",
    "26": "จ้างออกแบบหรือควบคุมงานโดยวิธีประกวดแบบ",
    "28": "ประกวดราคานานาชาติ",
}
METHODS_OF_THE_PAST: Mapping[str, str] = {
    "01": "วิธีตกลงราคา (เดิม)",
    "02": "วิธีสอบราคา (เดิม)",
    "03": "วิธีประกวดราคา (เดิม)",
    "04": "วิธีพิเศษ (เดิม)",
    "05": "วิธีกรณีพิเศษ (เดิม)",
    "06": "วิธีประมูลด้วยระบบอิเล็กทรอนิกส์ e-auction (เดิม)",
}
METHODS: Mapping[str, str] = {**METHODS_TODAY, **METHODS_OF_THE_PAST}

KINDS: Mapping[str, str] = {
    "01": "ซื้อ",
    "02": "จ้างก่อสร้าง",
    "03": "จ้างทำของ/จ้างเหมาบริการ",
    "04": "เช่า",
    "05": "จ้างที่ปรึกษา",
    "06": "จ้างออกแบบ",
    "07": "จ้างควบคุมงาน",
    "08": "จ้างออกแบบและควบคุมงานก่อสร้าง",
}

STEPS: Mapping[str, str] = {
    "1": "จัดทำ TOR",
    "2": "รายงานขอซื้อขอจ้าง",
    "3": "หนังสือเชิญชวน/ประกาศเชิญชวน",
    "4": "อนุมัติสั่งซื้อสั่งจ้างและประกาศผู้ชนะ",
    "5": "จัดทำสัญญา/บริหารสัญญา",
}


class NoticeKind(StrEnum):
    """The kinds of announcements, by the codes of the feed of e-GP."""

    PLAN = "P0"
    REFERENCE_PRICE = "15"
    DRAFT_TERMS = "B0"
    INVITATION = "D0"
    CANCELLATION = "D1"
    CHANGE = "D2"
    WINNER = "W0"


NOTICE_KINDS: Mapping[NoticeKind, str] = {
    NoticeKind.PLAN: "แผนการจัดซื้อจัดจ้าง",
    NoticeKind.REFERENCE_PRICE: "ราคากลาง",
    NoticeKind.DRAFT_TERMS: "ร่างขอบเขตของงาน (TOR)",
    NoticeKind.INVITATION: "ประกาศเชิญชวน",
    NoticeKind.CANCELLATION: "ยกเลิกประกาศ",
    NoticeKind.CHANGE: "เปลี่ยนแปลงประกาศ",
    NoticeKind.WINNER: "ประกาศผู้ชนะการเสนอราคา",
}
