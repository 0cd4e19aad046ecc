"""`make bench`, its second part: what a month costs as a page, as a PDF and to publish, beside what was promised of it.

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
# Milliseconds, milliseconds, bytes as sent, seconds, seconds, queries.
LIMIT = {
    "month_40": 27.0,
    "month_500": 60.0,
    "month_500_sent": 250 * 1024,
    "month_420_pdf": 2.0,
    "month_500_publish": 2.0,
    "month_500_publish_queries": 150,
}


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
    who = people()
    small, large, paper = months(who, 40, 500, 420)
    client = Client(HTTP_HOST="localhost")
    sent = gzip.compress(client.get(large.address).content, compresslevel=6)
    return {
        "month_40": 1000 * cpu(lambda: client.get(small.address, headers={"Accept-Encoding": "gzip"})),
        "month_500": 1000 * cpu(lambda: client.get(large.address, headers={"Accept-Encoding": "gzip"})),
        "month_500_sent": len(sent),
        "month_420_pdf": cpu(lambda: render(paper), rounds=1),
        **publishing(who, 500),
    }


def people() -> dict:
    """Who drafts and approves months for which division, of an authority that is there from now on."""
    from cms.actions.setup import establish
    from cms.policy.roles import Role
    from tests.factories.people import make_user
    from tests.fixtures import DIVISIONS, FACTS

    finance = establish(FACTS, DIVISIONS, host="localhost").divisions.get(code="finance")
    officer, executive = make_user(Role.PROCUREMENT_OFFICER, finance), make_user(Role.EXECUTIVE)
    return {"by": officer, "approver": executive, "division": finance}


def months(who: dict, *counts: int) -> list:
    """The publications of months with so many rows, of one past fiscal year."""
    from cms.policy.periods import EVERY_MONTH
    from tests.factories.months import last_year, publish_month
    from tests.factories.publications import current

    who = {**who, "year": last_year()}
    periods = dict(zip(counts, EVERY_MONTH, strict=False))
    return [current(publish_month(count=count, period=period, **who)) for count, period in periods.items()]


def publishing(who: dict, count: int) -> dict[str, float]:
    """What it takes to draw up, submit and publish the current month, whose draft has one of so many approved records.

    The approver opens it in between, as a page that he reads.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from cms.actions.approval import approve
    from cms.thai.dates import fiscal_year
    from procurement.actions.months import submit_month
    from tests.factories.decisions import open_by
    from tests.factories.many_purchases import many_purchases
    from tests.factories.month_work import approved_purchase, fresh, month_page, run_months

    today = timezone.localdate()
    record = approved_purchase(on=today, **who)
    run_months()
    many_purchases(record, count - 1)
    page = month_page(record.authority, fiscal_year(today), record.month)
    with CaptureQueriesContext(connection) as drawing_up:
        first = cpu(lambda: submit_month(page, by=who["by"]), rounds=1)
    waiting = fresh(page).current_workflow_task_state
    open_by(waiting, who["approver"])
    decision = {"by": who["approver"], "revision": waiting.revision_id, "digest": waiting.review.digest}
    with CaptureQueriesContext(connection) as deciding:
        second = cpu(lambda: approve(waiting, **decision), rounds=1)
    queries = len(drawing_up) + len(deciding)
    return {f"month_{count}_publish": first + second, f"month_{count}_publish_queries": queries}


def cpu(ask: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """The median of the seconds of CPU, after a first time that does not count; one round is of what is done once."""
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
