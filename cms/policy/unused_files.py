"""When stored bytes may be deleted for good: no row has named them for a day. Plain values in, a reason or None out."""

from datetime import datetime, timedelta

KEPT_FOR = timedelta(days=1)
MOST_AT_ONCE = 500


def refusal_to_delete_bytes(
    *, is_named: bool, was_discarded_lately: bool, written_at: datetime, now: datetime
) -> str | None:
    """Why the bytes of a stored file stay, or None.

    An upload writes them before its row, and a backup copies files after the rows: a day is longer than both take.
    """
    if is_named:
        return "ไฟล์นี้มีรายการใช้อยู่"
    if was_discarded_lately:
        return "ไฟล์นี้เพิ่งถูกทิ้ง เก็บไว้ก่อนหนึ่งวัน"
    if now - written_at < KEPT_FOR:
        return "ไฟล์นี้เพิ่งเขียน อาจเป็นการอัปโหลดที่ยังไม่เสร็จ"
    return None
