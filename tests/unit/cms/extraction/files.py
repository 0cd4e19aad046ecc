"""Small files made on the spot: honest ones, and ones with a single thing wrong."""

import struct
import zipfile
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

DATA = Path(__file__).resolve().parents[3] / "data" / "extraction"
ANNOUNCEMENT = DATA / "announcement.pdf"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.{}.main+xml"


def zipped(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def content_types(main, part):
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="{part}" ContentType="{MAIN_TYPE.format(main)}"/></Types>'
    )


def relation(kind, target, *, external=False):
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="r{kind}" Type="{OFFICE_RELATION}{kind}" Target="{target}"{mode}/>'


def relations(*inner):
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE_RELATIONS}">{"".join(inner)}</Relationships>'


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(path, body=None, parts=None):
    """A DOCX with this body; `parts` replace or add what the archive holds."""
    body = paragraph("ประกาศ") if body is None else body
    usual = {
        "[Content_Types].xml": content_types("wordprocessingml.document", "/word/document.xml"),
        "_rels/.rels": relations(relation("officeDocument", "word/document.xml")),
        "word/document.xml": word("document", f"<w:body>{body}</w:body>"),
    }
    return zipped(path, usual | (parts or {}))


def word(name, inner):
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{W}">{inner}</w:{name}>'


def xlsx(path, sheets):
    """An XLSX of sheets by name, each a list of rows of strings and numbers; one called ซ่อน… is hidden."""
    hidden = ' state="hidden"'
    entries = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"{hidden if name.startswith("ซ่อน") else ""}/>'
        for n, name in enumerate(sheets, start=1)
    )
    parts = {
        "[Content_Types].xml": content_types("spreadsheetml.sheet", "/xl/workbook.xml"),
        "_rels/.rels": relations(relation("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            *(
                f'<Relationship Id="r{n}" Type="{OFFICE_RELATION}worksheet" Target="worksheets/sheet{n}.xml"/>'
                for n in range(1, len(sheets) + 1)
            )
        ),
    }
    for n, rows in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{n}.xml"] = _sheet(rows)
    return zipped(path, parts)


def _sheet(rows):
    def cell(value, place):
        if isinstance(value, str):
            return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
        return f'<c r="{place}"><v>{value}</v></c>'

    lines = "".join(
        f'<row r="{y}">{"".join(cell(value, f"{chr(64 + x)}{y}") for x, value in enumerate(row, start=1))}</row>'
        for y, row in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{S}"><sheetData>{lines}</sheetData></worksheet>'


def odt(path, content="<office:text/>", parts=None):
    namespaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    return zipped(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {namespaces}>{content}</office:document-content>",
            **(parts or {}),
        },
    )


def ole(path, *names):
    """An old Office file as far as its directory goes."""
    entries = b""
    for name in names:
        letters = f"{name}\0".encode("utf-16-le")
        entries += letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), 2, 1) + bytes(60)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entries)
    return path


def pdf(path, change=None, **save):
    """The announcement, after `change` has had its way with it."""
    with pikepdf.open(ANNOUNCEMENT) as document:
        if change:
            change(document)
        document.save(path, **save)
    return path


def annotation(document, **action):
    """Puts a clickable place with an action on the first page."""
    fields = {f"/{name}": value for name, value in action.items()}
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(fields))
    document.pages[0].Annots = Array([document.make_indirect(note)])


def script_hidden_in_a_chain(document):
    document.Root.OpenAction = Dictionary(
        S=Name.GoTo,
        D=Array([document.pages[0].obj, Name.Fit]),
        Next=Array([Dictionary(S=Name.JavaScript, JS=String("1"))]),
    )


def attachment(document):
    document.attachments["งบ.txt"] = b"x"
