"""Files in a canonical content as an approver reads them: by name and by what tells their bytes apart."""

from collections.abc import Mapping

from cms.thai.invisible import mark_hidden

SHOWN = 12  # digits of a SHA-256


def version_in_words(value: Mapping[str, object]) -> str:
    """A version of a document: `แผน.pdf (ฉบับที่ 3) · เอกสาร 1f0c2a9e… · SHA-256 9b74c9897bac…`."""
    name, number = mark_hidden(str(value.get("name", ""))), value["number"]
    return f"{name} (ฉบับที่ {number}) · เอกสาร {str(value.get('document', ''))[:8]}… · {_sha256(value)}"


def picture_in_words(value: object) -> str:
    """A picture: by number and, where the content has it, by the SHA-256 of its file."""
    if isinstance(value, Mapping):
        number = value.get("picture", value.get("id"))
        return " · ".join(filter(None, [f"รูปภาพหมายเลข {number}" if number else "รูปภาพ", _sha256(value)]))
    return f"รูปภาพหมายเลข {mark_hidden(str(value))}"


def _sha256(value: Mapping[str, object]) -> str:
    return f"SHA-256 {str(value['sha256'])[:SHOWN]}…" if value.get("sha256") else ""
