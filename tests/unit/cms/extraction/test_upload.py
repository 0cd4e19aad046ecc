"""What comes first for every upload: size, extension, content as the extension says."""

import shutil

import pytest

from cms.extraction.kinds import KINDS
from cms.extraction.reading import FAILED, Reading
from cms.extraction.upload import CHECKS, after_reading, inspect, verdict_of
from cms.extraction.verdict import Verdict, block, warn, weigh
from tests.unit.cms.extraction.files import ANNOUNCEMENT, docx, ole


def test_an_honest_pdf_comes_in():
    assert inspect(ANNOUNCEMENT) == Verdict("ok", "pdf", "application/pdf", ())


def test_every_welcome_kind_has_its_checks():
    assert set(CHECKS) == set(KINDS)


def test_the_name_of_the_sender_decides_not_the_name_on_disk(tmp_path):
    stored = tmp_path / "8f3a"
    shutil.copy(ANNOUNCEMENT, stored)

    assert inspect(stored, "ประกาศ ๒๕๖๗.PDF").level == "ok"
    assert inspect(stored).level == "block"


@pytest.mark.parametrize("name", ["run.exe", "page.php", "lib.js", "macro.docm", "แผน.pdf.exe", "no-extension", ".pdf"])
def test_what_is_not_on_the_list_stays_out(tmp_path, name):
    path = tmp_path / name
    shutil.copy(ANNOUNCEMENT, path)

    verdict = inspect(path)

    assert verdict.level == "block"
    assert "PDF, DOCX" in verdict.reasons[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"MZ\x90\x00"),
        ("a.pdf", b"<html></html>"),
        ("a.docx", b"%PDF-1.7"),
        ("a.jpg", b"<?php system($_GET['x']); ?>"),
        ("a.png", b"\xff\xd8\xff\xe0"),
        ("a.txt", b"text\0with zero"),
        ("a.txt", b"{\\rtf1 x}"),
        ("a.csv", b"PK\x03\x04"),
    ],
)
def test_content_must_be_what_the_extension_says(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)

    verdict = inspect(path)

    assert verdict.level == "block"
    assert "ไม่ตรงกับนามสกุล" in verdict.reasons[0]


def test_a_locked_docx_is_told_as_such(tmp_path):
    verdict = inspect(ole(tmp_path / "a.docx", "EncryptedPackage", "EncryptionInfo"))

    assert verdict.level == "block"
    assert "รหัสผ่าน" in verdict.reasons[0]


def test_an_empty_file_stays_out(tmp_path):
    path = tmp_path / "a.txt"
    path.touch()

    assert "ว่างเปล่า" in inspect(path).reasons[0]


def test_size_is_looked_at_before_anything_else(tmp_path):
    path = tmp_path / "a.exe"
    path.write_bytes(bytes(101))

    assert "เกินกำหนด" in inspect(path, max_bytes=100).reasons[0]
    assert "เกินกำหนด" not in inspect(path, max_bytes=101).reasons[0]


def test_a_file_that_breaks_its_parser_is_refused_in_thai(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04 and nothing more")

    verdict = inspect(path)

    assert verdict.level == "block"
    assert "เสีย" in verdict.reasons[0]


def test_the_worst_finding_gives_the_level_and_comes_first_and_once():
    verdict = weigh([warn("เตือน"), block("ห้าม"), warn("เตือน")], kind="pdf", mime="application/pdf")

    assert verdict == Verdict("block", "pdf", "application/pdf", ("ห้าม", "เตือน"))


def test_a_file_whose_text_breaks_the_reader_is_refused_afterwards():
    seen = Verdict("warn", "pdf", "application/pdf", ("เตือน",))

    assert after_reading(seen, Reading("empty")) == seen
    assert after_reading(seen, Reading("failed", reason=FAILED)).level == "block"


def test_a_docx_with_a_broken_body_fails_in_the_reading(tmp_path):
    path = docx(tmp_path / "a.docx", parts={"word/document.xml": "<w:document"})

    assert inspect(path).level == "ok"
    assert verdict_of(path)[0] == "block"
