"""Which posts and links wait for a second person, and who that may be. Plain values in, a reason or None out.

Whoever could alone appoint an approver, or set one's password, could alone approve what he wrote.
"""

from datetime import timedelta

from cms.policy.roles import MAY_APPROVE, MAY_SUSPEND, Role

# Posts that decide, and those that give or confirm such posts.
NEEDS_CONFIRMATION = MAY_APPROVE | MAY_SUSPEND | {Role.SITE_ADMIN}
MAY_CONFIRM = frozenset({Role.SITE_ADMIN, Role.EXECUTIVE})
CONFIRMATION_LASTS = timedelta(hours=24)  # within which a confirmed link must be made

ALONE = "ตำแหน่งนี้มีอำนาจตัดสินหรือแต่งตั้ง ต้องมีผู้ดูแลระบบอีกคนหรือผู้บริหารยืนยันก่อน"
LINK_ALONE = "เจ้าของบัญชีผู้ใช้นี้มีอำนาจตัดสินหรือแต่งตั้ง การออกลิงก์ต้องมีผู้ดูแลระบบอีกคนหรือผู้บริหารยืนยันก่อน"


def refusal_to_appoint_alone(role: Role, *, is_signed_in: bool) -> str | None:
    """Why a post is not given without a second person, or None; the machine's own set-up has none to ask."""
    return ALONE if is_signed_in and role in NEEDS_CONFIRMATION else None


def refusal_to_link_alone(*, is_signed_in: bool, decides: bool, is_confirmed: bool) -> str | None:
    """Why no link is made for an account without a second person, or None; `decides`: the owner has such a post."""
    return LINK_ALONE if is_signed_in and decides and not is_confirmed else None


def refusal_to_ask(*, is_needed: bool, is_waiting: bool) -> str | None:
    """Why a confirmation is not asked for, or None."""
    if not is_needed:
        return "เรื่องนี้ไม่ต้องมีผู้ยืนยัน"
    if is_waiting:
        return "มีคำขอเดียวกันรอยืนยันอยู่แล้ว"
    return None


def refusal_to_confirm(*, is_waiting: bool, may_confirm: bool, is_asker: bool, is_appointee: bool) -> str | None:
    """Why somebody may not confirm a request, or None."""
    if not is_waiting:
        return "คำขอนี้ตัดสินไปแล้ว"
    if is_appointee:
        return "ยืนยันเรื่องของตนเองไม่ได้"
    if is_asker:
        return "ท่านเป็นผู้ขอเรื่องนี้ ต้องให้อีกคนเป็นผู้ยืนยัน"
    if not may_confirm:
        return "ผู้ยืนยันต้องเป็นผู้ดูแลระบบหรือผู้บริหาร"
    return None


def refusal_of_asker(*, still_site_admin: bool) -> str | None:
    """Why a request is not confirmed for the sake of who asked, or None."""
    return None if still_site_admin else "ผู้ขอไม่ได้เป็นผู้ดูแลระบบแล้ว คำขอนี้จึงไม่มีผล"


def refusal_to_refuse(*, is_waiting: bool, may_confirm: bool, is_asker: bool, is_appointee: bool) -> str | None:
    """Why somebody may not refuse a request, or None; who asked may take it back."""
    if is_waiting and is_asker:
        return None
    return refusal_to_confirm(
        is_waiting=is_waiting, may_confirm=may_confirm, is_asker=is_asker, is_appointee=is_appointee
    )


def refusal_to_confirm_by_command(*, is_waiting: bool, others_may_confirm: bool) -> str | None:
    """Why a request is not confirmed by the command on the server, or None: only where nobody could in the admin."""
    if not is_waiting:
        return "คำขอนี้ตัดสินไปแล้ว"
    if others_may_confirm:
        return "มีผู้ดูแลระบบอีกคนหรือผู้บริหารที่ยืนยันในหน้าจัดการได้"
    return None
