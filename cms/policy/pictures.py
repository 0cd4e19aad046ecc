"""Which sizes of pictures are served, and who may place and delete a picture. Plain values in.

Whether the public may see a picture is asked of `cms.policy.visibility`, as for document versions.
"""

# The filter specifications of our templates and of Wagtail's admin; others are not served (tests compare them).
SIZES = frozenset({"original", "width-1200", "max-150x150", "max-165x165", "max-800x600"})


def refusal_to_place(*, same_division: bool, manages_library: bool) -> str | None:
    """Why a picture may not be placed in a record: it belongs to a division that is neither the record's nor yours."""
    if same_division or manages_library:
        return None
    return "รูปภาพนี้ไม่มีในคลังรูปภาพ หรือเป็นของกองหรือสำนักอื่น จึงใช้ไม่ได้ ให้เลือกรูปภาพของกองท่าน"


def refusal_to_file(*, manages_library: bool) -> str | None:
    """Why somebody may not add pictures to the library of a division, or delete them, or None."""
    return None if manages_library else "ท่านจัดการรูปภาพได้เฉพาะของกองหรือสำนักที่ท่านปฏิบัติหน้าที่"


def refusal_to_delete(*, was_published: bool, is_used: bool) -> str | None:
    """Why a picture may not be deleted: it was published, or a page or one of its versions shows it. Or None."""
    if was_published:
        return "รูปภาพนี้เคยเผยแพร่แล้ว จึงลบไม่ได้ หากไม่ต้องการแสดง ให้นำออกจากเรื่องแล้วขออนุมัติใหม่"
    if is_used:
        return "รูปภาพนี้ใช้อยู่ในร่างหรือในประวัติของเรื่อง จึงลบไม่ได้"
    return None
