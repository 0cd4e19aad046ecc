"""How an authority is reached: numbers that a telephone can dial, addresses that are what they say. Plain values."""

import re
from collections.abc import Mapping, Sequence

from cms.thai.numerals import to_arabic

LINK = re.compile(r"https://([A-Za-z0-9.-]+)(?:/[^\s<>\"]*)?")
NUMBER = re.compile(r"\+?\d[\d\s().-]*")
# The hosts of the addresses that the layout names; a subdomain of one is that one as well.
HOSTS: Mapping[str, Sequence[str]] = {
    "line_address": ("line.me", "lin.ee"),
    "facebook_address": ("facebook.com", "fb.com", "fb.me"),
}
NAME: Mapping[str, str] = {"line_address": "LINE", "facebook_address": "Facebook"}


def dialled(phone: str) -> str:
    """The first number of a text as a telephone dials it: `๐ ๔๒๐๐ ๐๐๐๐ ต่อ 12` is `042000000`; "" where none is."""
    found = NUMBER.search(to_arabic(phone))
    return re.sub(r"[^\d+]", "", found.group()) if found else ""


def refusal_to_link(field: str, address: str) -> str | None:
    """Why an address may not stand in the field of this name, or None; it becomes a link on every public page."""
    hosts = HOSTS[field]
    host = LINK.fullmatch(address)
    if not address or (host and any(f".{host[1].lower()}".endswith(f".{known}") for known in hosts)):
        return None
    return f"ที่อยู่ {NAME[field]} ต้องขึ้นต้นด้วย https:// และเป็นของ {' หรือ '.join(hosts)}"
