"""The hand of Prongsai: builds the site and goes through the real actions, as officer and executive."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse
from wagtail.models import Page

from cms.actions import approval, fiscal_years, jobs, setup
from cms.actions.people import appoint
from cms.actions.records import draft
from cms.models import DocumentVersion, FileText, OfficialDocument, StoredFile, User
from cms.notifications import outbox
from cms.pages import RecordAttachment, RecordPage, SectionPage, YearPage
from cms.policy.changes import Worded, changes
from cms.policy.roles import Role
from cms.storage.private_files import private_storage
from cms.workflow.locking import specific
from cms.workflow.pending_review import PendingReview
from disclosures.pages import GeneralAnnouncementPage
from tests.benchmarks.ours.growth import AuditHead, divisions, touches
from tests.benchmarks.shared import hand, texts
from tests.benchmarks.shared.grow import Specimen

FACTS = {
    "name": "องค์การบริหารส่วนตำบลดงหม้อทอง",
    "short_name": "อบต.ดงหม้อทอง",
    "district": "บ้านม่วง",
    "province": "สกลนคร",
}
SECTION = "announcements"
grown: list[Specimen] = []


def make(count: int) -> None:
    """Let the site hold so many records; the first one is made, the others are its copies."""
    if not grown:
        grown.append(first_record())
    with AuditHead():
        grown[0].multiply(range(RecordPage.objects.count(), count), list(years()), touches())
    for year in years():
        YearPage.objects.filter(pk=year.pk).update(last_number=year.numchild)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # no site has all its records in its journal


def years() -> Any:
    return YearPage.objects.child_of(SectionPage.objects.get(slug=SECTION)).order_by("fiscal_year")


def first_record() -> Specimen:
    """The authority with its people and years, and one record that has gone all the way to its PDF."""
    authority = setup.establish(FACTS, texts.DIVISIONS, host="127.0.0.1")
    for year in texts.YEARS:
        fiscal_years.open_year(SectionPage.objects.get(slug=SECTION), year)
    for name, role in (("officer", Role.DISCLOSURE_OFFICER), ("executive", Role.EXECUTIVE)):
        user = User.objects.create_user(name, f"{name}@example.go.th", first_name=name)
        appoint(user, role, authority=authority, by=None)
    specimen = Specimen()
    approve(opened(submitted(new_page(texts.text(0), new_document(texts.text(0))), years().last())))
    while job := jobs.claim("bench"):
        jobs.run(job)
    outbox.send_due()
    specimen.take()
    return specimen


def new_document(text: texts.Text) -> DocumentVersion:
    """The document of a record, kept and read."""
    content = text.body.encode()
    digest = hashlib.sha256(content).hexdigest()
    stored = StoredFile.objects.create(sha256=digest, size=len(content), mime="text/plain", kind="txt")
    private_storage().save(stored.path, ContentFile(content))
    FileText.objects.create(file=stored, state=FileText.State.READ, pages=[text.summary])
    document = OfficialDocument.objects.create(title=text.title, division_id=divisions()[0], file=stored.path)
    return DocumentVersion.objects.create(document=document, number=1, file=stored, name=text.file_name)


def new_page(text: texts.Text, version: DocumentVersion) -> GeneralAnnouncementPage:
    page = GeneralAnnouncementPage(
        title=text.title,
        summary=text.summary,
        body=text.body,
        document_date=text.day,
        document_number=text.letter,
        division_id=divisions()[text.division],
    )
    page.attachments = [RecordAttachment(version=version)]
    return page


def submitted(page: GeneralAnnouncementPage, year: YearPage) -> Any:
    """The task state at which a page waits, once the officer has drafted and submitted it."""
    officer = User.objects.get(username="officer")
    made = draft(page, year, by=officer)
    approval.submit(made, by=officer)
    return specific(Page.objects.get(pk=made.pk)).current_workflow_task_state


def opened(task_state: Any) -> Any:
    """The task state, once the executive has read what waits there."""
    approval.open_review(PendingReview.read(task_state), by=User.objects.get(username="executive"))
    return task_state


def approve(task_state: Any) -> None:
    executive = User.objects.get(username="executive")
    approval.approve(task_state, by=executive, revision=task_state.revision_id, digest=task_state.review.digest)


def fresh(count: int, start: int) -> list[GeneralAnnouncementPage]:
    """Pages not yet in the tree, with their documents."""
    numbers = range(start, start + count)
    return [new_page(text, new_document(text)) for text in map(texts.text, numbers)]


def add_publish(count: int, start: int) -> list[float]:
    """Draft, submit, approve: how long each record took to become public, without the time of reading it."""
    year = years().last()
    taken = []
    for page in fresh(count, start):
        waiting: list[Any] = []
        (before,) = hand.seconds_of([lambda: waiting.append(submitted(page, year))])  # noqa: B023 called at once
        opened(waiting[0])
        (after,) = hand.seconds_of([lambda: approve(waiting[0])])  # noqa: B023 called at once
        taken.append(before + after)
    return taken


def waiting(count: int, start: int) -> list[dict[str, Any]]:
    """Submits records: where the executive's screen sends an approval, what it sends, and the page it makes public."""
    year = years().last()
    return [_card(submitted(page, year), page) for page in fresh(count, start)]


def _card(task_state: Any, page: GeneralAnnouncementPage) -> dict[str, Any]:
    opened(task_state)
    form = {"action": "approve", "revision": task_state.revision_id, "digest": task_state.review.digest, "comment": ""}
    form["csrfmiddlewaretoken"] = hand.CSRF
    return {"path": reverse("cms_review", args=[task_state.pk]), "form": form, "page": page.get_url()}


def addresses(count: int) -> dict[str, Any]:
    """The list of a year, and record pages from all years alike."""
    records = RecordPage.objects.live().order_by("pk")
    step = max(records.count() // count, 1)
    return {"lists": [year.get_url() for year in years()], "documents": [r.get_url() for r in records[::step]]}


def changed(letters: int, turn: int) -> list[float]:
    """The difference as the approver's screen shows it."""
    before, after = ({"summary": Worded(text, text)} for text in texts.changed(letters, turn))
    return hand.seconds_of([lambda: list(changes(before, after, {"summary": "สรุป"}))])


ORDERS = {
    "make": make,
    "add_publish": add_publish,
    "waiting": waiting,
    "addresses": addresses,
    "changes": changed,
    "cookies": lambda: hand.signed_in(User.objects.get(username="executive")),
}
