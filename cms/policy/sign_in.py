"""Rules of signing in and of accounts: throttling, one-time links, posts. Plain values in, a reason or a time out."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Counted(StrEnum):
    """Of what failed attempts are counted."""

    PAIR = "pair"  # one account from one address
    ADDRESS = "address"  # whatever account from one address: one password tried on everybody
    NAME = "name"  # one account from whatever address: many machines try one account


@dataclass(frozen=True)
class Limit:
    """How many failures are free, and the longest wait after more of them."""

    free_tries: int
    longest_wait: timedelta


# A whole office may have one address, hence more tries. A name waits a minute at most, as anybody can make it wait.
LIMITS: Mapping[Counted, Limit] = {
    Counted.PAIR: Limit(4, timedelta(minutes=15)),
    Counted.ADDRESS: Limit(40, timedelta(minutes=15)),
    Counted.NAME: Limit(20, timedelta(minutes=1)),
}
KNOWN_FOR = timedelta(days=90)  # an address from which the owner has signed in
FORGOTTEN_AFTER = timedelta(hours=12)
TOLD_AGAIN_AFTER = timedelta(days=1)
LINK_LASTS = timedelta(hours=24)
IDENTITY = ("username", "first_name", "last_name", "email")  # the columns of an account that say who somebody is


def counts_that_apply(*, is_known_address: bool) -> frozenset[Counted]:
    """Which counts make somebody wait: at an address from which the owner has signed in, strangers elsewhere do not."""
    return frozenset({Counted.PAIR}) if is_known_address else frozenset(Counted)


def wait_after(failures: int, counted: Counted = Counted.PAIR) -> timedelta:
    """How long to wait after so many failures: of a pair none up to 4, then 2, 4, 8 seconds … at most 15 minutes."""
    limit = LIMITS[counted]
    beyond = failures - limit.free_tries
    if beyond <= 0:
        return timedelta()
    return min(timedelta(seconds=2 ** min(beyond, 12)), limit.longest_wait)


def is_under_attack(failures: int) -> bool:
    """Whether so many failures for one name are told in the audit chain, once a day and account."""
    return failures > LIMITS[Counted.NAME].free_tries


def refusal_to_try(failures: int, last_at: datetime, now: datetime, counted: Counted = Counted.PAIR) -> str | None:
    """Why a password is not checked now, or None. A wait ends by itself; no account is ever locked for good."""
    left = last_at + wait_after(failures, counted) - now
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


A_ROBOT = "ชื่อนี้เป็นของระบบ ไม่ใช่บุคคล เข้าระบบหรือดำรงตำแหน่งไม่ได้"


def refusal_to_manage(*, target_is_superuser: bool, by_is_superuser: bool, target_is_robot: bool = False) -> str | None:
    """Why somebody may not manage an account, or None: a superuser is managed by commands only, a robot by nobody."""
    if target_is_robot:
        return A_ROBOT
    if target_is_superuser and not by_is_superuser:
        return "บัญชีผู้ใช้นี้เป็นบัญชีผู้ใช้ฉุกเฉินของเครื่อง จัดการได้ด้วยคำสั่งบนเครื่องเท่านั้น"
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
        return "ปิดบัญชีผู้ใช้ของตนเองไม่ได้ ให้ผู้ดูแลระบบอีกคนเป็นผู้ปิด"
    if is_last_site_admin:
        return "บัญชีผู้ใช้นี้เป็นผู้ดูแลระบบคนสุดท้าย แต่งตั้งผู้ดูแลระบบอีกคนก่อน"
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


def refusal_to_appoint(*, account_open: bool, is_self: bool, is_superuser: bool, is_robot: bool = False) -> str | None:
    """Why a post cannot be given, or None: nobody appoints himself, and a superuser takes no part in approvals."""
    if is_robot:
        return A_ROBOT
    if not account_open:
        return "บัญชีผู้ใช้นี้ปิดอยู่ เปิดบัญชีผู้ใช้ก่อนแต่งตั้ง"
    if is_self:
        return "แต่งตั้งตนเองไม่ได้ ให้ผู้ดูแลระบบอีกคนเป็นผู้แต่งตั้ง"
    if is_superuser:
        return "บัญชีผู้ใช้ฉุกเฉินของเครื่องดำรงตำแหน่งไม่ได้ สร้างบัญชีผู้ใช้ของบุคคลแทน"
    return None


def refusal_to_delete(*, has_acted: bool, has_held_post: bool) -> str | None:
    """Why an account is not deleted, or None: the account of somebody who has acted is needed as evidence."""
    if has_acted or has_held_post:
        return "บัญชีผู้ใช้นี้เคยดำรงตำแหน่งหรือทำรายการไว้ จึงลบไม่ได้ ให้ปิดบัญชีผู้ใช้แทน สิ่งที่ทำไว้จะยังอยู่ครบ"
    return None
