"""`.env.example` is complete, and names nothing that nobody reads."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
# Read by others than our settings: manage.py and wsgi.py, and `make`.
READ_ELSEWHERE = {"DJANGO_SETTINGS_MODULE"}


def test_env_example_names_what_the_settings_read():
    files = [ROOT / "config" / "settings" / f"{name}.py" for name in ("base", "dev", "production")]
    sources = "".join(file.read_text() for file in files)
    read = set(re.findall(r"""env\.\w+\(\s*["']([A-Z0-9_]+)["']""", sources))
    named = set(re.findall(r"^#?([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert named == read | READ_ELSEWHERE
