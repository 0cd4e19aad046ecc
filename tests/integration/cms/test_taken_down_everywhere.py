"""Each public address in each stage of a record: what was taken down is nowhere, and what stays is everywhere."""

from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import timezone

from cms.actions import takedown
from cms.actions.due_publications import expire_due
from cms.actions.publication_pdf import store_pdf
from cms.models import Publication
from cms.pages import RecordAttachment
from cms.thai.dates import fiscal_year
from procurement.models import Vendor
from search.actions import rebuild
from tests.factories.decisions import approve_by, settle
from tests.factories.documents import make_document, make_version
from tests.factories.pictures import make_picture, picture_block

TITLE = "ประกาศที่จะถูกนำลง"
DAY = timedelta(days=1)
OPEN, HIDDEN, GONE = 200, 404, 410
# By state of the record: what its own address answers, then the older and the current edition with all they carry.
ANSWERS = {
    "live": (OPEN, OPEN, OPEN),
    "suspended": (HIDDEN, HIDDEN, HIDDEN),
    "withdrawn": (GONE, GONE, GONE),
    "expired": (GONE, GONE, GONE),
    "scheduled": (OPEN, OPEN, HIDDEN),
    "scheduled and suspended": (OPEN, OPEN, HIDDEN),
    "first one scheduled": (HIDDEN, None, HIDDEN),
    "older one suspended": (OPEN, HIDDEN, OPEN),
    "older one withdrawn": (OPEN, GONE, OPEN),
    "suspended and lifted": (OPEN, OPEN, OPEN),
    "lifted after its time": (GONE, GONE, GONE),
    "withdrawn, then published anew": (OPEN, GONE, OPEN),
    "older one suspended, record withdrawn": (GONE, GONE, GONE),
}
# Addresses that show a record, or say how many there are, while it is live; those that never name one.
LISTINGS = {"search", "sitemap", "procurement_records", "procurement_years"} | {
    f"procurement_{name}" for name in ("explore", "explore_csv", "vendors", "vendor", "spending", "spending_csv")
}
# Those of months and notices are told in tests/integration/procurement/test_taken_down.py.
OF_MONTHS_AND_NOTICES = {"procurement_month_export", "procurement_year_export", "procurement_notices_feed"}
NEVER_NAME_A_RECORD = {
    "setup",
    "integrity",
    "integrity_json",
    "robots",
    "wagtailcore_login",
    "wagtailcore_authenticate_with_password",
    "frontend_login_disabled",
}
OF_A_RECORD = {"wagtail_serve", "procurement_record", "sample_notice", "document", "document_version", "picture"} | {
    f"publication_{form}" for form in ("pdf", "json", "xlsx", "csv")
}


def public_names(patterns=None, prefix=""):
    """The names of all addresses outside of the admin."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(pattern.pattern)
        if path.startswith("admin/"):
            continue
        if isinstance(pattern, URLResolver):
            yield from public_names(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or pattern.callback.__name__


def test_every_public_address_is_in_the_table():
    assert set(public_names()) == OF_A_RECORD | LISTINGS | OF_MONTHS_AND_NOTICES | NEVER_NAME_A_RECORD


class Story:
    """A record with an older and a current edition, each with its own version of a document and its own picture."""

    def __init__(self, case, executive, second):
        self.case, self.executive, self.second = case, executive, second
        self.document = self.pictures = None
        if case.kind == "page":
            division = case.obj.division
            self.document = make_document(by=case.officer, division=division, data="ฉบับหนึ่ง")
            make_version(self.document, data="ฉบับสอง", by=case.officer)
            self.pictures = [make_picture(by=case.officer, division=division) for _edition in range(2)]

    def publish(self, edition, **times):
        draft = self.case.fresh().get_latest_revision_as_object()
        draft.title = TITLE
        if self.document:
            version = self.document.versions.get(number=edition)
            draft.attachments = [RecordAttachment(version=version)]
            draft.body = [picture_block(self.pictures[edition - 1])]
        for name in ("go_live_at", "expire_at"):
            setattr(draft, name, times.get(name))
        draft.save_revision(user=self.case.officer)
        waiting = self.case.submit()
        approve_by(waiting, self.executive)
        publication = self.case.publication()
        store_pdf(publication, f"%PDF-1.7 {edition}".encode())
        return publication

    def both(self, **times):
        return self.publish(1), self.publish(2, **times)

    def tell(self, state):
        getattr(self, "_" + state.replace(",", "").replace(" ", "_"))()

    def _live(self):
        self.both()

    def _suspended(self):
        takedown.suspend(self.both()[1], by=self.executive, reason="พบเลขบัตร")

    def _withdrawn(self):
        request = takedown.request_withdrawal(self.both()[1], by=self.executive, reason="ข้อมูลผิด")
        settle(request, by=self.second, withdraw=True)

    def _expired(self):
        self.both(expire_at=timezone.now() + DAY)
        assert expire_due(timezone.now() + 2 * DAY) == 1

    def _scheduled(self):
        self.both(go_live_at=timezone.now() + DAY)

    def _scheduled_and_suspended(self):
        takedown.suspend(self.both(go_live_at=timezone.now() + DAY)[1], by=self.executive, reason="พบเลขบัตร")

    def _first_one_scheduled(self):
        self.publish(2, go_live_at=timezone.now() + DAY)

    def _older_one_suspended(self):
        takedown.suspend(self.both()[0], by=self.executive, reason="พบเลขบัตร")

    def _older_one_withdrawn(self):
        request = takedown.request_withdrawal(self.both()[0], by=self.executive, reason="ข้อมูลผิด")
        settle(request, by=self.second, withdraw=True)

    def _suspended_and_lifted(self):
        request = takedown.suspend(self.both()[1], by=self.executive, reason="พบเลขบัตร")
        settle(request, by=self.second, withdraw=False)

    def _lifted_after_its_time(self):
        current = self.both(expire_at=timezone.now() + DAY)[1]
        request = takedown.suspend(current, by=self.executive, reason="พบเลขบัตร")
        settle(request, by=self.second, withdraw=False, now=timezone.now() + 2 * DAY)

    def _withdrawn_then_published_anew(self):
        request = takedown.request_withdrawal(self.publish(1), by=self.executive, reason="ข้อมูลผิด")
        settle(request, by=self.second, withdraw=True)
        self.publish(2)

    def _older_one_suspended_record_withdrawn(self):
        older, current = self.both()
        takedown.suspend(older, by=self.executive, reason="พบเลขบัตร")
        request = takedown.request_withdrawal(current, by=self.executive, reason="ข้อมูลผิด")
        settle(request, by=self.second, withdraw=True)

    def addresses(self, edition):
        """What an edition alone carries, and its PDF."""
        found = {}
        publications = list(self.case.fresh().publications().order_by("number"))
        publication = publications[edition - 1] if len(publications) > 1 else publications[0]
        for form in ("pdf", "json", "xlsx"):
            found[f"publication_{form}"] = reverse(f"publication_{form}", args=[publication.pk])
        if self.document:
            found["document_version"] = reverse("document_version", args=[self.document.uuid, edition])
            found["picture"] = reverse("picture", args=[self.pictures[edition - 1].uuid, "width-1200"])
        return found


@pytest.mark.parametrize("state", ANSWERS)
def test_what_each_public_address_answers(case, executive, second_executive, client, state):
    story = Story(case, executive, second_executive)
    story.tell(state)
    record, older, current = ANSWERS[state]
    own = case.fresh().public_address()
    expected = {own: record}
    expected |= dict.fromkeys(story.addresses(2).values(), current)
    if older is not None:
        expected |= dict.fromkeys(story.addresses(1).values(), older)
    if story.document:
        open_one = OPEN if OPEN in (older, current) else record
        expected[reverse("document", args=[story.document.uuid])] = open_one

    found = {address: status(client, address) for address in expected}

    assert found == expected
    assert names_in_listings(client) == {record == OPEN}
    if case.kind == "snippet":
        named = named_among_procurements(client, case.fresh())
        assert named == dict.fromkeys(named, record == OPEN)
    rebuild()
    assert names_in_listings(client) == {record == OPEN}


def status(client, address):
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def names_in_listings(client):
    """Whether the search and the site map name the record; they must agree."""
    address = Publication.objects.order_by("number").last().address
    by_search = f'href="{address}"' in client.get(reverse("search"), {"q": TITLE}).content.decode()
    return {address in client.get("/sitemap.xml").content.decode(), by_search}


def named_among_procurements(client, record):
    """Whether each list and sum of procurements knows the only one there is."""
    year, winner = record.fiscal_year, record.get_latest_revision_as_object().winners.get().name
    vendor = Vendor.objects.filter(name=winner).first()
    of_vendor = reverse("procurement_vendor", args=[vendor.pk if vendor else 0])
    named = {
        "records": TITLE in text(client, reverse("procurement_records", args=[year])),
        "explore": TITLE in text(client, reverse("procurement_explore")),
        "explore_csv": TITLE in text(client, reverse("procurement_explore_csv")),
        "vendors": winner in text(client, reverse("procurement_vendors")),
        "vendor": TITLE in text(client, of_vendor),
        "spending": "12,500.00" in text(client, reverse("procurement_spending", args=[year])),
        "spending_csv": "12500" in text(client, reverse("procurement_spending_csv", args=[year, "method"])),
    }
    if year == fiscal_year(timezone.localdate()):
        named["home"] = "home-months" in text(client, "/")
    return named


def text(client, address):
    answer = client.get(address)
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
