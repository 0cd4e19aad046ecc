"""A real Chromium before a real server."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.people import sign_in

DESK = {"width": 1280, "height": 900}

# Playwright keeps an event loop in the thread of the tests, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-quic"]
AXE = Path(__file__).parents[1] / "data" / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser(chromium):
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def visit(browser, live_server):
    """A browser of somebody's own, on a desk or a phone."""
    contexts = []

    def opened(viewport, **options):
        contexts.append(browser.new_context(viewport=viewport, base_url=live_server.url, locale="th-TH", **options))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def violations():
    """What axe finds on a page: rule, place and message."""
    source = AXE.read_text()
    run = (
        "rules => axe.run(document, {runOnly: rules}).then(result => result.violations.flatMap(found =>"
        " found.nodes.map(node => `${found.id}: ${node.target.join(' ')}: ${node.failureSummary}`)))"
    )

    def check(page) -> list[str]:
        page.evaluate(source)
        return page.evaluate(run, RULES)

    return check


@pytest.fixture(scope="session")
def photograph(tmp_path_factory):
    """Keeps a picture of the whole page, in the folder that `SCREENSHOTS` names or in one that goes away."""
    named = os.environ.get("SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screens")
    folder.mkdir(parents=True, exist_ok=True)

    def take(page, name: str) -> None:
        page.screenshot(path=folder / f"{name}.png", full_page=True)

    return take


@pytest.fixture(scope="session")
def clipped():
    """Lines of Thai whose marks may be cut off: what hides its overflow ends nearer to them than they stand out."""
    source = (Path(__file__).parent / "clipped.js").read_text()

    def check(page) -> list[str]:
        return page.evaluate(source)

    return check


@pytest.fixture
def open_as(browser, live_server):
    """A browser of somebody's own; what its console complains about is a fault."""
    contexts, complaints = [], []

    def open_context(user=None, viewport=DESK):
        context = browser.new_context(viewport=viewport, base_url=live_server.url, locale="th-TH")
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if user:
            sign_in(page, user)
        return page

    yield open_context
    for context in contexts:
        context.close()
    assert [text for text in complaints if "404" not in text and "410" not in text] == []
