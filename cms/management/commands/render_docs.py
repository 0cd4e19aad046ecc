"""`manage.py render_docs`: writes the pages of `docs/reference` that are generated from the code (`make docs`)."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.management.reference import REFERENCE_PAGES


class Command(BaseCommand):
    help = "Writes settings, stages, addresses and types into docs/reference."

    def handle(self, *args: object, **options: object) -> None:
        folder = Path(settings.BASE_DIR) / "docs" / "reference"
        folder.mkdir(parents=True, exist_ok=True)
        for name, render in REFERENCE_PAGES.items():
            (folder / name).write_text(render(), encoding="utf-8")
            self.stdout.write(f"docs/reference/{name}")
