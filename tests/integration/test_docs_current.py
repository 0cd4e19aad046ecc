"""The documentation is true: what is drawn is drawn from today's code, and what is named is there."""

import re
from contextlib import suppress
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from PIL import Image

from cms.management.reference import REFERENCE_PAGES
from cms.policy import lifecycle

ROOT = Path(settings.BASE_DIR)
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
ROOT_PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
WRITTEN = [page for page in [*PAGES, *ROOT_PAGES] if page.parent.name != "reference"]
IMAGES = DOCS / "how-to" / "images"
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)\s]*)?\)")
OURS = re.compile(r"`((?:cms|disclosures|procurement|search|config|templates|tests|docs|requirements)/[\w./*-]+)`")
DOTTED = re.compile(r"`((?:cms|disclosures|procurement|search|config)(?:\.\w+)+(?<!\.[EW]\d{3}))`")
FUNCTIONS = re.compile(r"\[((?:`[\w.]+(?<!\.py)`(?:, )?)+)\]\(([\w./-]+\.py)\)")
TARGET = re.compile(r"`make ([a-z]+)")
COMMAND = re.compile(r"manage\.py (\w+)")


def named(pages):
    return pytest.mark.parametrize("page", pages, ids=[str(page.relative_to(ROOT)) for page in pages])


@pytest.mark.parametrize("name", list(REFERENCE_PAGES))
def test_what_is_drawn_is_what_the_code_says(name):
    lines = REFERENCE_PAGES[name]().replace("`sample`, ", "").splitlines(keepends=True)
    drawn = "".join(line for line in lines if "sample" not in line)  # the types of the tests

    assert (DOCS / "reference" / name).read_text(encoding="utf-8") == drawn, "run `make docs`"


def test_every_move_of_a_publication_is_an_arrow():
    drawn = set(re.findall(r"^ +(\w+) --> (\w+)$", (DOCS / "reference" / "stages.md").read_text(), re.MULTILINE))

    assert drawn == {(stage.name, to.name) for stage, moves in lifecycle.NEXT.items() for to in moves}


@named([*PAGES, *ROOT_PAGES])
def test_links_lead_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@named(WRITTEN)
def test_files_that_are_named_exist(page):
    names = OURS.findall(page.read_text(encoding="utf-8"))

    assert [name for name in names if not list(ROOT.glob(name.rstrip("/")))] == []


@named([*PAGES, *ROOT_PAGES])
def test_dotted_names_resolve(page):
    def is_there(name):
        for find in (find_spec, import_string):
            with suppress(ImportError):
                return find(name) is not None
        return False

    assert [name for name in DOTTED.findall(page.read_text(encoding="utf-8")) if not is_there(name)] == []


@named(WRITTEN)
def test_linked_functions_stand_in_the_linked_file(page):
    def is_there(name, link):
        source = (page.parent / link).read_text(encoding="utf-8")
        return re.search(rf"^ *(?:def|class) {name.rpartition('.')[2]}\b", source, re.MULTILINE)

    linked = FUNCTIONS.findall(page.read_text(encoding="utf-8"))
    named_there = [(name, link) for names, link in linked for name in re.findall(r"`([\w.]+)`", names)]

    assert [pair for pair in named_there if not is_there(*pair)] == []


@named(WRITTEN)
def test_commands_that_are_named_exist(page):
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"^([\w ]+):(?!=)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    ours = {file.stem for file in ROOT.glob("*/management/commands/*.py")}
    stock = {"migrate", "check", "collectstatic", "createsuperuser", "makemigrations", "shell"}

    assert set(TARGET.findall(text)) <= {name for target in targets for name in target.split()}
    assert set(COMMAND.findall(text)) <= ours | stock


def test_every_page_is_reached_from_the_index():
    reached = {(DOCS / link).resolve() for link in LINK.findall((DOCS / "index.md").read_text(encoding="utf-8"))}

    assert [str(page.relative_to(DOCS)) for page in PAGES if page.name != "index.md" and page not in reached] == []


def test_pictures_are_few_small_and_shown():
    pictures = sorted(IMAGES.glob("*.png"))
    shown = {link for page in PAGES for link in LINK.findall(page.read_text(encoding="utf-8"))}

    assert 0 < len(pictures) <= 20
    assert [picture.name for picture in pictures if picture.stat().st_size > 120 * 1024] == []
    assert [picture.name for picture in pictures if f"images/{picture.name}" not in shown] == []
    assert all(Image.open(BytesIO(picture.read_bytes())).width in (390, 1280) for picture in pictures)
