"""Active content of PDFs, wherever it hides."""

import zipfile

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from cms.extraction.upload import inspect
from tests.unit.cms.extraction.files import ANNOUNCEMENT, annotation, attachment, pdf, script_hidden_in_a_chain

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def at_opening(document):
    document.Root.OpenAction = SCRIPT


def on_a_page(document):
    document.pages[0].AA = Dictionary(O=SCRIPT)


def in_a_field(document):
    field = Dictionary(FT=Name.Tx, T=String("a"), AA=Dictionary(K=SCRIPT))
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))


def among_the_names(document):
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))


def in_a_long_list(document):
    document.Root.Kept = Array([0] * 6_000 + [Array([SCRIPT])])


@pytest.mark.parametrize(
    "place", [at_opening, on_a_page, in_a_field, among_the_names, in_a_long_list, script_hidden_in_a_chain]
)
@pytest.mark.parametrize(
    "written",
    [
        {},
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"encryption": pikepdf.Encryption(owner="หัวหน้า", user="")},
    ],
    ids=["plain", "object streams", "encrypted"],
)
def test_a_script_is_found_wherever_it_hides(tmp_path, place, written):
    verdict = inspect(pdf(tmp_path / "a.pdf", place, **written))

    assert verdict.level == "block"
    assert any("JavaScript" in reason for reason in verdict.reasons)


def test_a_script_behind_an_escaped_name_is_found(tmp_path):
    path = pdf(tmp_path / "a.pdf", at_opening, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    path.write_bytes(path.read_bytes().replace(b"/JavaScript", b"/J#61vaScript"))

    assert inspect(path).level == "block"


@pytest.mark.parametrize(
    ("action", "level"),
    [
        ({"S": Name.Launch, "F": String("cmd.exe")}, "block"),
        ({"S": Name.SubmitForm, "F": String("https://example.org")}, "block"),
        ({"S": Name.ImportData, "F": String("a.fdf")}, "block"),
        ({"S": Name.GoToE, "D": String("a")}, "block"),
        ({"S": Name.URI, "URI": String(" JavaScript:alert(1)")}, "block"),
        ({"S": Name.URI, "URI": String("file:///etc/passwd")}, "block"),
        ({"S": Name.GoToR, "F": String("b.pdf")}, "warn"),
        ({"S": Name.URI, "URI": String("https://example.go.th")}, "ok"),
        ({"S": Name.Named, "N": Name.NextPage}, "ok"),
    ],
    ids=str,
)
def test_what_a_click_may_do(tmp_path, action, level):
    path = pdf(tmp_path / "a.pdf", lambda document: annotation(document, **action))

    assert inspect(path).level == level


def form_in_xml(document):
    document.Root.AcroForm = Dictionary(XFA=document.make_stream(b"<xdp/>"))


def action_of_the_catalog(document):
    document.Root.AA = Dictionary(WC=Dictionary(S=Name.Named, N=Name.FirstPage))


def film(document):
    note = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 9, 9]))
    document.pages[0].Annots = Array([note])


@pytest.mark.parametrize("change", [attachment, form_in_xml, action_of_the_catalog, film])
def test_what_the_officer_must_confirm(tmp_path, change):
    assert inspect(pdf(tmp_path / "a.pdf", change)).level == "warn"


def test_a_destination_at_opening_is_harmless(tmp_path):
    def first_page(document):
        document.Root.OpenAction = Array([document.pages[0].obj, Name.Fit])

    assert inspect(pdf(tmp_path / "a.pdf", first_page)).level == "ok"


def test_a_password_to_open_is_refused_and_one_of_the_owner_is_not(tmp_path):
    locked = pdf(tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="x", user="y"))
    owned = pdf(tmp_path / "b.pdf", encryption=pikepdf.Encryption(owner="x", user=""))

    assert "รหัสผ่าน" in inspect(locked).reasons[0]
    assert inspect(owned).level == "ok"


@pytest.mark.parametrize(
    ("before", "level"),
    [(b"junk of a mail program\n", "warn"), (b"<html><!-- ", "block"), (b"<script>x</script>", "block")],
)
def test_what_may_stand_before_the_header(tmp_path, before, level):
    path = tmp_path / "a.pdf"
    path.write_bytes(before + ANNOUNCEMENT.read_bytes())

    assert inspect(path).level == level


def test_a_pdf_that_is_a_zip_archive_too_is_refused(tmp_path):
    path = pdf(tmp_path / "a.pdf")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("index.html", "x")

    assert any("ZIP" in reason for reason in inspect(path).reasons)


def test_a_torn_pdf_is_never_taken_silently(tmp_path):
    whole = pdf(tmp_path / "a.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable).read_bytes()

    for part in range(1, 10):
        (tmp_path / "torn.pdf").write_bytes(whole[: len(whole) * part // 10])
        assert inspect(tmp_path / "torn.pdf").level != "ok"


def test_a_pdf_whose_index_is_lost_can_be_taken(tmp_path):
    path = pdf(tmp_path / "a.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    path.write_bytes(path.read_bytes().replace(b"startxref", b"startxxxx"))

    assert inspect(path).level == "ok"


def test_a_pdf_that_is_no_pdf_behind_its_header_is_refused(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"%%EOF")

    assert inspect(path).level == "block"


@pytest.mark.parametrize("place", ["S", "Subtype", "Other"])
def test_names_in_an_old_thai_encoding_are_no_reason_to_refuse(tmp_path, place):
    def named(document):
        document.Root.Kept = Dictionary({f"/{place}": Name("/ZZZZ"), "/YYYY": 1})

    path = pdf(tmp_path / "a.pdf", named, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    thai = "หน้า".encode("cp874")
    path.write_bytes(path.read_bytes().replace(b"/ZZZZ", b"/" + thai).replace(b"/YYYY", b"/" + thai))

    assert inspect(path).level == "ok"
