"""Text, CSV, RTF, web pages, drawings and pictures."""

import io

import pytest
from PIL import Image

from cms.extraction import image_checks
from cms.extraction.text_checks import is_formula
from cms.extraction.upload import inspect

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def level(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return inspect(path).level


@pytest.mark.parametrize(
    ("cell", "runs"),
    [
        ("=1+1", True),
        (" =HYPERLINK(1)", True),
        ("@SUM(A1)", True),
        ("\t=1", True),
        ("-cmd|'/c calc'!A0", True),
        ("+A1", True),
        ("-1,500.00", False),
        ("-๑,๕๐๐", False),
        ("+66 42 123456", False),
        ("- ไม่มี -", False),
        ("-", False),
        ("ก=ข", False),
        ("", False),
    ],
)
def test_which_cells_a_spreadsheet_would_run(cell, runs):
    assert is_formula(cell) is runs


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "ประกาศ", "ok"),
        ("a.txt", "ประกาศ".encode("cp874"), "ok"),
        ("a.txt", "ประกาศ".encode("utf-16"), "ok"),
        ("a.txt", "<!DOCTYPE html><p>x", "block"),
        ("a.txt", "<script>x</script>".encode("utf-16"), "block"),
        ("a.csv", "ชื่อ,จำนวน\nน้ำดื่ม,-1500\n", "ok"),
        ("a.csv", 'ชื่อ,จำนวน\nน้ำดื่ม,"=1+1"\n', "warn"),
        ("a.csv", "ชื่อ,จำนวน\n=1+1,2\n".encode("cp874"), "warn"),
        ("a.csv", 'ชื่อ\n"' + "ก" * 200_000, "warn"),
        ("a.rtf", r"{\rtf1\ansi text}", "ok"),
        ("a.rtf", r"{\rtf1{\object\objemb{\*\objdata 0102}}}", "block"),
        ("a.rtf", r"{\rtf1{\*\template C:\\Normal.dotm}}", "ok"),
        ("a.rtf", r"{\rtf1{\*\template https://example.org/a.dotm}}", "block"),
    ],
)
def test_text_files(tmp_path, name, content, expected):
    assert level(tmp_path, name, content) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<html><body><h1>ประกาศ</h1><img src="a.png"><a href="https://example.go.th">x</a></body></html>', "ok"),
        ("<p>สคริปต์: &lt;script&gt;</p>", "ok"),
        ("<ScRiPt>x</sCrIpT>", "block"),
        ('<img src=x onerror="x()">', "block"),
        ('<iframe src="x"></iframe>', "block"),
        ("<form></form>", "block"),
        ('<meta http-equiv="Refresh" content="0;url=x">', "block"),
        ('<a href="java&#115;cript:x()">x</a>', "block"),
        ('<a href=" java\tscript:x()">x</a>', "block"),
        ('<base href="https://example.org">', "block"),
    ],
)
def test_web_pages(tmp_path, page, expected):
    assert level(tmp_path, "a.html", page) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<rect width="1" height="1" fill="url(#a)"/><use href="#a"/>', "ok"),
        ('<image href="data:image/png;base64,AA=="/>', "ok"),
        ("<script>x</script>", "block"),
        ('<rect onload="x()"/>', "block"),
        ("<foreignObject/>", "block"),
        ('<a xlink:href="java&#115;cript:x()"/>', "block"),
        ('<animate attributeName="href" values="javascript:x()"/>', "block"),
        ('<use href="https://example.org/a.svg#b"/>', "block"),
        ('<image href="//example.org/a.png"/>', "block"),
        ("<style>@import 'x'</style>", "block"),
        ('<rect style="fill:url(https://example.org/a)"/>', "block"),
    ],
)
def test_drawings(tmp_path, inside, expected):
    assert level(tmp_path, "a.svg", SVG.format(inside)) == expected


@pytest.mark.parametrize(
    "content",
    [
        "<!DOCTYPE svg [<!ENTITY a 'x'>]>" + SVG.format("&a;"),
        '<?xml-stylesheet href="https://example.org/a.css"?>' + SVG.format(""),
        "<html/>",
        "<svg",
    ],
)
def test_drawings_that_are_refused_as_a_whole(tmp_path, content):
    assert level(tmp_path, "a.svg", content) == "block"


def picture(kind, size=(4, 4)):
    stream = io.BytesIO()
    Image.new("1" if kind != "jpeg" else "L", size).save(stream, kind)
    return stream.getvalue()


@pytest.mark.parametrize(("name", "kind"), [("a.png", "png"), ("a.JPG", "jpeg"), ("a.gif", "gif"), ("a.tiff", "tiff")])
def test_pictures_come_in(tmp_path, name, kind):
    assert level(tmp_path, name, picture(kind)) == "ok"


def test_a_picture_with_code_behind_it_is_refused(tmp_path):
    assert level(tmp_path, "a.gif", picture("gif") + b"<?php x() ?>") == "block"


def test_a_torn_picture_is_refused(tmp_path):
    assert level(tmp_path, "a.png", picture("png")[:20]) == "block"


@pytest.mark.parametrize("side", [8_000, 10_000, 14_000])
def test_a_picture_of_too_many_pixels_is_refused_unopened(tmp_path, side):
    path = tmp_path / "a.png"
    path.write_bytes(picture("png", (side, side)))

    assert inspect(path).reasons == (image_checks.TOO_LARGE.reason,)
