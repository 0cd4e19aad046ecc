"""The disclosures of the demo: the fourteen measures of 2566 as the authority reported them, and news of today.

The words of the measures are those of the report, its own faults included; what had to be repaired is listed in
`demo_data/repairs.json`. A row's number in the report is its place. Where a row has several lines, those above the last
stand before the number (measure 6 opens with “กองคลัง/งานพัสดุ”); a list of one row has no number.
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
from cms.actions.records import draft
from cms.actions.setup import open_year
from cms.demo import Say
from cms.exports import pdf
from cms.models import Authority, Division, Publication
from cms.pages import RecordAttachment, SectionPage, YearPage
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
# Who drafts for which division.
OFFICERS = {"clerk": "officer", "finance": "finance"}

Data = dict[str, Any]


def read(name: str) -> list[Data]:
    """One file of the demo's data."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def as_reported(rows: Iterable[str]) -> str:
    """The rows as the cell of the report: “๑. … ๒. …”."""
    rows = list(rows)
    if len(rows) == 1:
        return rows[0]
    return " ".join(_numbered(number, row) for number, row in enumerate(rows, start=1))


def _numbered(number: int, row: str) -> str:
    *lead, words = row.split("\n")
    return " ".join([*lead, f"{to_thai(number)}. {words}"])


def load(say: Say) -> None:
    """Draft, submit and approve what is not there yet."""
    authority = Authority.objects.get(short_name=demo.AUTHORITY["short_name"])
    load_measures(authority, say)
    load_announcements(authority, say)


def load_measures(authority: Authority, say: Say) -> None:
    """Each measure in a transaction of its own, so that a load that was cut off goes on where it stopped."""
    year_page = open_year(section("integrity-measures"), YEAR)
    there = set(IntegrityMeasurePage.objects.child_of(year_page).values_list("measure_number", flat=True))
    papers = {paper["measure"]: paper for paper in read("papers")}
    for data in read(f"measures_{YEAR}"):
        if data["number"] not in there:
            paper = papers.get(data["number"])
            # Made and examined before the transaction: both take a while.
            upload = inspect_upload(paper_of(data, paper, authority)) if paper else None
            load_measure(data, upload, paper["title"] if paper else "", year_page)
            say(_("มาตรการที่ %(number)s %(title)s") % {"number": data["number"], "title": data["title"]})


def paper_of(measure: Data, paper: Data, authority: Authority) -> SimpleUploadedFile:
    """A PDF of a measure's duties, made here, as an officer would bring it."""
    columns = (_("สิ่งที่ต้องทำ"), _("ผู้รับผิดชอบ"), _("ความถี่"), _("กำหนด"))
    rows = [
        [duty["what"], duty["owner"], LABEL[Cadence(duty["cadence"])], duty["due"]] for duty in measure["obligations"]
    ]
    told = {"authority": authority.name, "fiscal_year": str(YEAR), "columns": columns, "rows": rows}
    made = pdf.render("demo", {**paper, **told})
    return SimpleUploadedFile(paper["name"], made, content_type="application/pdf")


@transaction.atomic
def load_measure(data: Data, upload: InspectedUpload | None, title: str, year_page: YearPage) -> None:
    """One measure: drafted by an officer of its division, approved by the executive."""
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
    """Announcements of the current fiscal year, each at another point of its way; all of them or none."""
    announcements = section("announcements")
    if GeneralAnnouncementPage.objects.descendant_of(announcements).exists():
        return
    year_page = open_year(announcements, fiscal_year(timezone.localdate()))
    division = authority.divisions.get(code="clerk")
    for data in read("announcements"):
        page = GeneralAnnouncementPage(title=data["title"], summary=data["summary"], body=body(data), division=division)
        STORIES[data["story"]](draft(page, year_page, by=demo.user("officer")), data)
        say(_("ประกาศ %(title)s") % {"title": data["title"]})


def body(data: Data) -> list[tuple[str, str]]:
    return [(kind, words) for kind, words in data["body"]]


def section(slug: str) -> SectionPage:
    return SectionPage.objects.get(slug=slug)


def live(page: Any, data: Data) -> Any:
    """Approved as it was drafted."""
    return demo.publish(page, by=demo.user("officer"), approver=demo.user("executive"))


def newer(page: Any, data: Data) -> Any:
    """Public, with a newer draft."""
    changes = {"summary": data["newer"]["summary"], "body": body(data["newer"])}
    return demo.revise(live(page, data), changes, by=demo.user("officer"))


def superseded(page: Any, data: Data) -> None:
    """A second version took the place of the first."""
    live(newer(page, data), data)


def waiting(page: Any, data: Data) -> None:
    """Public, and a change of it waits for the executive."""
    demo.submit(newer(page, data), by=demo.user("officer"))


def sent_back(page: Any, data: Data) -> None:
    """The executive wants something changed."""
    approval.reject(demo.submit(page, by=demo.user("officer")), by=demo.user("executive"), comment=data["reason"])


def withdrawn(page: Any, data: Data) -> None:
    """Public once; the officer asked for its end and the second executive agreed."""
    publication = Publication.objects.of(live(page, data)).first()
    assert publication is not None  # noqa: S101 it was published in the line above
    request = takedown.ask_withdrawal(publication, by=demo.user("officer"), reason=data["reason"])
    takedown.settle(request, by=demo.user("clerk"), withdraw=True)


STORIES = {"live": live, "superseded": superseded, "waiting": waiting, "sent_back": sent_back, "withdrawn": withdrawn}
