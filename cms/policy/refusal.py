"""The refusal of a change of state: the reason is the sentence that the screen shows."""


class Refused(Exception):
    """Raised where a rule forbids a change; `str()` is a Thai sentence that says why and how to go on."""


class Warned(Refused):
    """Refused because of a warning alone, which a written reason overrides."""
