"""The roles of people in the authority, and what each role permits. Plain values."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """The role of a post; one person may have several posts, each from a day to a day."""

    OFFICER = "officer"
    DIVISION_HEAD = "division_head"
    PROCUREMENT_OFFICER = "procurement_officer"
    EXECUTIVE = "executive"
    DISCLOSURE_OFFICER = "disclosure_officer"
    COMPLAINT_DESK = "complaint_desk"
    CORRUPTION_COMMITTEE = "corruption_committee"
    AUDITOR = "auditor"
    SITE_ADMIN = "site_admin"


LABEL: Mapping[Role, str] = {
    Role.OFFICER: "เจ้าหน้าที่ประจำกอง",
    Role.DIVISION_HEAD: "หัวหน้ากอง/สำนัก",
    Role.PROCUREMENT_OFFICER: "เจ้าหน้าที่พัสดุ",
    Role.EXECUTIVE: "ผู้บริหาร",
    Role.DISCLOSURE_OFFICER: "เจ้าหน้าที่ข้อมูลข่าวสาร",
    Role.COMPLAINT_DESK: "เจ้าหน้าที่รับเรื่องร้องเรียน",
    Role.CORRUPTION_COMMITTEE: "กรรมการรับเรื่องทุจริต",
    Role.AUDITOR: "ผู้ตรวจสอบ",
    Role.SITE_ADMIN: "ผู้ดูแลระบบ",
}

# Roles that belong to a division and apply only to that division's records.
IN_A_DIVISION = frozenset({Role.OFFICER, Role.DIVISION_HEAD, Role.PROCUREMENT_OFFICER})
# Who drafts a type whose model does not name others (`drafted_by`).
DRAFTS_BY_DEFAULT = frozenset({Role.OFFICER, Role.DIVISION_HEAD, Role.DISCLOSURE_OFFICER})
# Reads the drafts of every division.
READS_ALL_DRAFTS = frozenset({Role.DISCLOSURE_OFFICER, Role.EXECUTIVE, Role.AUDITOR})
EDITS_ALL_DRAFTS = frozenset({Role.DISCLOSURE_OFFICER})
# Roles that a model may name in `drafted_by`: a draft belongs to a division. They also manage the library of documents
# and pictures of their division.
MAY_DRAFT = IN_A_DIVISION | EDITS_ALL_DRAFTS
# Roles whose members may decide at a stage of the approval; which of them decides where is configured in the task.
MAY_APPROVE = frozenset({Role.EXECUTIVE, Role.DIVISION_HEAD})
# May hide what is public at once, before a second person confirms.
MAY_SUSPEND = frozenset({Role.EXECUTIVE, Role.DISCLOSURE_OFFICER})
# May let a citizen number become public, with a written reason (`cms.policy.citizen_numbers`).
MAY_WAIVE = frozenset({Role.EXECUTIVE, Role.DISCLOSURE_OFFICER})
ENTERS_ADMIN = frozenset(Role)


def group_name(role: Role) -> str:
    """The name of the Wagtail group of a role: its Thai label."""
    return LABEL[role]


def refusal_to_hold(role: Role, *, has_division: bool) -> str | None:
    """Why a post is not valid, or None: a role of a division needs one, a role of the whole authority has none.

    The disclosure officer may have either.
    """
    if role in IN_A_DIVISION and not has_division:
        return f"ตำแหน่ง “{LABEL[role]}” ต้องระบุกองหรือสำนัก"
    if role not in IN_A_DIVISION and role is not Role.DISCLOSURE_OFFICER and has_division:
        return f"ตำแหน่ง “{LABEL[role]}” เป็นของทั้งหน่วยงาน ไม่ต้องระบุกองหรือสำนัก"
    return None
