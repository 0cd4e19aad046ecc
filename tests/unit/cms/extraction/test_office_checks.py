"""What Office files of both generations may not bring along."""

import pytest

from cms.extraction import office_checks
from cms.extraction.upload import inspect
from tests.unit.cms.extraction.files import content_types, docx, odt, ole, paragraph, relation, relations, xlsx, zipped

RELS = "word/_rels/document.xml.rels"
EVIL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def test_honest_office_files_come_in(tmp_path):
    assert inspect(docx(tmp_path / "a.docx")).level == "ok"
    assert inspect(xlsx(tmp_path / "a.xlsx", {"แผ่น 1": [["ก", 1]]})).level == "ok"
    assert inspect(odt(tmp_path / "a.odt")).level == "ok"


@pytest.mark.parametrize(
    ("parts", "level"),
    [
        ({"word/vbaProject.bin": b"x"}, "block"),
        ({"word/activeX/activeX1.xml": "<a/>"}, "block"),
        ({"xl/macrosheets/sheet1.xml": "<a/>"}, "block"),
        ({"../outside.xml": "<a/>"}, "block"),
        ({"/etc/cron.d/x": "x"}, "block"),
        ({"word\\..\\..\\x": "x"}, "block"),
        ({"customXml/item1.xml": EVIL}, "block"),
        ({"customXml/item1.xml": EVIL.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")}, "block"),
        ({"customXml/odd.name": EVIL}, "block"),
        ({"customXml/item1.xml": "<!--" + "x" * 70_000 + "-->" + EVIL}, "block"),
        ({"customXml/item1.xml": "<x>&lt;!DOCTYPE</x>"}, "ok"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "warn"),
    ],
    ids=str,
)
def test_parts_of_the_archive(tmp_path, parts, level):
    assert inspect(docx(tmp_path / "a.docx", parts=parts)).level == level


@pytest.mark.parametrize(
    ("kind", "target", "level"),
    [
        ("attachedTemplate", "https://example.org/a.dotm", "block"),
        ("frame", "https://example.org/a.htm", "block"),
        ("oleObject", "file://server/share/a.xlsx", "block"),
        ("subDocument", "b.docx", "block"),
        ("hyperlink", "javascript:alert(1)", "block"),
        ("image", "https://example.org/a.png", "warn"),
        ("externalLinkPath", "b.xlsx", "warn"),
        ("hyperlink", "https://example.go.th", "ok"),
    ],
)
def test_what_a_part_may_point_to(tmp_path, kind, target, level):
    path = docx(tmp_path / "a.docx", parts={RELS: relations(relation(kind, target, external=True))})

    assert inspect(path).level == level


def test_a_target_mode_written_with_character_references_is_understood(tmp_path):
    rels = relations(relation("attachedTemplate", "https://x", external=True)).replace("External", "&#69;xternal")

    assert inspect(docx(tmp_path / "a.docx", parts={RELS: rels})).level == "block"


def test_a_macro_content_type_is_refused_under_a_harmless_name(tmp_path):
    types = content_types("word.document.macroEnabled", "/word/document.xml")

    assert any(
        "มาโคร" in reason for reason in inspect(docx(tmp_path / "a.docx", parts={"[Content_Types].xml": types})).reasons
    )


def test_an_archive_that_is_no_document_of_its_kind_is_refused(tmp_path):
    assert inspect(zipped(tmp_path / "a.docx", {"readme.txt": "x"})).level == "block"
    assert inspect(docx(tmp_path / "a.xlsx")).level == "block"
    assert inspect(odt(tmp_path / "a.ods")).level == "block"


def test_a_bomb_is_refused_before_any_part_is_opened(tmp_path):
    path = docx(tmp_path / "a.docx", parts={"word/media/a.bin": bytes(office_checks.RATIO_FROM + 1)})

    assert inspect(path).reasons == (office_checks.BOMB.reason,)


def test_too_many_parts_are_refused(tmp_path):
    path = docx(tmp_path / "a.docx", parts={f"word/media/{n}": b"" for n in range(office_checks.MAX_MEMBERS)})

    assert inspect(path).reasons == (office_checks.TOO_MANY.reason,)


@pytest.mark.parametrize(
    ("content", "level"),
    [
        ('<draw:image xlink:href="https://example.org/a.png"/>', "warn"),
        ('<draw:object xlink:href="file:///c:/a.ods"/>', "block"),
        ('<draw:floating-frame xlink:href="https://example.org"/>', "block"),
        ("<text:dde-connection-decl/>", "block"),
        ('<script:event-listener xlink:href="vnd.sun.star.script:a"/>', "block"),
        ('<text:a xlink:href="https://example.go.th"/>', "ok"),
        ('<text:a xlink:href="javascript:alert(1)"/>', "block"),
        ('<draw:image xlink:href="Pictures/a.png"/>', "ok"),
    ],
)
def test_what_an_open_document_may_hold(tmp_path, content, level):
    assert inspect(odt(tmp_path / "a.odt", content)).level == level


def test_basic_macros_in_an_open_document_are_refused(tmp_path):
    assert inspect(odt(tmp_path / "a.odt", parts={"Basic/Standard/Module1.xml": "<a/>"})).level == "block"


@pytest.mark.parametrize(
    ("name", "inside", "level"),
    [
        ("a.doc", ["WordDocument"], "ok"),
        ("a.xls", ["Workbook"], "ok"),
        ("a.ppt", ["PowerPoint Document"], "ok"),
        ("a.doc", ["WordDocument", "Macros", "VBA"], "block"),
        ("a.xls", ["Workbook", "_VBA_PROJECT_CUR"], "block"),
        ("a.xls", ["EncryptedPackage"], "block"),
        ("a.doc", ["Workbook"], "block"),
        ("a.doc", ["WordDocument", "\x01Ole10Native"], "warn"),
    ],
)
def test_what_the_directory_of_an_old_file_tells(tmp_path, name, inside, level):
    assert inspect(ole(tmp_path / name, *inside)).level == level


def test_the_word_macros_in_the_text_of_an_old_file_is_no_macro(tmp_path):
    path = ole(tmp_path / "a.doc", "WordDocument")
    path.write_bytes(path.read_bytes() + "เอกสารเรื่อง Macros\0".encode("utf-16-le"))

    assert inspect(path).level == "ok"


def test_a_paragraph_that_speaks_of_scripts_is_harmless(tmp_path):
    assert inspect(docx(tmp_path / "a.docx", paragraph("javascript:alert(1) &lt;script&gt;"))).level == "ok"
