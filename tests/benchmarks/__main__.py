"""`make bench`: Prongsai beside a stock Wagtail site of the same size, in one run; `N=1000` in front makes it small.

It fails where something promised in `rows` is not kept; a run that is smaller than the promises only shows it.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import report, sites
from tests.benchmarks.measure import Bench
from tests.benchmarks.rows import PROMISED_FROM, Row, broken
from tests.benchmarks.site import Site

SMALL = 1_000


def measured(ours: Site, stock: Site, n: int) -> list[Row]:
    """All rows; the order is that of the work, from the small site to the large one."""
    bench = Bench(ours, stock)
    say(f"{min(SMALL, n)} documents")
    bench.grow(min(SMALL, n))
    small = bench.add_publish("add_publish_1000", min(SMALL, n))
    say(f"{n} documents")
    bench.grow(n)
    large = bench.add_publish("add_publish_10000", n)
    say("web processes")
    first = bench.first_page(n)
    page = bench.document_page(n)
    memory = bench.memory(n)
    unread, listing = bench.first_listing(n), bench.listing(n)
    approval, changes = bench.approve(n), bench.changes(n)
    return [page, listing, unread, approval, changes, small, large, first, memory]


def say(what: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {what}", file=sys.stderr, flush=True)


def main() -> None:
    n = int(os.environ.get("N", "10000"))
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="prongsai-bench-") as folder:
        say("two empty sites")
        ours, stock = sites.prongsai(Path(folder) / "ours"), sites.stock(Path(folder) / "stock")
        try:
            rows = measured(ours, stock, n)
        finally:
            ours.close()
            stock.close()
    report.write(rows, n=n, seconds=time.monotonic() - began)
    print(report.table(rows))
    for sentence in (missed := broken(rows)):
        say(f"not kept: {sentence}")
    if missed and n >= PROMISED_FROM:
        sys.exit(1)


if __name__ == "__main__":
    main()
