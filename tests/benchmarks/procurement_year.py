"""What a year of 20,000 procurements costs as a file: seconds and peak memory of a process for each format.

`python -m tests.benchmarks.procurement_year` prints a line a format and fails beyond 20 s or 300 MiB; `N=2000` in front
makes it small. The contents of the months are written past the approval, into the publications of a site of its own.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from typing import Any

YEAR = 2569
DAYS = [date(2025, month, 3) for month in (10, 11, 12)] + [date(2026, month, 3) for month in range(1, 10)]
FORMATS = ("xlsx", "csv", "ocds", "ocds-records")
SECONDS, MEBIBYTES = 20.0, 300.0
FACTS = {"name": "องค์การบริหารส่วนตำบลดงหม้อทอง", "short_name": "อบต.ดงหม้อทอง", "district": "", "province": ""}


def main() -> None:
    count = int(os.environ.get("N", "20000"))
    with tempfile.TemporaryDirectory(prefix="prongsai-year-") as folder:
        site = {**os.environ, "DATA": folder, "DJANGO_SETTINGS_MODULE": "config.settings.dev", "LOG_LEVEL": "ERROR"}
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=site, check=True)
        _in_process(site, "fill", str(count))
        lines = [_in_process(site, "export", form) for form in FORMATS]
    print("".join(lines), end="")
    if any(not line.endswith("kept\n") for line in lines):
        sys.exit(1)


def _in_process(site: dict[str, str], *order: str) -> str:
    command = [sys.executable, "-m", "tests.benchmarks.procurement_year", *order]
    return subprocess.run(command, env=site, check=True, capture_output=True, text=True).stdout


def fill(count: int) -> None:
    """Twelve approved months with so many rows together."""
    from cms.actions.people import appoint
    from cms.actions.setup import establish
    from cms.models import User
    from cms.policy.roles import Role
    from procurement.policy.months import month_of
    from tests.factories.month_rows import month_rows
    from tests.factories.months import publish_month
    from tests.factories.publications import current

    authority = establish(FACTS, [("finance", "กองคลัง")], host="127.0.0.1")
    people = [User.objects.create_user(name, f"{name}@example.go.th") for name in ("officer", "executive")]
    finance = authority.divisions.get()
    appoint(people[0], Role.PROCUREMENT_OFFICER, division=finance, authority=authority, by=None)
    appoint(people[1], Role.EXECUTIVE, authority=authority, by=None)
    for place, day in enumerate(DAYS):
        year, period = month_of(day)
        page = publish_month(
            rows=month_rows(place, 1, day=day),
            year=year,
            period=period,
            by=people[0],
            approver=people[1],
            division=finance,
        )
        publication = current(page)
        publication.content["procurements"] = month_rows(
            place, -(-count // 12), day=day, first_record=1 + place * count
        )
        publication.save()


def export(form: str) -> None:
    """Ask for the year in a format, as a visitor does, and say what it cost this process."""
    from django.test import Client

    before, began = _peak(), time.perf_counter()
    answer: Any = Client().get(f"/procurement/{YEAR}/export/{form}/", headers={"host": "127.0.0.1"})
    size = sum(len(part) for part in answer.streaming_content)
    answer.close()
    seconds, peak = time.perf_counter() - began, _peak()
    kept = answer.status_code == 200 and seconds <= SECONDS and peak <= MEBIBYTES
    print(
        f"{form}: {seconds:.1f} s, {peak:.0f} MiB of the process ({before:.0f} before), "
        f"{size / 2**20:.1f} MiB, {'kept' if kept else 'NOT kept'}"
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        import django

        django.setup()
        {"fill": lambda value: fill(int(value)), "export": export}[sys.argv[1]](sys.argv[2])
