"""`make bench`, its third part: what the dry run of a large file and the drafts of its confirmation cost.

    python -m tests.benchmarks.imports

10,000 rows of which 500 are wrong, as XLSX, through what the jobs call, on an empty site in a folder of its own.
Seconds of CPU of this process and its sandbox, so that what else the machine does counts little; what the clock said
stands beside them. The memory is the largest of each; the rate that of the first drafts, each with its revision.
"""

import io
import os
import resource
import sys
import tempfile
import time
from datetime import date

ROWS, WRONG, CHUNKS = 10_000, 500, 20
# Seconds, MiB, MiB, rows a second.
MOST = {"dry_run_seconds": 30.0, "dry_run_mib": 300.0, "sandbox_mib": 300.0}
LEAST = {"drafts_a_second": 100.0}


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="prongsai-imports-") as folder:
        values = measured(folder)
    missed = [name for name, most in MOST.items() if values[name] > most]
    missed += [name for name, least in LEAST.items() if values[name] < least]
    for name, value in values.items():
        print(f"{name}: {value:,.1f}, promised {promise(name)}{' (not kept)' if name in missed else ''}")
    sys.exit(1 if missed else 0)


def promise(name: str) -> str:
    return f"≤ {MOST[name]:,.0f}" if name in MOST else f"≥ {LEAST[name]:,.0f}"


def measured(folder: str) -> dict[str, float]:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DATA": folder, "LOG_LEVEL": "ERROR"}
    import django

    django.setup()
    from django.core.management import call_command

    from cms.actions.setup import establish
    from cms.policy.roles import Role
    from procurement.actions.import_drafts import AT_ONCE, make_next
    from procurement.actions.imports import begin_import, confirm_import
    from procurement.importing.batches import read_batch
    from procurement.policy.imports import Mode
    from tests.factories.people import make_user
    from tests.fixtures import DIVISIONS, FACTS

    call_command("migrate", verbosity=0)
    finance = establish(FACTS, DIVISIONS, host="localhost").divisions.get(code="finance")
    officer = make_user(Role.PROCUREMENT_OFFICER, finance)
    file = io.BytesIO(workbook())
    batch = begin_import(finance.authority, finance, file, "สขร1.xlsx", by=officer)
    del file
    reading = Taken()
    read_batch(batch.pk, 1, lambda percent: None)
    reading.stop()
    memory = {"dry_run_mib": peak(resource.RUSAGE_SELF), "sandbox_mib": peak(resource.RUSAGE_CHILDREN)}
    found = (batch.rows.count(), batch.problems.count())
    if found != (ROWS - WRONG, WRONG):
        sys.exit(f"read {found[0]} rows and {found[1]} errors")
    confirm_import(batch, Mode.DRAFT, with_duplicates=False, by=officer)
    making = Taken()
    for _chunk in range(CHUNKS):
        make_next(batch.pk)
    making.stop()
    print(f"by the clock: dry run {reading.clock:,.1f} s, {CHUNKS * AT_ONCE / making.clock:,.1f} drafts a second")
    return {"dry_run_seconds": reading.cpu, **memory, "drafts_a_second": CHUNKS * AT_ONCE / making.cpu}


class Taken:
    """Seconds of the clock, and of CPU with the processes that ended meanwhile."""

    def __init__(self) -> None:
        self.clock, self.cpu = time.monotonic(), spent()

    def stop(self) -> None:
        self.clock, self.cpu = time.monotonic() - self.clock, spent() - self.cpu


def spent() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def peak(who: int) -> float:
    """The largest resident memory in MiB."""
    return resource.getrusage(who).ru_maxrss / 1024


def workbook() -> bytes:
    """A sheet of ten thousand procurements, each twentieth without a sensible budget."""
    from cms.tabular.writing import Head, Table, xlsx
    from procurement.policy.sheet_heads import LABELS, Field

    fields = [*(Field.SERIAL, Field.TITLE, Field.KIND, Field.BUDGET, Field.REFERENCE_PRICE, Field.METHOD, Field.STEP)]
    fields += [Field.BIDDERS, Field.BIDDER_PRICES, Field.WINNERS, Field.WINNER_PRICES, Field.REASON]
    fields += [Field.CONTRACT, Field.CONTRACT_DATE]
    rows = [line(number) for number in range(1, ROWS + 1)]
    return xlsx([Table("สขร1", [Head(LABELS[each]) for each in fields], rows)])


def line(number: int) -> list:
    vendor, amount = f"ห้างหุ้นส่วนจำกัด แสงทอง {number}", 1000 + number
    budget = "ฟรี" if number % (ROWS // WRONG) == 0 else amount
    title = f"ซื้อวัสดุอุปกรณ์สำนักงานและงานบ้านงานครัว ครั้งที่ {number}"
    day = date(2024 + number % 2, 1 + number % 9, 1 + number % 28)
    offers = [vendor, amount, vendor, amount, "เสนอราคาต่ำสุดและคุณสมบัติครบถ้วน"]
    return [number, title, "ซื้อ", budget, amount, "เฉพาะเจาะจง", "จัดทำสัญญา", *offers, f"{number}/2568", day]


if __name__ == "__main__":
    main()
