"""`make bench`, its third part: what the dry run of a large sheet of procurements takes, beside what was promised.

    python -m tests.benchmarks.dry_run

10,000 procurements, 500 of which are wrong, are read in a process of its own, as the command reads them.
"""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

COUNT, WRONG = 10_000, 500
# Seconds of CPU, so that what else the machine does counts little; and mebibytes at the most.
LIMIT = {"dry_run_cpu": 30.0, "dry_run_memory": 300.0}
HEADS = [
    "ลำดับที่",
    "งานที่จัดซื้อหรือจัดจ้าง",
    "วงเงินที่จะซื้อหรือจ้าง",
    "ราคากลาง",
    "วิธีซื้อหรือจ้าง",
    "รายชื่อผู้เสนอราคาและราคาที่เสนอ",
    "ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง",
    "เหตุผลที่คัดเลือกโดยสรุป",
    "เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง",
]
COMMAND = [sys.executable, "manage.py", "import_procurement", "--dry-run", "--format", "json"]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="prongsai-sheet-") as folder:
        values = measured(Path(folder))
    missed = {name for name, value in values.items() if value > LIMIT[name]}
    for name, value in values.items():
        print(f"{name}: {value:,.1f}, promised ≤ {LIMIT[name]:,.1f}{' (not kept)' if name in missed else ''}")
    sys.exit(1 if missed else 0)


def measured(folder: Path) -> dict[str, float]:
    path = folder / "month.xlsx"
    write(path)
    answer = subprocess.run([*COMMAND, str(path)], check=True, capture_output=True, text=True).stdout
    if answer.count('"cell":') != WRONG or answer.count('"title":') != COUNT - WRONG:
        raise SystemExit("the dry run did not answer what the sheet says")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"dry_run_cpu": used.ru_utime + used.ru_stime, "dry_run_memory": used.ru_maxrss / 1024}


def write(path: Path) -> None:
    """The sheet: every twentieth procurement was signed on a day that there is not."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet("ต.ค. 68")
        page.write_row(0, 0, HEADS)
        for number in range(1, COUNT + 1):
            page.write_row(number, 0, line(number, "31/2/2568" if number % (COUNT // WRONG) == 0 else "5 ต.ค. 68"))


def line(number: int, day: str) -> list[object]:
    shop, price = f"ร้านแสงทอง {number % 97}", 5_000 + number
    bids = f"1. {shop} {price:,}.00 บาท\n2. หจก.รุ่งเรือง {price + 500:,}.00 บาท"
    title = f"จ้างซ่อมถนนลูกรัง สายที่ {number}"
    return [
        number,
        title,
        price + 900,
        f"{price:,}.-",
        "เฉพาะเจาะจง",
        bids,
        f"{shop} {price:,}.00 บาท",
        "ราคาต่ำสุด",
        f"{number}/2569 ลว. {day}",
    ]


if __name__ == "__main__":
    main()
