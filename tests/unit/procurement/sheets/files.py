"""The same procurements in files of every kind, encoding and separator, and files that are not what their name says."""

from html import escape

from tests.unit.procurement.sheets.case import NINE, PAPER_9, SHEET, TRUCK_9, Case, book, csv_of, paper, truck

LINES = [["สรุปผลการจัดซื้อจัดจ้าง ตุลาคม 2568"], NINE, PAPER_9, TRUCK_9]
IN_CSV = [paper(3, sheet="CSV"), truck(4, sheet="CSV")]


def text(encoding, separator=",", end="\r\n", lines=LINES):
    return lambda: csv_of(lines, separator, end).encode(encoding)


def page(lines, *, before="", charset="utf-8", tag="td"):
    """A web page with one table, as systems export it."""
    cells = [["" if cell is None else escape(str(cell)) for cell in line] for line in lines]
    rows = "".join(f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in line)}</tr>" for line in cells)
    return (
        f'<html><head><meta charset="{charset}"><style>td {{mso-number-format:"\\@"}}</style></head><body>{before}'
        f'<table border="1">{rows}</table></body></html>'
    ).encode(charset)


QUOTED = [NINE, [*PAPER_9[:5], "ร้านแสงทอง\n12,500 บาท", "1. ร้านแสงทอง\r\n12,500 บาท", *PAPER_9[7:]], TRUCK_9]
MARKED = [NINE, [1, "'ซื้อกระดาษ", "'12500", "'12,500.00", *PAPER_9[4:]], TRUCK_9]

CASES = [
    *[
        Case(f"a CSV in {encoding} with {separator!r} and {end!r}", text(encoding, separator, end), IN_CSV, kind="csv")
        for encoding, separator, end in [
            ("utf-8", ",", "\r\n"),
            ("utf-8-sig", ",", "\n"),
            ("utf-8-sig", ";", "\r\n"),
            ("utf-16", "\t", "\r\n"),
            ("utf-16-le", "\t", "\r\n"),
            ("utf-16-be", ",", "\n"),
            ("cp874", ",", "\r\n"),
            ("tis-620", ";", "\r\n"),
            ("cp874", "\t", "\r"),
            ("utf-8", "|", "\n"),
        ]
    ],
    Case(
        "lines within a cell of a CSV",
        text("utf-8", lines=QUOTED),
        [paper(2, sheet="CSV", month=None), truck(3, sheet="CSV", month=None)],
        kind="csv",
    ),
    Case(
        "apostrophes that mark texts",
        text("utf-8", lines=MARKED),
        [paper(2, sheet="CSV", month=None), truck(3, sheet="CSV", month=None)],
        kind="csv",
    ),
    Case("a text file", text("cp874", "\t"), IN_CSV, kind="txt"),
    Case("a CSV named .xls", text("utf-16", "\t"), IN_CSV, kind="xls"),
    Case("an XLSX named .xls", lambda: book((SHEET, LINES)), [paper(3), truck(4)], kind="xls"),
    Case("an XLSX named .csv", lambda: book((SHEET, LINES)), [paper(3), truck(4)], kind="csv"),
    Case("a web page named .xls", lambda: page(LINES), [paper(3, sheet="HTML"), truck(4, sheet="HTML")], kind="xls"),
    Case(
        "a web page in Windows-874 named .xls",
        lambda: page(LINES, charset="cp874"),
        [paper(3, sheet="HTML"), truck(4, sheet="HTML")],
        kind="xls",
    ),
    Case(
        "a web page with its title above the table",
        lambda: page(
            LINES[1:], before="<script>var a = '<td>';</script><h3>ประจำเดือน ตุลาคม<br>2568</h3><p>&nbsp;</p>", tag="th"
        ),
        [paper(4, sheet="HTML", month=None), truck(5, sheet="HTML", month=None)],
        kind="xls",
    ),
    Case(
        "a web page that says none", lambda: page([NINE], before="<p>เดือนนี้ไม่มีการจัดซื้อจัดจ้าง</p>"), none=True, kind="xls"
    ),
    Case(
        "a web page with merged cells",
        lambda: (
            '<table><tr><th rowspan="2">ที่<th rowspan=2>งานที่จัดซื้อหรือจัดจ้าง<th rowspan=2>วงเงิน<th rowspan=2>วิธีซื้อหรือจ้าง'
            '<th colspan="2">ผู้เสนอราคา</th><th colspan="2">ผู้ได้รับการคัดเลือก</th></tr>'
            "<tr><td>รายชื่อ<td>ราคา<td>รายชื่อ<td>ราคา</tr>"
            "<tr><td>1<td>ซื้อกระดาษ<td>12,500.00<td>เฉพาะเจาะจง<td>ร้านแสงทอง<td>12,500.00<td>ร้านแสงทอง<td>12,500.00</table>"
        ).encode(),
        [paper(3, sheet="HTML", reference_price=None, reason="", contract_number="", contract_date=None, month=None)],
        kind="xls",
    ),
    Case(
        "a web page without a table",
        lambda: b"<html><body><p>login</p></body></html>",
        kind="xls",
        refusal="ไม่พบหัวตาราง",
    ),
    Case("a broken archive", lambda: book((SHEET, LINES))[:3000], kind="xlsx", refusal="เปิดตารางในไฟล์นี้ไม่ได้"),
    Case(
        "a locked workbook", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, kind="xlsx", refusal="รหัสผ่าน"
    ),
    Case("an empty file", lambda: b"", kind="csv", refusal="ไม่มีข้อมูล"),
    Case("a picture", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, kind="xlsx", refusal="เปิดตารางในไฟล์นี้ไม่ได้"),
]
