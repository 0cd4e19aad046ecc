"""Requests that no honest screen sends, each at the address where it was a server error or led astray."""

from urllib.parse import unquote

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail.users.models import UserProfile

from cms.actions import jobs
from cms.middleware import MalformedRequestMiddleware
from cms.models import User
from cms.policy.delivery import attachment
from cms.policy.requests import is_impossible, is_number
from cms.views.refusals import previous_url
from tests.factories.publications import current, publish
from tests.factories.records import make_announcement

LONG = "9" * 25
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def asked(client):
    """A client that answers with a response where a view raises, as a server does."""
    client.raise_request_exception = False
    return client


@pytest.fixture
def root(asked, db):
    asked.force_login(User.objects.create_superuser("root"))
    return asked


@pytest.mark.parametrize(
    ("text", "number"), [("1", True), ("๑", True), ("²", False), ("-1", False), (LONG, False), ("", False)]
)
def test_a_number_is_one_that_a_key_could_be(text, number):
    assert is_number(text) == number


@pytest.mark.parametrize(
    ("text", "impossible"), [(LONG, True), (f"-{LONG}", True), ("a\x00", True), ("1", False), ("abc", False)]
)
def test_what_no_key_could_be_is_impossible(text, impossible):
    assert is_impossible(text) == impossible


@pytest.mark.parametrize("key", ["abc", "1.5", "%00", "²", LONG, "0", "999999"])
def test_recalling_what_does_not_exist_is_404(asked, officer, key):
    asked.force_login(officer)
    pages = ContentType.objects.get_for_model(Page).pk

    assert asked.post(f"/admin/recall/{pages}/{key}/").status_code in (400, 404)


@pytest.mark.parametrize("number", [1, 999999])
def test_recalling_what_no_approval_knows_is_404(asked, officer, number, year_page):
    asked.force_login(officer)
    pages, users = (ContentType.objects.get_for_model(model).pk for model in (Page, User))

    assert asked.post(f"/admin/recall/{pages}/{year_page.pk}/").status_code == 404
    assert asked.post(f"/admin/recall/{users}/{officer.pk}/").status_code == 404
    assert asked.post(f"/admin/recall/{number + 10**6}/{officer.pk}/").status_code == 404


@pytest.mark.parametrize("choice", ["²:1:x", "1:²:x", f"{LONG}:1:x", f"1:{LONG}:x", "::", "1:1", "-1:1:x", "1.5:1:x"])
def test_approving_many_leaves_out_what_is_no_choice(asked, executive, choice):
    asked.force_login(executive)

    assert asked.post(reverse("cms_approve_many"), {"choice": choice}).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        f"/admin/pages/{LONG}/history/",
        f"/admin/records/{LONG}/history/",
        f"/admin/pages/?site={LONG}",
        f"/admin/pages/?owner={LONG}",
        f"/admin/images/?usage_count_max={LONG}",
        f"/admin/users/?p={LONG}",
        f"/admin/reviews/{LONG}/",
        f"/documents/publication/{LONG}.pdf",
        "/admin/pages/?site=%00",
        f"/search/?p={LONG}",
    ],
)
def test_a_number_beyond_any_key_is_no_server_error(root, address):
    assert root.get(address).status_code in (200, 302, 400, 404)


def test_what_people_search_for_may_be_any_number(asked, authority):
    assert asked.get("/search/", {"q": LONG}).status_code == 200


@pytest.mark.parametrize(
    "chooser", ["cms_versions:chosen", "wagtailimages_chooser:chosen", "wagtaildocs_chooser:chosen"]
)
@pytest.mark.parametrize("key", ["abc", "1.5", LONG])
def test_choosing_what_is_no_key_is_no_server_error(root, chooser, key):
    address = reverse(chooser, args=[1]).replace("/1/", f"/{key}/")
    several = reverse(chooser.replace("chosen", "chosen_multiple"))

    assert root.get(address).status_code < 500
    assert root.get(several, {"id": key}).status_code < 500


BODIES = [b'"x"', b"null", b"\xff", b"[1]", b"1", b"{", b"", b"[" * 5000, b'{"a": "\\ud800"}']


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("method", ["PATCH", "POST", "PUT"])
def test_a_dismissal_that_says_nothing_is_no_server_error(root, body, method):
    address = reverse("wagtailadmin_dismissibles")

    assert root.generic(method, address, body, content_type="application/json").status_code < 500


@pytest.mark.parametrize(
    "content", ["is_editing=x", "revision_id=abc", f"revision_id={LONG}", "revision_created_at=x", "%00", "\xff"]
)
def test_a_ping_that_says_nothing_is_no_server_error(asked, officer, year_page, clerk_office, content):
    page = make_announcement(year_page, by=officer, division=clerk_office)
    asked.force_login(officer)
    address = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", page.pk, 1])

    for asked_for in (address, address.replace(f"/{page.pk}/", "/abc/"), address.replace("/page/", "/nothing/")):
        assert asked.generic("POST", asked_for, content.encode("latin-1"), content_type=FORM).status_code < 500


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "utf-16-le", "cp037", "idna", "nothing"])
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x", "application/json"])
@pytest.mark.parametrize("path", ["/admin/login/", "/search/?q=x", "/"])
def test_another_encoding_than_utf_8_is_no_server_error(asked, authority, charset, kind, path):
    answer = asked.generic("POST", path, "a=ก&b=c".encode("utf-16"), content_type=f"{kind}; charset={charset}")

    assert answer.status_code in (400, 403, 404, 405, 200)


@pytest.mark.parametrize(
    ("referer", "location"),
    [
        ("http://testserver//evil.com/x", "/evil.com/x"),
        ("http://testserver///evil.com", "/evil.com"),
        ("http://testserver/\\evil.com/x", "/evil.com/x"),
        ("http://testserver/\\/evil.com/x", "/evil.com/x"),
        ("http://testserver/\t/evil.com/x", "/evil.com/x"),
        ("http://testserver/admin/?p=2", "/admin/?p=2"),
        ("http://evil.com/x", "/admin/"),
        ("http://[", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_the_way_back_leads_to_no_other_site(rf, referer, location):
    assert previous_url(rf.post("/admin/x/", HTTP_REFERER=referer)) == location


def test_a_refusal_leads_to_no_other_site(asked, officer):
    asked.force_login(officer)

    answer = asked.post(reverse("cms_approve_many"), HTTP_REFERER="http://testserver//evil.com/x")

    assert answer.headers["Location"] == "/evil.com/x"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("แผน 1/2569.pdf", "แผน 1-2569.pdf"),
        ("ก\\ข.pdf", "ก-ข.pdf"),
        ("../../x.pdf", "..-..-x.pdf"),
        ("ก\r\nX: y.pdf", "ก X: y.pdf"),
    ],
)
def test_a_slash_in_a_title_cuts_no_file_name(title, name):
    assert unquote(attachment(title).rpartition("''")[2]) == name


def test_a_pdf_is_saved_by_its_whole_title(year_page, officer, clerk_office, executive, client):
    page = make_announcement(year_page, by=officer, division=clerk_office, title="แผน 1/2569 รอบ 2")
    publish(page, by=officer, approver=executive)
    while job := jobs.claim("test"):
        jobs.run(job)

    answer = client.get(reverse("publication_pdf", args=[current(page).pk]))

    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert "%E0%B9%81%E0%B8%9C%E0%B8%99%201-2569" in answer.headers["Content-Disposition"]


LISTS = [
    "wagtailadmin_explore_root",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:page_types_usage",
    "wagtailusers_users:index",
    "wagtailadmin_workflows:index",
    "wagtailadmin_workflows:task_index",
    "wagtailsnippets_procurement_procurementrecord:list",
    "wagtailredirects:index",
    "wagtailimages:index",
    "wagtaildocs:index",
    "cms_records",
    "cms_jobs",
    "cms_divisions:index",
]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("export", ["csv", "xlsx", ""])
def test_no_list_of_the_admin_hands_out_an_empty_sheet(authority, root, name, export):
    assert root.get(reverse(name), {"export": export}).status_code in (302, 404)


@pytest.mark.parametrize("tail", [b"", b"<script>alert(1)</script>"])
def test_a_profile_picture_is_not_taken_in(asked, officer, tail):
    asked.force_login(officer)
    picture = SimpleUploadedFile("x.png", get_test_image_file().file.getvalue() + tail, content_type="image/png")
    address = reverse("wagtailadmin_account")

    assert 'name="avatar-avatar"' not in asked.get(address).content.decode()
    asked.post(address, {"avatar-avatar": picture, "name_email-first_name": "ก", "name_email-last_name": "ข"})

    assert not UserProfile.objects.exclude(avatar="").exists()


@pytest.mark.parametrize(
    "error",
    [
        OverflowError("x"),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"),
        ValueError("Field 'id' expected a number but got 'abc'."),
        ValueError("invalid literal for int() with base 10: 'x'"),
    ],
)
def test_what_only_input_causes_is_a_bad_request(rf, error):
    guard = MalformedRequestMiddleware(lambda request: None)

    assert guard.process_exception(rf.get("/"), error).status_code == 400


@pytest.mark.parametrize(
    "error", [ValueError("x"), KeyError("x"), TypeError("x"), AttributeError("x"), RuntimeError("x")]
)
def test_what_may_be_a_fault_of_ours_stays_one(rf, error):
    assert MalformedRequestMiddleware(lambda request: None).process_exception(rf.get("/"), error) is None
