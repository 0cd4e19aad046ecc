"""`manage.py render_docs`: writes the parts of `docs/reference` that are drawn from the code (`make docs`)."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.management.reference import DRAWINGS


class Command(BaseCommand):
    help = "Draws settings, stages and addresses into docs/reference."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "docs" / "reference"
        folder.mkdir(parents=True, exist_ok=True)
        for name, draw in DRAWINGS.items():
            (folder / name).write_text(draw(), encoding="utf-8")
            self.stdout.write(f"docs/reference/{name}")
