"""Which files are accepted as documents, and who may attach them. Plain values in."""

import unicodedata
from collections.abc import Sequence
from pathlib import PurePath
from typing import TypedDict

from cms.thai.invisible import is_blank

LONGEST_NAME = 255
NAMELESS = "เอกสาร"
# Controls, bidi and zero-width marks, private-use and unassigned characters, line ends.
INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
MOST_PAGES_NAMED = 5


def clean_words(text: str) -> str:
    """A line of text in Unicode NFC, without invisible characters, with single blanks."""
    seen = (" " if unicodedata.category(letter) in ("Zl", "Zp") or letter in "\t\r\n" else letter for letter in text)
    visible = (letter for letter in seen if unicodedata.category(letter) not in INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", "".join(visible)).split())


def clean_name(name: str) -> str:
    """The name that is stored for a file: no folders, nothing invisible, at most 255: `a\\แผน.pdf` gives `แผน.pdf`."""
    last = clean_words(name.replace("\\", "/")).rpartition("/")[2].strip(" .").lstrip("-")
    suffix = PurePath(last).suffix
    stem = last.removesuffix(suffix).strip() if suffix else last
    if not any(letter.isalnum() for letter in stem):
        stem = NAMELESS
    return _cut(stem, LONGEST_NAME - len(suffix)) + suffix


def _cut(stem: str, longest: int) -> str:
    """The beginning of a name, cut so that no letter loses the marks above or below it."""
    if len(stem) <= longest:
        return stem
    end = max(longest, 1)
    while end > 1 and unicodedata.category(stem[end]) == "Mn":
        end -= 1
    return stem[:end]


def title_of(name: str) -> str:
    """The title of a document that was given none: the name of its file without the extension."""
    return name.removesuffix(PurePath(name).suffix)


def refusal_of_name(name: str, extensions: Sequence[str]) -> str | None:
    """Why a file of this name is not accepted, or None: its extension must be one of `extensions` (small letters)."""
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    if suffix in extensions:
        return None
    given = f"นามสกุล .{suffix[:20]}" if suffix else "ที่ไม่มีนามสกุล"
    return f"ระบบไม่รับไฟล์{given} กรุณาบันทึกหรือแปลงเป็น {kinds_in_words(extensions)} แล้วอัปโหลดใหม่"


def kinds_in_words(extensions: Sequence[str]) -> str:
    """The extensions as a sentence lists them: `PDF, DOCX`."""
    return ", ".join(extension.upper() for extension in extensions)


def refusal_to_accept(level: str, reasons: Sequence[str], accepted_because: str) -> str | None:
    """Why an inspected file is not accepted, one reason a line, or None; a written reason overrides only a warning."""
    if level == "block":
        return "\n".join(reasons)
    if level == "warn" and is_blank(accepted_because):
        return "\n".join([*reasons, "ถ้าตรวจแล้วและจำเป็นต้องใช้ไฟล์นี้ ให้เลือกไฟล์อีกครั้งพร้อมเขียนเหตุผลที่รับไฟล์ซึ่งมีคำเตือน"])
    return None


def refusal_of_same(number: int) -> str:
    """The refusal of a file that equals the newest version, which has this number."""
    return f"ไฟล์นี้เหมือนกับฉบับที่ {number} ซึ่งเป็นฉบับล่าสุดอยู่แล้ว จึงไม่ได้เพิ่มฉบับใหม่ ตรวจว่าเลือกไฟล์ที่แก้ไขแล้ว"


def refusal_to_file(*, manages_library: bool) -> str | None:
    """Why somebody may not add documents to the library of a division, or None."""
    return None if manages_library else "ท่านเก็บเอกสารได้เฉพาะของกองหรือสำนักที่ท่านปฏิบัติหน้าที่"


def refusal_to_attach(*, same_division: bool, manages_library: bool) -> str | None:
    """Why a version may not be attached: it belongs to a division that is neither the record's nor the person's."""
    if same_division or manages_library:
        return None
    return "เอกสารนี้เป็นของกองหรือสำนักอื่น จึงแนบไม่ได้ ให้กองเจ้าของเอกสารหรือเจ้าหน้าที่ข้อมูลข่าวสารเป็นผู้แนบ"


def refusal_to_discard(*, manages_library: bool, was_used: bool) -> str | None:
    """Why a document may not be deleted, or None: only one that no record ever carried, not even in a draft."""
    if not manages_library:
        return refusal_to_file(manages_library=False)
    if was_used:
        return "เอกสารนี้เคยแนบกับเรื่องแล้ว จึงลบไม่ได้ หากมีฉบับแก้ไข ให้เพิ่มเป็นฉบับใหม่แทน"
    return None


class CitizenNumber(TypedDict):
    """A possible citizen number in a file, as it is stored; `page` counts from 1, `masked` hides most of the digits."""

    page: int
    masked: str
    has_context: bool


def citizen_numbers_in_words(numbers: Sequence[CitizenNumber]) -> str:
    """The warning that an officer reads about the numbers found in a file, or ""."""
    if not numbers:
        return ""
    pages = list(dict.fromkeys(int(number["page"]) for number in numbers))
    named = ", ".join(str(page) for page in pages[:MOST_PAGES_NAMED])
    more = f" และอีก {len(pages) - MOST_PAGES_NAMED} หน้า" if len(pages) > MOST_PAGES_NAMED else ""
    masked = ", ".join(dict.fromkeys(str(number["masked"]) for number in numbers[:3]))
    return f"พบเลขที่อาจเป็นเลขประจำตัวประชาชน {len(numbers)} แห่ง ({masked}) หน้า {named}{more} ตรวจและปิดทับก่อนเผยแพร่"
