"""Typed reading of environment variables; a malformed value raises ImproperlyConfigured with its name."""

import re
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class Env:
    """Typed access to environment variables, e.g. `env.integer("PORT", 8000)`."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables

    def text(self, name: str, default: str | None = None) -> str:
        """A text. Raises ImproperlyConfigured where it is not set and there is no default."""
        value = self.variables.get(name, default)
        if value is None:
            raise ImproperlyConfigured(f"{name} must be set: see .env.example")
        return value

    def matching(self, name: str, default: str, pattern: str) -> str:
        """A text that has the form of a regular expression; an empty value counts as not set."""
        value = self.variables.get(name, "") or default
        if not re.fullmatch(pattern, value):
            raise ImproperlyConfigured(f"{name} must have the form {pattern}, not {value!r}")
        return value

    def integer(self, name: str, default: int) -> int:
        """A whole number; an empty value counts as not set."""
        value = self.variables.get(name, "") or str(default)
        try:
            return int(value)
        except ValueError:
            raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from None

    def flag(self, name: str, default: bool) -> bool:
        """A switch: 1, true, yes or on; 0, false, no, off or empty."""
        value = self.variables.get(name, str(default)).strip().lower()
        if value not in TRUE | FALSE:
            raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")
        return value in TRUE

    def words(self, name: str, default: str = "") -> list[str]:
        """The values of a comma-separated list, without empty ones."""
        return [word.strip() for word in self.variables.get(name, default).split(",") if word.strip()]

    def path(self, name: str, default: Path) -> Path:
        """An absolute path; `~` is the home directory, an empty value counts as not set."""
        return Path(self.variables.get(name, "") or default).expanduser().resolve()
