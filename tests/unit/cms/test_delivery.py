"""Headers of a file that is given out."""

import pytest

from cms.policy.delivery import (
    ByteRange,
    RangeNotSatisfiable,
    ascii_name,
    content_disposition,
    is_not_modified,
    requested_range,
    security_policy,
)

ETAG = '"abc"'


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("แผน 2569.pdf", "2569.pdf"),
        ("แผน.pdf", "document.pdf"),
        ("report.pdf", "report.pdf"),
        ('a"b\\c;d\r\n.pdf', "abcd.pdf"),
        ("แผน", "document"),
    ],
)
def test_a_name_in_ascii_is_what_is_left_of_it(name, kept):
    assert ascii_name(name) == kept


def test_the_whole_thai_name_is_in_the_header():
    header = content_disposition("น้ำ.docx", "application/msword")

    assert header == "attachment; filename=\"document.docx\"; filename*=UTF-8''%E0%B8%99%E0%B9%89%E0%B8%B3.docx"


@pytest.mark.parametrize(
    ("mime", "kind"),
    [
        ("application/pdf", "inline"),
        ("image/png", "inline"),
        ("text/html", "attachment"),
        ("image/svg+xml", "attachment"),
        ("text/plain", "attachment"),
    ],
)
def test_only_pdf_and_pictures_are_shown_in_the_window(mime, kind):
    assert content_disposition("a.x", mime).startswith(kind)


@pytest.mark.parametrize("mime", ["application/pdf", "text/plain", "image/png"])
def test_no_file_may_run_or_send_anything(mime):
    policy = security_policy(mime)

    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "form-action 'none'" in policy


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-9", ByteRange(0, 9)),
        ("bytes=90-", ByteRange(90, 99)),
        ("bytes=90-500", ByteRange(90, 99)),
        ("bytes=-10", ByteRange(90, 99)),
        ("bytes=-500", ByteRange(0, 99)),
        ("Bytes=5-5", ByteRange(5, 5)),
        ("", None),
        ("bytes=-", None),
        ("bytes=9-5", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-9", None),
        ("bytes=a-b", None),
        ("bytes=๑-๒", None),
    ],
)
def test_one_range_is_understood_and_all_else_gets_the_whole(header, part):
    assert requested_range(header, 100, if_range="", etag=ETAG) == part


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=100-", 100), ("bytes=100-200", 100), ("bytes=-0", 100), ("bytes=-5", 0)]
)
def test_a_range_behind_the_end_is_not_there(header, size):
    with pytest.raises(RangeNotSatisfiable):
        requested_range(header, size, if_range="", etag=ETAG)


@pytest.mark.parametrize(("if_range", "part"), [(ETAG, ByteRange(0, 9)), ('"other"', None), ('W/"abc"', None)])
def test_a_download_goes_on_only_if_the_file_is_the_same(if_range, part):
    assert requested_range("bytes=0-9", 100, if_range=if_range, etag=ETAG) == part


@pytest.mark.parametrize(
    ("header", "good"),
    [(ETAG, True), (f'"x", {ETAG}', True), ('W/"abc"', True), ("*", True), ('""', False), ("abc", False)],
)
def test_a_copy_is_good_while_its_tag_is_the_same(header, good):
    assert is_not_modified(header, ETAG) is good
