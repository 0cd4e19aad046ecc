"""The exception for what a rule forbids."""


class Refused(Exception):
    """Raised where a rule forbids a change; `str()` is a Thai sentence that says why and how to go on.

    `address` is that of the screen where one can do what the sentence says, or "".
    """

    def __init__(self, reason: str = "", *, address: str = "") -> None:
        super().__init__(reason)
        self.address = address


class Warned(Refused):
    """Refused because of a warning alone, which a written reason overrides."""
