"""Rules of signing in and of accounts: throttling, one-time links, posts. Plain values in, a reason or a time out."""

import math
from collections.abc import Collection
from datetime import datetime, timedelta

FREE_TRIES = 4
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=12)
LINK_LASTS = timedelta(hours=24)
IDENTITY = ("username", "first_name", "last_name", "email")  # the columns of an account that say who somebody is


def wait_after(failures: int) -> timedelta:
    """How long to wait after so many failures: none up to 4, then 2, 4, 8 seconds … never more than 15 minutes."""
    beyond = failures - FREE_TRIES
    if beyond <= 0:
        return timedelta()
    return min(timedelta(seconds=2 ** min(beyond, 12)), LONGEST_WAIT)


def refusal_to_try(failures: int, last_at: datetime, now: datetime) -> str | None:
    """Why a password is not checked now, or None. A wait ends by itself; no account is ever locked for good."""
    left = last_at + wait_after(failures) - now
    if left <= timedelta():
        return None
    seconds = math.ceil(left.total_seconds())
    how_long = f"{seconds} วินาที" if seconds < 60 else f"{-(-seconds // 60)} นาที"
    return f"ใส่ชื่อผู้ใช้หรือรหัสผ่านผิดหลายครั้ง รออีก {how_long} แล้วลองใหม่"


def refusal_to_use_link(*, exists: bool, used: bool, expired: bool, account_open: bool) -> str | None:
    """Why a one-time link is not valid, or None."""
    if not exists or not account_open:
        return "ลิงก์นี้ใช้ไม่ได้ ขอลิงก์ใหม่จากผู้ดูแลระบบ"
    if used:
        return "ลิงก์นี้ใช้ไปแล้ว หากลืมรหัสผ่านให้ขอลิงก์ใหม่จากผู้ดูแลระบบ"
    if expired:
        return "ลิงก์นี้หมดอายุแล้ว (ใช้ได้ 24 ชั่วโมง) ขอลิงก์ใหม่จากผู้ดูแลระบบ"
    return None


def refusal_to_make_first_admin(*, site_admin_exists: bool) -> str | None:
    """Why no first site admin can be created any more, or None."""
    if site_admin_exists:
        return "มีผู้ดูแลระบบอยู่แล้ว ให้ผู้ดูแลระบบคนนั้นเพิ่มผู้ใช้ใหม่ในหน้าจัดการ"
    return None


def refusal_to_manage(*, target_is_superuser: bool, by_is_superuser: bool) -> str | None:
    """Why somebody may not manage an account, or None: a superuser is managed by commands only, outside the product."""
    if target_is_superuser and not by_is_superuser:
        return "บัญชีนี้เป็นบัญชีฉุกเฉินของเครื่อง จัดการได้ด้วยคำสั่งบนเครื่องเท่านั้น"
    return None


def refusal_to_rename(fields: Collection[str], *, is_self: bool, by_is_site_admin: bool) -> str | None:
    """Why somebody signed in may not change these columns of an account, or None: nobody chooses his own name.

    A site admin may correct his own e-mail address, which no decision is signed with.
    """
    if not by_is_site_admin:
        return "ผู้ดูแลระบบเป็นผู้เปลี่ยนชื่อและอีเมล"
    if is_self and set(fields) - {"email"}:
        return "เปลี่ยนชื่อของตนเองไม่ได้ ให้ผู้ดูแลระบบอีกคนเป็นผู้เปลี่ยน"
    return None


def refusal_to_close(*, is_self: bool, is_last_site_admin: bool) -> str | None:
    """Why an account cannot be closed, or None."""
    if is_self:
        return "ปิดบัญชีของตนเองไม่ได้ ให้ผู้ดูแลระบบอีกคนเป็นผู้ปิด"
    if is_last_site_admin:
        return "บัญชีนี้เป็นผู้ดูแลระบบคนสุดท้าย แต่งตั้งผู้ดูแลระบบอีกคนก่อน"
    return None


def refusal_to_end_post(*, is_over: bool, is_last_site_admin: bool, is_prolonged: bool = False) -> str | None:
    """Why a post cannot be ended, or None: a longer one is a new post, which somebody may have to confirm."""
    if is_over:
        return "ตำแหน่งนี้สิ้นสุดไปแล้ว"
    if is_prolonged:
        return "ต่ออายุตำแหน่งที่นี่ไม่ได้ ให้เพิ่มตำแหน่งใหม่ตั้งแต่วันที่ต้องการ"
    if is_last_site_admin:
        return "บุคคลนี้เป็นผู้ดูแลระบบคนสุดท้าย แต่งตั้งผู้ดูแลระบบอีกคนก่อน"
    return None


def refusal_to_appoint(*, account_open: bool, is_self: bool, is_superuser: bool) -> str | None:
    """Why a post cannot be given, or None: nobody appoints himself, and a superuser takes no part in approvals."""
    if not account_open:
        return "บัญชีนี้ปิดอยู่ เปิดบัญชีก่อนแต่งตั้ง"
    if is_self:
        return "แต่งตั้งตนเองไม่ได้ ให้ผู้ดูแลระบบอีกคนเป็นผู้แต่งตั้ง"
    if is_superuser:
        return "บัญชีฉุกเฉินของเครื่องดำรงตำแหน่งไม่ได้ สร้างบัญชีของบุคคลแทน"
    return None


def refusal_to_delete(*, has_acted: bool, has_held_post: bool) -> str | None:
    """Why an account is not deleted, or None: the account of somebody who has acted is needed as evidence."""
    if has_acted or has_held_post:
        return "บัญชีนี้เคยดำรงตำแหน่งหรือทำรายการไว้ จึงลบไม่ได้ ให้ปิดบัญชีแทน สิ่งที่ทำไว้จะยังอยู่ครบ"
    return None
