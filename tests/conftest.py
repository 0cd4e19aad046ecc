"""What every test stands on: the network is closed (pyproject.toml), and what this machine lacks is skipped by name."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from xdist.scheduler import LoadFileScheduling

pytest_plugins = ["tests.another_day", "tests.fixtures", "tests.flush"]

PLAYED_BY_ONE_WORKER = ("tests/journeys/demo", "tests/browser/demo")  # they share the demo, which is slow to load
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """The Chromium of this machine: `CHROMIUM` where it is set, otherwise the first one on the path."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        return named if Path(named).exists() else None
    return next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)


def pytest_collection_modifyitems(items):
    no_browser = pytest.mark.skip(reason="no Chromium on this machine (apt-get install chromium, or set CHROMIUM)")
    no_postgres = pytest.mark.skip(reason="no PostgreSQL (set DATABASE_URL=postgres://...)")
    no_s3 = pytest.mark.skip(reason='no S3 server (set -a; eval "$(.ci/services start)"; needs Go 1.25)')
    has_browser = find_chromium() is not None
    for item in items:
        if item.get_closest_marker("browser") and not has_browser:
            item.add_marker(no_browser)
        if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
            item.add_marker(no_postgres)
        if item.get_closest_marker("s3") and not os.environ.get("S3_ENDPOINT_URL"):
            item.add_marker(no_s3)


class ByFile(LoadFileScheduling):
    """As `--dist loadfile`; the tests on the demo stay together, so that it is loaded once."""

    def _split_scope(self, nodeid: str) -> str:
        return "demo" if nodeid.startswith(PLAYED_BY_ONE_WORKER) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium."""
    return find_chromium() or pytest.skip("no Chromium on this machine (apt-get install chromium, or set CHROMIUM)")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material that lies beside the repository: reference documents and scores."""
    folder = Path(settings.BASE_DIR).parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"no {folder.name}/ beside the repository")
    return folder
