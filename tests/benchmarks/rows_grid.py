"""What the editor's sheet costs the browser: a paste of 300 × 6 cells, a key in a table of 300 rows.

    python -m tests.benchmarks.rows_grid ADDRESS USERNAME PASSWORD EDITOR

ADDRESS is that of a running demo, EDITOR the path of the editor of a measure (its duties have six columns). Times are
those of the browser's main thread, so that a busy machine does not count, and four times them: a phone or an old
computer. Nothing is saved.
"""

import shutil
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

ROWS, SLOWER, KEYS = 300, 4, 40
RELATION, FIRST = "obligations", "what"
PASTE = """text => {
  const data = new DataTransfer()
  data.setData('text/plain', text)
  document.activeElement.dispatchEvent(
    new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))
  return new Promise(shown => requestAnimationFrame(() => setTimeout(shown)))
}"""


def main(address: str, username: str, password: str, editor: str) -> None:
    """Print the times."""
    with opened(address, username, password, editor) as (page, devtools):
        page.locator(f"#id_{RELATION}-0-{FIRST}").focus()
        show("paste of 300 × 6, until the rows are shown", task_time(devtools, lambda: page.evaluate(PASTE, rows())))
        page.wait_for_function(
            "!/กำลังอ่าน/.test(document.querySelector('.is-bad .sheet__said, .sheet__said').innerText)"
        )
        page.wait_for_timeout(3000)
        page.keyboard.press("F2")
        keys = [task_time(devtools, lambda: page.keyboard.press("5")) for _ in range(KEYS)]
        show("a key in the middle of a text, median", statistics.median(keys))
        page.keyboard.press("Enter")
        moves = [task_time(devtools, lambda: page.keyboard.press("ArrowDown")) for _ in range(KEYS)]
        show("an arrow, median", statistics.median(moves))
        page.wait_for_timeout(1000)
        show("a row put between", task_time(devtools, lambda: page.keyboard.press("Alt+Insert")))
        page.locator("form[data-controller~=w-unsaved]").evaluate("form => form.remove()")  # nothing is saved


@contextmanager
def opened(address: str, username: str, password: str, editor: str) -> Iterator[tuple[Page, CDPSession]]:
    """The editor, without autosave."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}).new_page()
        page.goto("/admin/login/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", password)
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        page.route("**/edit/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
        page.goto(editor)
        devtools = page.context.new_cdp_session(page)
        devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
        yield page, devtools
        browser.close()


def rows() -> str:
    """The rows as a sheet copies them."""
    cells = "ก่อสร้างถนนคอนกรีตเสริมเหล็ก สายบ้านหนองแวง หมู่ที่ {0}\tกองช่าง\tปีละครั้ง\tภายในเดือนตุลาคม\tรายงาน {0}\tนายก อบต."
    return "\n".join(cells.format(number) for number in range(1, ROWS + 1))


def task_time(devtools: CDPSession, act: Any) -> float:
    """The milliseconds of the browser's main thread that an act takes."""
    before = _tasks(devtools)
    act()
    return (_tasks(devtools) - before) * 1000


def _tasks(devtools: CDPSession) -> float:
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in metrics if each["name"] == "TaskDuration")


def show(what: str, milliseconds: float) -> None:
    """A line of the report."""
    print(f"{what}: {milliseconds:.0f} ms, at a quarter of the speed {milliseconds * SLOWER:.0f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
