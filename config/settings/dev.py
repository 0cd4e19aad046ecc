"""One machine, nothing to install but Python: SQLite, local files. `make demo` and `make run` use this."""

import secrets

from config.settings.base import *
from config.settings.base import DATA, env


def load_or_create_secret_key() -> str:
    """The secret key of this installation, created at the first start and stored beside the database."""
    file = DATA / "secret-key.txt"
    if not file.exists():
        DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(64))
    return file.read_text().strip()


DEBUG = env.flag("DEBUG", False)
SECRET_KEY = env.text("SECRET_KEY", "") or load_or_create_secret_key()
