"""Where the shared material lies that some of these tests are run against."""

from pathlib import Path

SHARED = Path(__file__).resolve().parents[4].parent / "shared"
DOCUMENTS = SHARED / "thai-docs"
