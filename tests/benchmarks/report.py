"""Writes what was measured: docs/benchmarks.md for people, var/bench.json for machines."""

import json
import os
import platform
import re
import sqlite3
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.rows import FLAT, Row, growth

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "benchmarks.md"
DATA = ROOT / "var" / "bench.json"
BETWEEN = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->)", re.DOTALL)


def write(rows: list[Row], *, n: int, seconds: float) -> None:
    """What stands outside the marks of the document stays as people wrote it."""
    DATA.parent.mkdir(exist_ok=True)
    machine = facts(n, seconds)
    shown = [{**asdict(row), "ratio": round(row.ratio, 3)} for row in rows]
    DATA.write_text(json.dumps({"machine": machine, "rows": shown}, ensure_ascii=False, indent=2) + "\n")
    parts = [table(rows), flatness(rows), "\n".join(f"- {name}: {value}" for name, value in machine.items())]
    text = DOCUMENT.read_text(encoding="utf-8")
    fresh = BETWEEN.sub(lambda found: found[1] + "\n".join(f"{part}\n" for part in parts) + found[2], text)
    DOCUMENT.write_text(fresh, encoding="utf-8")


def table(rows: list[Row]) -> str:
    lines = ["| name | value | unit | N | stock | ratio | promised | kept |", "|---|--:|---|--:|--:|--:|---|---|"]
    for row in rows:
        kept = "" if not row.target else "yes" if row.is_kept else "**no**"
        values = f"{row.value:,.2f} | {row.unit} | {row.n:,} | {row.stock:,.2f} | {row.ratio:.2f}"
        lines.append(f"| `{row.name}` | {values} | {row.target} | {kept} |")
    return "\n".join(lines)


def flatness(rows: list[Row]) -> str:
    slower = growth(rows)
    kept = "flat" if slower <= FLAT else "**not flat**"
    return f"Adding and publishing on the large site takes {slower:.2f} times what it takes on the small one: {kept}."


def facts(n: int, seconds: float) -> dict[str, str]:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("wagtail", "django", "gunicorn"))
    return {
        "day": date.today().isoformat(),
        "documents": f"{n:,} on each site, 10 fiscal years",
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "versions": f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}",
        "duration": f"{seconds / 60:.1f} minutes",
    }
