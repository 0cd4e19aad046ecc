"""`make bench`, its second part: what the page and the PDF of a month cost, beside what was promised of them.

    python -m tests.benchmarks.months

An empty site in a folder of its own; CPU of this process, so that what else the machine does counts little.
"""

import gzip
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

ROUNDS = 15
# Milliseconds, milliseconds, bytes as sent, seconds.
LIMIT = {"month_40": 27.0, "month_500": 60.0, "month_500_sent": 250 * 1024, "month_420_pdf": 2.0}


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="prongsai-months-") as folder:
        values = measured(folder)
    missed = {name: value for name, value in values.items() if value > LIMIT[name]}
    for name, value in values.items():
        print(f"{name}: {value:,.1f}, promised ≤ {LIMIT[name]:,.1f}{'' if name not in missed else ' (not kept)'}")
    sys.exit(1 if missed else 0)


def measured(folder: str) -> dict[str, float]:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DATA": folder, "LOG_LEVEL": "ERROR"}
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from cms.exports.record import render

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    small, large, paper = months(40, 500, 420)
    client = Client(HTTP_HOST="localhost")
    sent = gzip.compress(client.get(large.address).content, compresslevel=6)
    return {
        "month_40": 1000 * cpu(lambda: client.get(small.address, headers={"Accept-Encoding": "gzip"})),
        "month_500": 1000 * cpu(lambda: client.get(large.address, headers={"Accept-Encoding": "gzip"})),
        "month_500_sent": len(sent),
        "month_420_pdf": cpu(lambda: render(paper), rounds=1),
    }


def months(*counts: int) -> list:
    """The publications of months with so many rows, of one past fiscal year."""
    from cms.actions.setup import establish
    from cms.policy.periods import EVERY_MONTH
    from cms.policy.roles import Role
    from tests.factories.months import last_year, publish_month
    from tests.factories.people import make_user
    from tests.factories.publications import current
    from tests.fixtures import DIVISIONS, FACTS

    finance = establish(FACTS, DIVISIONS, host="localhost").divisions.get(code="finance")
    officer, executive = make_user(Role.PROCUREMENT_OFFICER, finance), make_user(Role.EXECUTIVE)
    who = {"by": officer, "approver": executive, "division": finance, "year": last_year()}
    periods = dict(zip(counts, EVERY_MONTH, strict=False))
    return [current(publish_month(count=count, period=period, **who)) for count, period in periods.items()]


def cpu(ask: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """The median of the seconds of CPU, after a first time that does not count; a PDF is made once, as it is stored."""
    if rounds > 1:
        ask()
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        ask()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
