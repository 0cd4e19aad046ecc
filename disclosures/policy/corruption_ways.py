"""Where a way to report corruption leads. Plain values in."""

import re

from cms.policy.contact import dialled
from disclosures.policy.channels import EMAIL, TELEPHONE

MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")


def link_of(kind: str, detail: str, link: str) -> str:
    """The link of a way of a kind: the one that was given, else what the telephone or the mail of `detail` makes."""
    if link.startswith("https://"):
        return link
    if kind == TELEPHONE and (number := dialled(detail)):
        return f"tel:{number}"
    if kind == EMAIL and (mail := MAIL.search(detail)):
        return f"mailto:{mail[0]}"
    return ""
