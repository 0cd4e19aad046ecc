"""The exception for what a rule forbids."""

from collections.abc import Sequence


class Refused(Exception):
    """Raised where a rule forbids a change; `str()` is a Thai sentence that says why and how to go on.

    `address` is that of the screen where one can do what the sentence says, or "".
    """

    def __init__(self, reason: str = "", *, address: str = "") -> None:
        super().__init__(reason)
        self.address = address


class Warned(Refused):
    """Refused because of a warning alone, which a written reason overrides."""


class Incomplete(Refused):
    """Refused because a draft lacks something: each as the name of its field and a sentence; `address`: its editor."""

    def __init__(self, reason: str, *, address: str, lacking: Sequence[tuple[str, str]]) -> None:
        super().__init__(reason, address=address)
        self.lacking = lacking
