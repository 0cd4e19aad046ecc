"""Demo data of disclosures: the fourteen measures of 2566 as the authority reported them, and announcements of today.

The text of the measures is that of the report, including its errors; what had to be repaired is listed in
`demo_data/repairs.json`. A row's number in the report is its position in the list. Where a row has several lines, those
above the last precede the number (measure 6 begins with “กองคลัง/งานพัสดุ”); a list of one row has no number.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms import demo
from cms.actions import approval, takedown
from cms.actions.documents import InspectedUpload, add_document, inspect_upload
from cms.actions.fiscal_years import open_fiscal_year
from cms.actions.records import draft
from cms.demo import Say
from cms.exports import pdf
from cms.models import Authority, Division, Publication
from cms.pages import RecordAttachment, RecordPage, SectionPage, YearPage
from cms.policy.takedown import Decision, ReviewedTakedown
from cms.thai.dates import fiscal_year
from cms.thai.numerals import to_thai
from disclosures.pages import (
    GeneralAnnouncementPage,
    IntegrityMeasurePage,
    MeasureAction,
    MeasureObligation,
    MeasureOutcome,
)
from disclosures.policy.cadence import LABEL, Cadence

DATA = Path(__file__).resolve().parent / "demo_data"
YEAR = 2566
# The demo user who drafts for each division, by division code.
OFFICERS = {"clerk": "officer", "finance": "finance"}

Data = dict[str, Any]


def read(name: str) -> list[Data]:
    """The rows of one JSON file in `demo_data`."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def as_reported(rows: Iterable[str]) -> str:
    """The rows as one string, as the cell of the report has them: “๑. … ๒. …”."""
    rows = list(rows)
    if len(rows) == 1:
        return rows[0]
    return " ".join(_numbered(number, row) for number, row in enumerate(rows, start=1))


def _numbered(number: int, row: str) -> str:
    *lead, words = row.split("\n")
    return " ".join([*lead, f"{to_thai(number)}. {words}"])


def load(say: Say) -> None:
    """Draft, submit and approve the demo pages that do not exist yet."""
    authority = Authority.objects.get(short_name=demo.AUTHORITY["short_name"])
    load_measures(authority, say)
    load_announcements(authority, say)


def load_measures(authority: Authority, say: Say) -> None:
    """Load each measure in its own transaction, so that an interrupted load continues where it stopped."""
    year_page = opened("integrity-measures", YEAR, authority)
    existing = set(IntegrityMeasurePage.objects.child_of(year_page).values_list("measure_number", flat=True))
    files = {file["measure"]: file for file in read("papers")}
    for data in read(f"measures_{YEAR}"):
        if data["number"] not in existing:
            file = files.get(data["number"])
            # Rendered and inspected before the transaction: both take a while.
            upload = inspect_upload(pdf_upload(data, file, authority)) if file else None
            load_measure(data, upload, file["title"] if file else "", year_page)
            say(_("มาตรการที่ %(number)s %(title)s") % {"number": data["number"], "title": data["title"]})


def pdf_upload(measure: Data, file: Data, authority: Authority) -> SimpleUploadedFile:
    """A rendered PDF of a measure's duties, in the form of an officer's upload; `file` gives its name and title."""
    columns = (_("สิ่งที่ต้องทำ"), _("ผู้รับผิดชอบ"), _("ความถี่"), _("กำหนด"))
    rows = [
        [duty["what"], duty["owner"], LABEL[Cadence(duty["cadence"])], duty["due"]] for duty in measure["obligations"]
    ]
    shared = {"authority": authority.name, "fiscal_year": str(YEAR), "columns": columns, "rows": rows}
    content = pdf.render("demo", {**file, **shared})
    return SimpleUploadedFile(file["name"], content, content_type="application/pdf")


@transaction.atomic
def load_measure(data: Data, upload: InspectedUpload | None, title: str, year_page: YearPage) -> None:
    """Load one measure: drafted by an officer of its division, approved by the executive."""
    division = Division.objects.get(code=data["division"])
    officer = demo.user(OFFICERS[division.code])
    page = IntegrityMeasurePage(
        title=data["title"], measure_number=data["number"], summary=data["summary"], division=division
    )
    page.actions = [MeasureAction(text=text) for text in data["actions"]]
    page.outcomes = [MeasureOutcome(text=text) for text in data["outcomes"]]
    page.obligations = [MeasureObligation(**obligation) for obligation in data["obligations"]]
    if upload:
        document = add_document(upload, by=officer, division=division, title=title)
        page.attachments = [RecordAttachment(version=document.newest, title=title)]
    demo.publish(draft(page, year_page, by=officer), by=officer, approver=demo.user("executive"))


@transaction.atomic
def load_announcements(authority: Authority, say: Say) -> None:
    """Load announcements of the current fiscal year, each in another stage; all of them or none."""
    if GeneralAnnouncementPage.objects.exists():
        return
    year_page = opened("announcements", fiscal_year(timezone.localdate()), authority)
    division = authority.divisions.get(code="clerk")
    for data in read("announcements"):
        page = GeneralAnnouncementPage(title=data["title"], summary=data["summary"], body=body(data), division=division)
        STORIES[data["story"]](draft(page, year_page, by=demo.user("officer")), data)
        say(_("ประกาศ %(title)s") % {"title": data["title"]})


def body(data: Data) -> list[tuple[str, str]]:
    """The body of an announcement as a StreamField takes it: (block type, value)."""
    return [(kind, words) for kind, words in data["body"]]


def opened(section: str, year: int, authority: Authority) -> YearPage:
    """The page of a fiscal year in the section with a slug; the disclosure officer opens the year if need be."""
    open_fiscal_year(authority, year, by=demo.user("disclosure"))
    return YearPage.objects.child_of(SectionPage.objects.get(slug=section)).get(fiscal_year=year)


def live(page: RecordPage, data: Data) -> RecordPage:
    """Approve the draft unchanged."""
    return demo.publish(page, by=demo.user("officer"), approver=demo.user("executive"))


def newer(page: RecordPage, data: Data) -> RecordPage:
    """Publish it, then save a newer draft."""
    changes = {"summary": data["newer"]["summary"], "body": body(data["newer"])}
    return demo.revise(live(page, data), changes, by=demo.user("officer"))


def superseded(page: RecordPage, data: Data) -> None:
    """Publish a second version, which supersedes the first."""
    live(newer(page, data), data)


def waiting(page: RecordPage, data: Data) -> None:
    """Publish it, then submit a change, whose review stays pending."""
    demo.submit(newer(page, data), by=demo.user("officer"))


def sent_back(page: RecordPage, data: Data) -> None:
    """Submit it; the executive rejects it with a reason."""
    approval.reject(demo.submit(page, by=demo.user("officer")), by=demo.user("executive"), comment=data["reason"])


def withdrawn(page: RecordPage, data: Data) -> None:
    """Publish it; the officer requests its withdrawal and another executive agrees."""
    publication = Publication.objects.of(live(page, data)).first()
    assert publication is not None  # noqa: S101 it was published in the line above
    request = takedown.request_withdrawal(publication, by=demo.user("officer"), reason=data["reason"])
    reviewed = ReviewedTakedown(publication.pk, publication.digest)
    takedown.settle(request, Decision.WITHDRAW, by=demo.user("clerk"), reviewed=reviewed)


STORIES = {"live": live, "superseded": superseded, "waiting": waiting, "sent_back": sent_back, "withdrawn": withdrawn}
