from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from cms.thai.dates import BANGKOK, MONTHS, MONTHS_SHORT
from cms.thai.parsing import (
    Unreadable,
    parse_amount,
    parse_count,
    parse_date,
    parse_fiscal_year,
    parse_moment,
    parse_month,
    parse_number,
)

TODAY = date(2026, 6, 1)
DAY = date(2026, 10, 15)
LEAP_DAY = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("15/10/2569", DAY),
        ("๑๕/๑๐/๒๕๖๙", DAY),
        ("15-10-2569", DAY),
        ("15.10.2569", DAY),
        (" 15 / 10 / 2569 ", DAY),
        ("15–10–2569", DAY),
        ("15/10/69", DAY),
        ("1/2/2569", date(2026, 2, 1)),
        ("15/10/2026", DAY),
        ("4/4/2026", date(2026, 4, 4)),
        ("15/10/พ.ศ. 2569", DAY),
        ("๑๕ ต.ค. ๖๙", DAY),
        ("15 ต.ค. 2569", DAY),
        ("15 ต.ค 69", DAY),
        ("15 ตค. 69", DAY),
        ("15ต.ค.69", DAY),
        ("15-ต.ค.-69", DAY),
        ("15 ตุลาคม 2569", DAY),
        ("15 ตุลาคม พ.ศ. 2569", DAY),
        ("15 ตุลาคม พ.ศ.2569", DAY),
        ("15 ตุลาคม พศ. 2569", DAY),
        ("15 ตุลาคม พ.ศ. 69", DAY),
        ("15 ตุลาคม ค.ศ. 2026", DAY),
        ("15 ตุลาคม 2026", DAY),
        ("วันที่ ๑๕ เดือนตุลาคม พ.ศ. ๒๕๖๙", DAY),
        ("วันที่ 15 เดือน ตุลาคม พ.ศ. 2569", DAY),
        ("ณ วันที่ 15 ตุลาคม 2569", DAY),
        ("วันพฤหัสบดีที่ 15 ตุลาคม 2569", DAY),
        ("15 ตุลาคม พุทธศักราช 2569", DAY),
        ("๑๕ ตุลาคม พุทธศักราช ๒๕๖๙ เวลา ๐๙.๓๐ น.", DAY),
        ("15 ตุลาคม คริสต์ศักราช 2026", DAY),
        ("15 Oct 2026", DAY),
        ("15-Oct-2569", DAY),
        ("15 OCTOBER 2569 10:30", DAY),
        ("October 15, 2026", DAY),
        ("Sept. 1, 2026", date(2026, 9, 1)),
        ("15\u00a0ตุลาคม\u200b 2569", DAY),
        ("15 กันยายน 2569", date(2026, 9, 15)),
        ("2569-10-15", DAY),
        ("2026-10-15", DAY),
        ("2569/10/15", DAY),
        ("2026-10-15 00:00:00", DAY),
        ("2026-10-15T08:30", DAY),
        ("2569-10-15 08:30:00", DAY),
        ("2026-10-14T17:00:00Z", DAY),
        ("2026-10-15T00:00:00+07:00", DAY),
        ("46310", DAY),
        ("29 ก.พ. 2567", LEAP_DAY),
        ("29/2/2567", LEAP_DAY),
        ("29/02/67", LEAP_DAY),
        ("2567-02-29", LEAP_DAY),
        ("31/12/2643", date(2100, 12, 31)),
        ("1/1/2443", date(1900, 1, 1)),
    ],
)
def test_a_written_day_is_read(written, day):
    assert parse_date(written, today=TODAY) == day


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (46310, DAY),
        (46310.0, DAY),
        (46310.9999, DAY),
        (45351, LEAP_DAY),
        (244637, DAY),  # the serial of 15 October in the year 2569 of the sheet
        (DAY, DAY),
        (datetime(2026, 10, 15, 8, 30), DAY),
        (datetime(2569, 10, 15), DAY),
        (date(2569, 10, 15), DAY),
        (datetime(2026, 10, 14, 17, 0, tzinfo=UTC), DAY),
        (datetime(2026, 10, 14, 16, 59, tzinfo=UTC), date(2026, 10, 14)),
        (datetime(2026, 10, 15, 23, 59, tzinfo=BANGKOK), DAY),
    ],
)
def test_a_cell_of_a_sheet_is_read(cell, day):
    read = parse_date(cell)

    assert read == day
    assert type(read) is date


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_is_known_by_its_full_and_its_short_name(number):
    full, short = MONTHS[number - 1], MONTHS_SHORT[number - 1]

    for name in (full, short, short.replace(".", ""), short.rstrip("."), short.replace(".", ". ")):
        assert parse_date(f"7 {name} 2569") == date(2026, number, 7)
        assert parse_month(f"{name} 2569") == (2026, number)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "-",
        "วันนี้",
        "13/13/2569",
        "10/15/2026",
        "32/1/2569",
        "0/1/2569",
        "15/0/2569",
        "29 ก.พ. 2566",
        "29/2/2569",
        "31/6/2569",
        "2569-02-29",
        "15/10/2200",
        "15 ตุลาคม 2200",
        "2200-10-15",
        "15/10/2644",
        "15/10/1899",
        "15/10/0069",
        "15/10/569",
        "3/4/2026",
        "03-04-2026",
        "15/10/26",
        "15 ต.ค. 12",
        "15 ต.ค. 99",
        "15 ตุลาคม ค.ศ. 26",
        "15 ตุลาคม พ.ศ. 2026",
        "15 ตุลาคม ค.ศ. 2569",
        "15 ตุลา 2569",
        "15 เดือน 2569",
        "15-10/2569",
        "15/10",
        "ตุลาคม 2569",
        "15 ต.ค. 2569 ถึง 20 ต.ค. 2569",
        "วันศุกร์ที่ 15 ตุลาคม 2569",
        "วันหยุดที่ 15 ตุลาคม 2569",
        "15102569",
        "151069",
        "2569",
        "15 Octo 2026",
        "15-Oct-26",
        "Oct 2026",
        "9999-12-31T23:59:59Z",
        "2026-13-01T00:00:00Z",
        "2026-10-15T25:99:00Z",
        "20261015",
        "2026-W41-3",
        "2026-10-15 :::::",
    ],
)
def test_a_doubtful_day_is_refused(written):
    with pytest.raises(Unreadable):
        parse_date(written, today=TODAY)


@pytest.mark.parametrize(
    "cell",
    [
        15,
        2569,
        -46310,
        0,
        18263,
        200_000,
        10**9,
        True,
        float("nan"),
        float("inf"),
        date(2200, 1, 1),
        datetime(1899, 12, 30),
        date(2568, 2, 29),  # a leap day of the sheet that 2568 does not have
    ],
)
def test_a_doubtful_cell_is_refused(cell):
    with pytest.raises(Unreadable):
        parse_date(cell)


@pytest.mark.parametrize(
    ("year", "readable"), [(38, False), (39, True), (69, True), (84, True), (85, False), (99, False), (0, False)]
)
def test_two_digits_are_a_buddhist_year_near_today(year, readable):
    written = f"1/1/{year:02d}"

    if readable:
        assert parse_date(written, today=TODAY) == date(1957 + year, 1, 1)
    else:
        with pytest.raises(Unreadable):
            parse_date(written, today=TODAY)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("ปลายเดือน", "อ่านวันที่ “ปลายเดือน” ไม่ได้ ให้เขียนเป็น วัน/เดือน/ปี พ.ศ."),
        ("", "ยังไม่ได้ใส่วันที่"),
        ("29/2/2566", "ไม่มีวันที่ 29 กุมภาพันธ์ 2566"),
        ("13/13/2569", "ไม่มีเดือนที่ 13"),
        ("3/4/2026", "อาจหมายถึงวันที่ 3 เดือน 4 หรือวันที่ 4 เดือน 3"),
        ("1/1/2200", "ปี 2200 ไม่น่าจะถูกต้อง"),
        ("1/1/26", "ปี “26” อาจหมายถึงได้หลายปี ให้เขียนปี พ.ศ. ให้ครบสี่หลัก"),
        ("1 ตุลา 2569", "ไม่รู้จักเดือน “ตุลา”"),
        ("ก" * 200, "ก" * 39 + "…"),
    ],
)
def test_the_refusal_says_how_to_mend_it(written, words):
    with pytest.raises(Unreadable) as refused:
        parse_date(written, today=TODAY)

    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("ตุลาคม 2567", (2024, 10)),
        ("ตุลาคม พ.ศ. ๒๕๖๗", (2024, 10)),
        ("เดือนตุลาคม 2567", (2024, 10)),
        ("ประจำเดือน ตุลาคม พ.ศ. 2567", (2024, 10)),
        ("ต.ค. ๖๗", (2024, 10)),
        ("ต.ค.-67", (2024, 10)),
        ("ตค67", (2024, 10)),
        ("10/2567", (2024, 10)),
        ("10/67", (2024, 10)),
        ("2567-10", (2024, 10)),
        ("2024-10", (2024, 10)),
        ("1/2568", (2025, 1)),
        (datetime(2567, 10, 1), (2024, 10)),
        (date(2024, 10, 1), (2024, 10)),
    ],
)
def test_a_written_month_is_read(written, month):
    assert parse_month(written, today=TODAY) == month


@pytest.mark.parametrize(
    "written",
    ["", "ตุลาคม", "2567", "13/2567", "0/2567", "10/11", "15 ตุลาคม 2567", "ไตรมาส 2567", "ต.ค. 2200", "10/2200"],
)
def test_a_doubtful_month_is_refused(written):
    with pytest.raises(Unreadable):
        parse_month(written, today=TODAY)


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2568", 2568),
        ("๒๕๖๘", 2568),
        ("68", 2568),
        ("พ.ศ. 2568", 2568),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๘", 2568),
        ("ประจำปีงบประมาณ 2568", 2568),
        ("ปี 2568", 2568),
        (2568, 2568),
        (2568.0, 2568),
    ],
)
def test_a_fiscal_year_is_read(written, year):
    assert parse_fiscal_year(written, today=TODAY) == year


@pytest.mark.parametrize(
    "written",
    ["", "2025", "ค.ศ. 2025", "ค.ศ. 2568", "2200", "26", "2567-2568", "1/2568", "ปีหน้า", 2025, 2568.5, float("nan")],
)
def test_a_doubtful_fiscal_year_is_refused(written):
    with pytest.raises(Unreadable):
        parse_fiscal_year(written, today=TODAY)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("12500", "12500"),
        ("12,500", "12500"),
        ("12,500.-", "12500"),
        ("12,500.–", "12500"),
        ("12,500-", "12500"),
        ("12,500.00", "12500"),
        ("12,500.5", "12500.5"),
        ("๑๒,๕๐๐.๐๐ บาท", "12500"),
        ("12,500บาท", "12500"),
        ("12,500.- บาท", "12500"),
        ("12,500 บาทถ้วน", "12500"),
        ("12,500 บาท 50 สตางค์", "12500.50"),
        ("จำนวน 12,500 บาท", "12500"),
        ("฿12,500.25", "12500.25"),
        ("฿ 12,500", "12500"),
        ("12,500 THB", "12500"),
        (" 1,234,567.89 ", "1234567.89"),
        ("0", "0"),
        ("0.50", "0.50"),
        ("-1,200.50", "-1200.50"),
        ("−1,200.50", "-1200.50"),
        ("999,999,999,999.99", "999999999999.99"),
        (12500, "12500"),
        (12500.5, "12500.50"),
        (0.1 + 0.2, "0.30"),
        (Decimal("12500.50"), "12500.50"),
    ],
)
def test_a_written_amount_is_read(written, amount):
    read = parse_amount(written)

    assert read == Decimal(amount)
    assert read.as_tuple().exponent == -2


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        ".-",
        "(1,200.50)",
        "12.500,00",
        "12,50",
        "1,2500",
        "12,500,00",
        "12 500",
        "12.500",
        "12,500.505",
        "012",
        "00",
        ".50",
        "1.5 ล้านบาท",
        "หนึ่งพันบาท",
        "12,500.50 บาท 25 สตางค์",
        "12,500 ดอลลาร์",
        "12,500/15,000",
        "12,500 - 15,000",
        "--5",
        "1e5",
        "1" * 16,
        1.005,
        True,
        float("nan"),
        float("inf"),
        1e16,
        Decimal("NaN"),
    ],
)
def test_a_doubtful_amount_is_refused(written):
    with pytest.raises(Unreadable):
        parse_amount(written)


def test_the_refusal_of_an_amount_says_how_to_write_it():
    with pytest.raises(Unreadable, match=r"อ่านจำนวนเงิน “12\.500,00” ไม่ได้ ให้เขียนเป็นตัวเลขบาท เช่น 12,500\.00"):
        parse_amount("12.500,00")


# Numbers that are no amounts, and moments


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1,266", "1266"),
        ("๑,๒๖๖ ราย", "1266"),
        ("85.5%", "85.5"),
        ("-3", "-3"),
        ("0.125", "0.125"),
        (12.5, "12.5"),
        (40, "40"),
    ],
)
def test_a_number_is_read(written, number):
    assert parse_number(written) == Decimal(number)


@pytest.mark.parametrize("written", ["", "สิบ", "1,26", "12-15", "5 ล้าน", "1e5", True, float("nan"), float("inf")])
def test_what_is_no_number_is_refused(written):
    with pytest.raises(Unreadable):
        parse_number(written)
    with pytest.raises(Unreadable):
        parse_count(written)


@pytest.mark.parametrize(("written", "count"), [("๑๒ คน", 12), (1266.0, 1266), ("-4", -4), ("12.00", 12)])
def test_a_count_is_a_whole_number(written, count):
    assert parse_count(written) == count


@pytest.mark.parametrize("written", ["12.5", 0.5])
def test_a_fraction_is_no_count(written):
    with pytest.raises(Unreadable, match="จำนวนเต็ม"):
        parse_count(written)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("15 ต.ค. 2569 9.30 น.", datetime(2026, 10, 15, 9, 30)),
        ("15/10/2569 เวลา 09:30", datetime(2026, 10, 15, 9, 30)),
        ("๑๕ ตุลาคม ๒๕๖๙ ๙.๓๐ น.", datetime(2026, 10, 15, 9, 30)),
        ("2026-10-15 09:30:00", datetime(2026, 10, 15, 9, 30)),
        ("2026-10-15T02:30:00Z", datetime(2026, 10, 15, 9, 30)),
        ("15/10/2569", datetime(2026, 10, 15)),
        (datetime(2569, 10, 15, 9, 30), datetime(2026, 10, 15, 9, 30)),
        (date(2026, 10, 15), datetime(2026, 10, 15)),
    ],
)
def test_a_moment_is_a_day_with_its_time(written, moment):
    assert parse_moment(written) == moment
    assert parse_date(written) == moment.date()


@pytest.mark.parametrize("written", ["15/10/2569 24.00", "15/10/2569 9.75", "9.30", "31/2/2569 9.30 น."])
def test_no_such_moment_is_refused(written):
    with pytest.raises(Unreadable):
        parse_moment(written)
