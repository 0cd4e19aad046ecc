"""The fourteen measures of 2566, as the authority reported them.

The text is that of the report, including its errors; what had to be repaired is listed in `demo_data/repairs.json`. A
row's number in the report is its position in the list. Where a row has several lines, those above the last precede the
number (measure 6 begins with “กองคลัง/งานพัสดุ”); a list of one row has no number.

The numerals of the report are Thai without exception; its pages have Arabic ones, as all their other numbers, and
`as_reported` turns them back. What it leaves open is said in a sentence (`in_sentences`).
"""

from collections.abc import Iterable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from cms import demo
from cms.actions.documents import InspectedUpload, add_document, inspect_upload
from cms.actions.records import draft
from cms.demo import Say
from cms.exports import pdf
from cms.models import Authority, Division
from cms.pages import RecordAttachment, YearPage
from cms.thai.numerals import to_arabic, to_thai
from disclosures.demo.data import Data, officer_of, opened, read
from disclosures.pages import IntegrityMeasurePage, MeasureAction, MeasureObligation, MeasureOutcome
from disclosures.policy.cadence import LABEL, Cadence

YEAR = 2566
# How the typed list of duties notes what the report leaves open, and how a page says it.
LEFT_OPEN = {
    "ต้นเรื่องไม่ระบุวัน": "ต้นฉบับไม่ได้กำหนดวัน",
    "เดือนไม่ระบุ": "ต้นฉบับไม่ได้กำหนดเดือน",
    "ปีไม่ระบุ ": "ต้นฉบับไม่ได้กำหนดปี ",
    "ไม่ระบุ": "ต้นฉบับไม่ได้กำหนดวัน",
    "ตามต้นเรื่อง": "ตามต้นฉบับ",
}


def as_reported(rows: Iterable[str]) -> str:
    """The rows as one string, as the cell of the report has them: “๑. … ๒. …”."""
    rows = [to_thai(row) for row in rows]
    if len(rows) == 1:
        return rows[0]
    return " ".join(_numbered(number, row) for number, row in enumerate(rows, start=1))


def _numbered(number: int, row: str) -> str:
    *lead, words = row.split("\n")
    return " ".join([*lead, f"{to_thai(number)}. {words}"])


def in_sentences(duty: Data) -> Data:
    """A duty of the typed list with what the report leaves open said in sentences; "-" is nothing at all."""
    due = duty["due"]
    for note, sentence in LEFT_OPEN.items():
        due = due.replace(note, sentence)
    return {**duty, "due": due, "reported_to": duty["reported_to"].strip("-")}


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


def entry_of_measure(data: Data) -> Data:
    """A measure of the report as an entry of sample records (`disclosures.demo.records`)."""
    return {
        "type": IntegrityMeasurePage.__name__,
        "year": YEAR,
        "division": data["division"],
        "title": data["title"],
        "summary": data["summary"],
        "fields": {"measure_number": data["number"]},
        "rows": {
            "actions": [{"text": text} for text in data["actions"]],
            "outcomes": [{"text": text} for text in data["outcomes"]],
            "obligations": data["obligations"],
        },
    }


def pdf_upload(measure: Data, file: Data, authority: Authority) -> SimpleUploadedFile:
    """A rendered PDF of a measure's duties, in the form of an officer's upload; `file` gives its name and title."""
    columns = (_("สิ่งที่ต้องทำ"), _("ผู้รับผิดชอบ"), _("ความถี่"), _("กำหนด"))
    rows = [
        [duty["what"], duty["owner"], LABEL[Cadence(duty["cadence"])], duty["due"]]
        for duty in map(in_sentences, measure["obligations"])
    ]
    shared = {"authority": authority.name, "fiscal_year": str(YEAR), "columns": columns, "rows": rows}
    content = pdf.render("demo", {**file, **shared})
    return SimpleUploadedFile(file["name"], content, content_type="application/pdf")


@transaction.atomic
def load_measure(data: Data, upload: InspectedUpload | None, title: str, year_page: YearPage) -> None:
    """Load one measure: drafted by an officer of its division, approved by the executive."""
    division = Division.objects.get(code=data["division"])
    officer = officer_of(division)
    page = IntegrityMeasurePage(
        title=data["title"], measure_number=data["number"], summary=data["summary"], division=division
    )
    page.actions = [MeasureAction(text=to_arabic(text)) for text in data["actions"]]
    page.outcomes = [MeasureOutcome(text=to_arabic(text)) for text in data["outcomes"]]
    page.obligations = [MeasureObligation(**in_sentences(duty)) for duty in data["obligations"]]
    if upload:
        document = add_document(upload, by=officer, division=division, title=title)
        page.attachments = [RecordAttachment(version=document.newest, title=title)]
    demo.publish(draft(page, year_page, by=officer), by=officer, approver=demo.user("executive"))
