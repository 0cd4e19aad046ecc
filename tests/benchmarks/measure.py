"""The measurements: both sites in turns, a few at a time, so that what else the machine does falls on both alike."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.rows import MEBIBYTES, MILLISECONDS, SECONDS, Row, row
from tests.benchmarks.site import Site

STARTS = 5
ROUNDS = 12
PAGES_A_ROUND = 25
LISTS_A_ROUND = 4
RECORDS_A_ROUND = 4
APPROVALS = 48
CHANGES = 5
CHANGED_LETTERS = 100_000
Samples = tuple[list[float], list[float]]


@dataclass
class Bench:
    """Two sites of the same size."""

    ours: Site
    stock: Site
    taken: int = 0

    @property
    def sites(self) -> tuple[Site, Site]:
        return self.ours, self.stock

    def grow(self, count: int) -> None:
        for site in self.sites:
            site.order("make", count=count)

    def in_turns(self, rounds: int, step: Callable[[Site, int], list[float]]) -> Samples:
        """A round asks one site, then the other; the next round begins with the other. The first is for warming up."""
        samples: dict[str, list[float]] = {site.name: [] for site in self.sites}
        for turn in range(rounds + 1):
            for site in self.sites if turn % 2 else reversed(self.sites):
                values = step(site, turn)
                if turn:
                    samples[site.name] += values
        return samples[self.ours.name], samples[self.stock.name]

    def add_publish(self, name: str, n: int) -> Row:
        """Adding and publishing through each site's own functions, without a web process."""
        base = 10**6 + self.taken
        self.taken += (ROUNDS + 1) * RECORDS_A_ROUND

        def add(site: Site, turn: int) -> list[float]:
            return site.order("add_publish", count=RECORDS_A_ROUND, start=base + turn * RECORDS_A_ROUND)

        return row(name, MILLISECONDS, n, *self.in_turns(ROUNDS, add))

    def first_page(self, n: int) -> Row:
        """From the start of the process to the front page."""

        def start(site: Site, turn: int) -> list[float]:
            site.stop_web()
            return [site.start_web()]

        return row("first_page", SECONDS, n, *self.in_turns(STARTS, start))

    def document_page(self, n: int) -> Row:
        """An anonymous visitor reads records, a different one each time."""
        pages = {site.name: site.order("addresses", count=(ROUNDS + 1) * PAGES_A_ROUND) for site in self.sites}

        def read(site: Site, turn: int) -> list[float]:
            addresses = pages[site.name]["documents"]
            first = turn * PAGES_A_ROUND
            return [site.get(addresses[number % len(addresses)]) for number in range(first, first + PAGES_A_ROUND)]

        return row("document_page", MILLISECONDS, n, *self.in_turns(ROUNDS, read))

    def changes(self, n: int) -> Row:
        """The difference of two texts of which every letter changed, as the screens of both sites show it."""

        def compare(site: Site, turn: int) -> list[float]:
            return site.order("changes", letters=CHANGED_LETTERS, turn=turn)

        return row("changes_100000", MILLISECONDS, n, *self.in_turns(CHANGES, compare))

    def memory(self, n: int) -> Row:
        """After the record pages were read (more than a hundred requests)."""
        return row("memory", MEBIBYTES, n, [self.ours.memory()], [self.stock.memory()])

    def listing(self, n: int) -> Row:
        """The list of a year, again and again: a hundred records with title, date and division."""
        lists = self.lists()

        def read(site: Site, turn: int) -> list[float]:
            return [site.get(lists[site.name][0]) for _ in range(LISTS_A_ROUND)]

        return row("listing_100", MILLISECONDS, n, *self.in_turns(ROUNDS, read))

    def first_listing(self, n: int) -> Row:
        """The same where nobody has read the list since something was published: every year's once."""
        lists = self.lists()

        def read(site: Site, turn: int) -> list[float]:
            return [site.get(lists[site.name][turn])]

        return row("listing_100_unread", MILLISECONDS, n, *self.in_turns(len(lists[self.ours.name]) - 1, read))

    def lists(self) -> dict[str, list[str]]:
        return {site.name: site.order("addresses", count=1)["lists"] for site in self.sites}

    def approve(self, n: int) -> Row:
        """The approver's POST that approves and publishes; afterwards the page is public."""
        base = 2 * 10**6
        waiting = {site.name: site.order("waiting", count=APPROVALS + 1, start=base) for site in self.sites}
        cookies = {site.name: site.order("cookies") for site in self.sites}

        def decide(site: Site, turn: int) -> list[float]:
            card = waiting[site.name][turn]
            taken = site.post(card["path"], card["form"], cookies[site.name])
            site.get(card["page"])
            return [taken]

        return row("approve_http_p50", MILLISECONDS, n, *self.in_turns(APPROVALS, decide))
