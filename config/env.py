"""Reads the environment; a malformed value stops the start with a sentence that names it."""

from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class Env:
    """Typed reading of variables, e.g. `env.integer("PORT", 8000)`."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables

    def text(self, name: str, default: str | None = None) -> str:
        value = self.variables.get(name, default)
        if value is None:
            raise ImproperlyConfigured(f"{name} must be set: see .env.example")
        return value

    def integer(self, name: str, default: int) -> int:
        value = self.variables.get(name, "") or str(default)
        try:
            return int(value)
        except ValueError:
            raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from None

    def flag(self, name: str, default: bool) -> bool:
        value = self.variables.get(name, str(default)).strip().lower()
        if value not in TRUE | FALSE:
            raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")
        return value in TRUE

    def words(self, name: str, default: str = "") -> list[str]:
        return [word.strip() for word in self.variables.get(name, default).split(",") if word.strip()]

    def path(self, name: str, default: Path) -> Path:
        return Path(self.variables.get(name, "") or default).expanduser().resolve()
