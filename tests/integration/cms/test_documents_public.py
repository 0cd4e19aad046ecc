"""Giving documents out: by every address, to everybody, in every stage."""

import uuid
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import DocumentVersion
from cms.policy.lifecycle import Stage
from cms.selectors.documents import is_public
from tests.factories.documents import ANNOUNCEMENT, THAI_NAME, carry, make_document, make_version
from tests.factories.procurement import make_procurement
from tests.factories.records import make_announcement

TEXT = "ประกาศ น้ำประปาหมู่บ้าน"


@pytest.fixture
def page(year_page, officer, clerk_office):
    return make_announcement(year_page, by=officer, division=clerk_office)


@pytest.fixture
def other_page(year_page, officer, clerk_office):
    return make_announcement(year_page, by=officer, division=clerk_office, title="ประกาศอื่น")


@pytest.fixture
def document(officer, clerk_office):
    return make_document(by=officer, division=clerk_office, data=TEXT)


@pytest.fixture
def version(document):
    return document.newest


@pytest.fixture
def shown(page, executive):
    """Carries a version to the public in a stage."""
    return lambda version, stage=Stage.LIVE, **kwargs: carry(
        version, kwargs.pop("obj", page), stage=stage, approved_by=executive, **kwargs
    )


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def addresses(version):
    return [version.document.url, version.get_absolute_url()]


def test_before_approval_nobody_outside_gets_a_file_by_any_address(client, version):
    stock = f"/documents/{version.document.pk}/{version.name}"
    by_digest = [f"/media/{version.file.path}", f"/{version.file.path}", f"/documents/{version.file.sha256}/"]

    for address in [*addresses(version), stock, *by_digest]:
        assert client.get(address, follow=True).status_code == 404, address


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(
    "headers", [{}, {"Range": "bytes=0-3"}, {"If-None-Match": "*"}, {"If-Range": '"x"', "Range": "bytes=0-"}]
)
def test_an_unpublished_version_answers_as_an_unknown_address_does(client, version, method, headers):
    unknown = [f"/documents/{uuid.uuid4()}/", f"/documents/{uuid.uuid4()}/v1/", f"{version.document.url}v2/"]

    known = [getattr(client, method)(address, headers=headers) for address in addresses(version)]
    others = [getattr(client, method)(address, headers=headers) for address in unknown]

    told = {(answer.status_code, answer.content, tuple(sorted(answer.headers.items()))) for answer in known + others}
    assert len(told) == 1
    assert known[0].status_code == 404


def test_the_digest_of_an_unpublished_file_opens_nothing(client, version):
    answer = client.get(version.get_absolute_url(), headers={"If-None-Match": f'"{version.file.sha256}"'})

    assert answer.status_code == 404
    assert "ETag" not in answer.headers


def test_a_live_version_is_given_out_by_both_addresses(client, version, shown):
    shown(version)

    for address in addresses(version):
        answer = client.get(address)
        assert answer.status_code == 200
        assert body(answer).decode() == TEXT
        assert answer.headers["ETag"] == f'"{version.file.sha256}"'
        assert answer.headers["Content-Location"] == version.get_absolute_url()
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "Link" not in answer.headers


def test_a_pdf_is_shown_under_its_thai_name(client, officer, clerk_office, shown):
    version = make_document(by=officer, division=clerk_office, data=ANNOUNCEMENT.read_bytes(), name=THAI_NAME).newest
    shown(version)

    answer = client.get(version.get_absolute_url())

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline; filename=\"document.pdf\"; filename*=UTF-8''")
    assert "%E0%B8%88%E0%B8%B1%E0%B8%94%E0%B8%8B%E0%B8%B7%E0%B9%89%E0%B8%AD" in answer.headers["Content-Disposition"]
    assert body(answer) == ANNOUNCEMENT.read_bytes()


def test_a_superseded_version_stays_and_names_the_current_one(client, document, version, officer, shown, settings):
    newer = make_version(document, data="ประกาศ แก้ไข", by=officer)
    shown(version, Stage.SUPERSEDED)
    shown(newer, number=2)

    old, current = client.get(version.get_absolute_url()), client.get(document.url)

    assert old.status_code == 200
    assert old.headers["Link"] == f'<{settings.SITE_URL}{newer.get_absolute_url()}>; rel="latest-version"'
    assert body(current).decode() == "ประกาศ แก้ไข"
    assert current.headers["Content-Location"] == newer.get_absolute_url()


def test_a_newer_version_that_is_not_approved_changes_nothing_outside(client, document, version, officer, shown):
    shown(version)
    newer = make_version(document, data="ร่างใหม่", by=officer)

    assert body(client.get(document.url)).decode() == TEXT
    assert client.get(newer.get_absolute_url()).status_code == 404


def test_a_suspended_version_is_hidden_at_once(client, version, shown):
    shown(version, Stage.SUPERSEDED)
    shown(version, Stage.SUSPENDED, number=2)

    for address in addresses(version):
        answer = client.get(address, headers={"If-None-Match": f'"{version.file.sha256}"'})
        assert answer.status_code == 404
        assert "ระงับการเผยแพร่ชั่วคราว" in answer.content.decode()
        assert version.name not in answer.content.decode()


@pytest.mark.parametrize("stage", [Stage.SUSPENDED, Stage.WITHDRAWN])
def test_what_another_live_record_carries_stays_public(client, version, shown, other_page, stage):
    shown(version, stage)
    shown(version, obj=other_page)

    assert client.get(version.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("stage", [Stage.WITHDRAWN, Stage.EXPIRED])
def test_what_is_gone_says_when_and_why(client, version, shown, stage):
    shown(version, stage, reason="ข้อมูลไม่ตรงกับคำสั่ง")

    for address in addresses(version):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "ข้อมูลไม่ตรงกับคำสั่ง" in answer.content.decode()
        assert answer.headers["Cache-Control"] == "no-store"


def test_withdrawing_closes_what_an_older_publication_of_the_same_page_left_open(client, version, shown):
    shown(version, Stage.SUPERSEDED)
    shown(version, Stage.WITHDRAWN, number=2)

    assert client.get(version.get_absolute_url()).status_code == 410


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200),
        ("other_officer", 404),
        ("procurement_officer", 404),
        ("executive", 200),
        ("disclosure_officer", 200),
        ("site_admin", 404),
    ],
)
def test_before_approval_only_those_who_read_its_drafts_see_a_file(client, version, request, who, status):
    client.force_login(request.getfixturevalue(who))

    for address in addresses(version):
        answer = client.get(address)
        assert answer.status_code == status
        if status == 200:
            assert answer.headers["Cache-Control"] == "private, no-store"


def test_officers_of_the_division_still_read_what_was_withdrawn(client, version, shown, officer, other_officer):
    shown(version, Stage.WITHDRAWN)

    client.force_login(officer)
    assert client.get(version.get_absolute_url()).status_code == 200

    client.force_login(other_officer)
    assert client.get(version.get_absolute_url()).status_code == 410


def test_a_copy_that_is_still_good_is_not_sent_again(client, version, shown):
    shown(version)

    answer = client.get(version.get_absolute_url(), headers={"If-None-Match": f'"{version.file.sha256}"'})

    assert answer.status_code == 304
    assert answer.content == b""
    assert client.get(version.get_absolute_url(), headers={"If-None-Match": '""'}).status_code == 200


def test_parts_are_sent_as_asked(client, version, shown):
    shown(version)
    data = TEXT.encode()
    address = version.get_absolute_url()

    part = client.get(address, headers={"Range": "bytes=3-8"})
    tail = client.get(address, headers={"Range": "bytes=-4"})
    stale = client.get(address, headers={"Range": "bytes=3-8", "If-Range": '"old"'})

    assert (part.status_code, body(part)) == (206, data[3:9])
    assert part.headers["Content-Range"] == f"bytes 3-8/{len(data)}"
    assert part.headers["Content-Length"] == "6"
    assert body(tail) == data[-4:]
    assert (stale.status_code, body(stale)) == (200, data)


def test_a_part_behind_the_end_is_refused_with_the_size(client, version, shown):
    shown(version)

    answer = client.get(version.get_absolute_url(), headers={"Range": "bytes=9999-"})

    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{version.file.size}"


def test_head_tells_everything_and_sends_nothing(client, version, shown):
    shown(version)

    answer, full = client.head(version.get_absolute_url()), client.get(version.get_absolute_url())

    assert answer.content == b""
    assert answer.headers == full.headers
    body(full)


def test_other_methods_are_refused(client, version, shown):
    shown(version)

    assert client.post(version.get_absolute_url()).status_code == 405


@pytest.mark.parametrize("versions", [1, 12])
def test_giving_out_costs_two_queries_however_many_versions_there_are(client, document, officer, shown, versions):
    for number in range(2, versions + 1):
        make_version(document, data=f"ฉบับที่ {number}", by=officer)
    for number, version in enumerate(document.versions.order_by("number"), start=1):
        shown(version, Stage.LIVE if number == versions else Stage.SUPERSEDED, number=number)

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(document.url)

    assert answer.status_code == 200
    assert len(queries) == 2
    body(answer)


SEEN = [Stage.SUPERSEDED, Stage.LIVE, Stage.SUSPENDED, Stage.WITHDRAWN, Stage.EXPIRED, Stage.SCHEDULED]


def test_asked_for_many_at_once_the_answer_is_that_of_the_rule(officer, clerk_office, year_page, executive):
    """Every pair of stages on one page, and every pair on two pages."""
    versions = []
    for number, (first, second, two_pages) in enumerate(product(SEEN, SEEN, [False, True])):
        one_current = {first, second} <= {Stage.LIVE, Stage.SUSPENDED} or first == second == Stage.SCHEDULED
        if one_current and not two_pages:
            continue  # the database knows one current and one planned publication an object
        page = make_announcement(year_page, by=officer, division=clerk_office, title=f"ก{number}")
        other = make_announcement(year_page, by=officer, division=clerk_office, title=f"ข{number}")
        version = make_document(by=officer, division=clerk_office, data=f"ฉบับ {number}").newest
        carry(version, page, stage=first, number=1, approved_by=executive)
        carry(version, other if two_pages else page, stage=second, number=2, approved_by=executive)
        versions.append(version)

    at_once = set(DocumentVersion.objects.public())

    assert at_once == {version for version in versions if is_public(version)}
    assert 0 < len(at_once) < len(versions)


def test_the_end_of_a_snippet_is_not_the_end_of_a_page_with_the_same_number(
    page, version, shown, procurement_officer, finance
):
    snippet = make_procurement(by=procurement_officer, division=finance, id=page.pk)
    shown(version, Stage.LIVE, number=1)

    shown(version, Stage.WITHDRAWN, number=2, obj=snippet)

    assert is_public(version)
    assert version in DocumentVersion.objects.public()
