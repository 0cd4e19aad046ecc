"""Web pages and texts under the names of workbooks, and what the parser of workbooks does not say."""

import openpyxl
import pytest

from cms.tabular.reading import kind_by_content, read_sheets, read_upload
from cms.tabular.sheets import Row

PAGE = (
    '<html><head><title>t</title><style>td {}</style></head><body><p>หัว</p><script>alert("<td>")</script><table>'
    '<tr><td rowspan="2">ก</td><td colspan=2>ข<br>ค</td></tr><tr><td>&nbsp;ง<td><table><tr><td>ใน</table></table>'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_a_web_page_named_as_a_workbook_is_read(tmp_path, encoding):
    path = tmp_path / "a.xls"
    path.write_bytes(PAGE.encode(encoding))

    [sheet] = read_upload(path, "a.xls")

    assert list(sheet.rows) == [Row(1, ("หัว",)), Row(2, ("ก", "ข\nค")), Row(3, (None, "ง")), Row(4, ("ใน",))]
    assert sheet.merged == ((2, 1, 3, 1), (2, 2, 2, 3))


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"PK\x03\x04..", "a.xls", "xlsx"),
        (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "a.xlsx", "ods"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xlsx", "xls"),
        ("ก\tข".encode("utf-16"), "a.xls", "csv"),
        (b"a,b", "a.txt", "txt"),
        (b"", "a.xlsx", "xlsx"),
        (b"PK\x03\x04", "a.docx", ""),
    ],
)
def test_the_content_says_the_kind(tmp_path, data, name, kind):
    path = tmp_path / name
    path.write_bytes(data)

    assert kind_by_content(path, name) == kind


def test_what_is_hidden_and_what_was_never_run_is_known(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page["A1"], page["B1"], page["B2"], page["A3"] = "ก", "ข", "=1+1", "ค"
    page.row_dimensions[3].hidden = page.column_dimensions["B"].hidden = True
    book.save(tmp_path / "a.xlsx")

    [sheet] = read_sheets(tmp_path / "a.xlsx", "xlsx")

    assert (sheet.hidden_rows, sheet.hidden_columns) == ((3,), (2,))
    assert list(sheet.rows) == [Row(1, ("ก", "ข")), Row(2, (None, "#NULL!")), Row(3, ("ค",))]
