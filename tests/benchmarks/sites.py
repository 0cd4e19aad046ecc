"""The two sites: Prongsai from this tree, and a stock Wagtail site made by `wagtail start` in a folder of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.site import Site

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
START = "from wagtail.bin.wagtail import main; main()"


def prongsai(folder: Path) -> Site:
    """An empty database and static files in the folder; settings as `make run` has them."""
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DATA": str(folder), "LOG_LEVEL": "ERROR"}
    site = Site("prongsai", ROOT, settings, "tests.benchmarks.ours.wsgi", ("-m", "tests.benchmarks.ours"))
    _prepare(site)
    return site


def stock(folder: Path) -> Site:
    """What `wagtail start` makes, with one page type in the manner of the tutorial and its production settings."""
    folder.mkdir()
    subprocess.run([sys.executable, "-c", START, "start", "stock", str(folder)], check=True, stdout=subprocess.DEVNULL)
    shutil.copytree(HERE / "stock", folder, dirs_exist_ok=True)
    shutil.copytree(HERE / "shared", folder / "shared")
    settings = {"DJANGO_SETTINGS_MODULE": "stock.settings.production"}
    site = Site("stock", folder, settings, "stock.wsgi", ("stock_hand.py",))
    site.command("makemigrations", "records", "--verbosity", "0")
    _prepare(site)
    return site


def _prepare(site: Site) -> None:
    site.command("migrate", "--verbosity", "0")
    site.command("collectstatic", "--noinput", "--verbosity", "0")
