"""Sample records of any type, from `demo_data/records/<topic>.json`: what each says and how far it has come.

An entry of a file (the keys that are not needed are left out):

    {"type": "StructurePage", "key": "structure", "year": 0, "division": "clerk", "period": "year", "state": "live",
     "title": "โครงสร้าง พ.ศ. {year}", "summary": "…", "document_number": "…", "document_date": "10-05",
     "fields": {"plan": "key of another entry", "measure": 5}, "body": [["heading", "…"], ["paragraph", "<p>…</p>"]],
     "rows": {"units": [{"name": "…", "photo": {"portrait": "…"}}]}, "none": ["projects"], "files": ["title of a PDF"],
     "newer": {"summary": "…", "fields": {…}, "body": […], "rows": {…}}, "reason": "…"}

Rows may also be written as a table: `"counts": {"columns": ["month", "counter"], "cells": [["m01", 12], ["m02", 9]]}`.
`year` is a fiscal year, or 0 for the current one, -1 for the one before. In every text `{year}`, `{year-1}` and
`{year+1}` become years; a day "10-05" is that of the fiscal year. Divisions are named by their code, measures by their
number, pictures by what is drawn (`portrait`, `scene`) and their title. The rows of a report are those of its plan in
their order, and need only what the report adds. `later` is as `newer`, for a record that is corrected and published
again when all others are there, such as a plan after the reports on it. `state` is a story of
`disclosures.demo.stories`, at first "live".
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from cms.actions.documents import InspectedUpload, add_document, inspect_upload
from cms.actions.records import draft
from cms.demo import Say
from cms.exports import pdf
from cms.models import Authority, Division, Picture, User
from cms.models.approved_content import row_model
from cms.pages import RecordAttachment, RecordPage, ReportPage, YearPage
from cms.thai.dates import fiscal_year
from disclosures.demo.data import DATA, Data, officer_of, opened, read
from disclosures.demo.pictures import DRAWINGS, picture
from disclosures.demo.stories import STORIES, corrected
from disclosures.pages import IntegrityMeasurePage

APP = "disclosures"
YEAR_IN_TEXT = re.compile(r"\{year([+-]\d+)?\}")
DAY_OF_THE_YEAR = re.compile(r"(\d\d)-(\d\d)")
OCTOBER, BUDDHIST_ERA = 10, 543
SAMPLE = _("ข้อมูลตัวอย่าง")
PAPER = ("document_number", "document_date")
PARTS = ("fields", "body", "rows")


@cache
def entries() -> list[Data]:
    """All entries, the earliest year first; what names another entry comes after the others of its year."""
    files = sorted((DATA / "records").glob("*.json"))
    found = [_with_rows(entry) for file in files for entry in read(f"records/{file.stem}")]
    return sorted(found, key=lambda entry: (year_of(entry), bool(_named(entry))))


def entries_of(kind: type[RecordPage]) -> list[Data]:
    """The entries of one type."""
    return [entry for entry in entries() if entry["type"] == kind.__name__]


def entry_of(key: str) -> Data:
    """The entry with a key."""
    return next(entry for entry in entries() if entry.get("key") == key)


def plans_of(entry: Data) -> list[Data]:
    """The entries that one names, which must be public before it may be."""
    return [entry_of(key) for key in _named(entry)]


def measures_of(entry: Data) -> list[int]:
    """The numbers of the measures that an entry names, which must be public before it may be."""
    named = [value for field, value in _foreign_keys(entry) if field.related_model is IntegrityMeasurePage]
    return list(dict.fromkeys(named))


def model_of(entry: Data) -> type[RecordPage]:
    """The type of an entry."""
    found: type[RecordPage] = apps.get_model(APP, entry["type"])
    return found


def year_of(entry: Data) -> int:
    """The fiscal year of an entry (Buddhist era)."""
    year = int(entry.get("year", 0))
    return year if year > 0 else fiscal_year(timezone.localdate()) + year


def load_records(authority: Authority, say: Say) -> None:
    """Load each entry that is not there yet in its own transaction, so that an interrupted load continues."""
    for entry in entries():
        if existing(entry) is None:
            year_page = opened(model_of(entry).sections[0], year_of(entry), authority)
            # Rendered and inspected before the transaction: both take a while.
            files = [(title, inspect_upload(paper(title, entry, authority))) for title in _texts(entry, "files")]
            load_record(entry, files, year_page)
            say(_("ข้อมูลตัวอย่าง %(title)s") % {"title": title_of(entry)})
    for entry in entries():
        if "later" in entry:
            correct(entry)


@transaction.atomic
def correct(entry: Data) -> None:
    """Publish the correction of a record that was loaded, unless that is done."""
    record = existing(entry)
    if record is not None and record.publications().count() == 1:
        by = officer_of(record.division)
        corrected(record, changes({**entry, "newer": entry["later"]}, record, by=by))


@transaction.atomic
def load_record(entry: Data, files: list[tuple[str, InspectedUpload]], year_page: YearPage) -> None:
    """Draft one record, with its files, and take it as far as its entry says."""
    division = _division(entry, year_page)
    officer = officer_of(division)
    page = build(entry, year_page, by=officer)
    page.attachments = [
        RecordAttachment(version=add_document(upload, by=officer, division=division, title=title).newest, title=title)
        for title, upload in files
    ]
    newer = changes(entry, page, by=officer)
    STORIES[entry.get("state", "live")](draft(page, year_page, by=officer), newer, entry.get("reason", ""))


def build(entry: Data, year_page: YearPage, *, by: User) -> RecordPage:
    """A record with its rows as an entry says, not saved; `by` adds the pictures that it shows."""
    page = model_of(entry)(
        title=title_of(entry),
        division=_division(entry, year_page),
        stated_none=entry.get("none", []),
        period=entry.get("period", "year"),
    )
    page.inherit_from_year_page(year_page)
    said = {"summary": entry.get("summary", ""), **{name: entry[name] for name in PAPER if name in entry}}
    _fill(page, {**entry, "fields": {**said, **entry.get("fields", {})}}, by=by)
    page.summary = _marked(page.summary)
    return page


def changes(entry: Data, page: RecordPage, *, by: User) -> dict[str, Any]:
    """What the newer draft of an entry says in the place of the first one, by attribute."""
    newer = entry.get("newer", {})
    told = {"fields": {name: value for name, value in newer.items() if name not in PARTS} | newer.get("fields", {})}
    changed = dict(_values(page, {**newer, **told}, by=by))
    return changed | {name: _marked(value) for name, value in changed.items() if name == "summary"}


def existing(entry: Data) -> RecordPage | None:
    """The record of an entry where it was loaded."""
    same = {"fiscal_year": year_of(entry), "title": title_of(entry), "period": entry.get("period", "year")}
    found: RecordPage | None = model_of(entry).objects.filter(**same).first()
    return found


def title_of(entry: Data) -> str:
    """The title of an entry with its years."""
    return _with_years(entry["title"], year_of(entry))


def paper(title: str, entry: Data, authority: Authority) -> SimpleUploadedFile:
    """A rendered PDF of one page, in the form of an officer's upload."""
    sentences = [_("เอกสารตัวอย่างของระบบสาธิต ใช้แทนเอกสารที่ลงนามแล้วของหน่วยงาน")]
    head = {"authority": authority.name, "kind": SAMPLE, "title": title, "fiscal_year": str(year_of(entry))}
    rows = [[_("เรื่อง"), title_of(entry)], [_("หน่วยงาน"), authority.name]]
    data = {**head, "paragraphs": sentences, "columns": [_("รายการ"), _("รายละเอียด")], "rows": rows}
    return SimpleUploadedFile(f"{title}.pdf", pdf.render("demo", data), content_type="application/pdf")


def _with_rows(entry: Data) -> Data:
    """An entry with its tables as rows."""
    rows = {
        relation: [dict(zip(told["columns"], cells, strict=True)) for cells in told["cells"]]
        if isinstance(told, dict)
        else told
        for relation, told in entry.get("rows", {}).items()
    }
    return {**entry, "rows": rows}


def _marked(summary: str) -> str:
    return f"{summary} ({SAMPLE})" if summary else str(SAMPLE)


def _named(entry: Data) -> list[str]:
    """The keys of the entries that an entry names by a foreign key to another record."""
    return [value for field, value in _foreign_keys(entry) if isinstance(value, str) and _is_record(field)]


def _foreign_keys(entry: Data) -> Iterator[tuple[Any, Any]]:
    kind: Any = model_of(entry)
    values = [(kind, entry.get("fields", {}))]
    values += [(row_model(kind, relation), row) for relation, rows in entry.get("rows", {}).items() for row in rows]
    for owner, named in values:
        for name, value in named.items():
            yield owner._meta.get_field(name), value


def _is_record(field: Any) -> bool:
    return isinstance(field, models.ForeignKey) and issubclass(field.related_model, RecordPage)


def _division(entry: Data, year_page: YearPage) -> Division:
    authority = Authority.objects.get(site__root_page__in=year_page.get_ancestors())
    return authority.divisions.get(code=entry.get("division", "clerk"))


def _fill(page: RecordPage, entry: Data, *, by: User) -> None:
    """Set fields, blocks and rows of a page; a report begins with the rows of its plan."""
    given = {**entry, "rows": {}}
    for name, value in _values(page, given, by=by):
        setattr(page, name, value)
    if isinstance(page, ReportPage):
        page.begin_with_plan()
    for name, value in _values(page, {"rows": entry.get("rows", {})}, by=by):
        setattr(page, name, value)


def _values(page: RecordPage, entry: Mapping[str, Any], *, by: User) -> Iterator[tuple[str, Any]]:
    """The values of an entry as the page takes them, by attribute."""
    for name, value in entry.get("fields", {}).items():
        yield name, _value(page._meta.get_field(name), value, page, by=by)
    if "body" in entry:
        field: Any = page._meta.get_field("body")
        yield "body", _value(field, entry["body"], page, by=by)
    for relation, rows in entry.get("rows", {}).items():
        yield relation, _rows(page, relation, rows, by=by)


def _rows(page: RecordPage, relation: str, rows: list[Data], *, by: User) -> list[Any]:
    """The rows of an entry; those of a report's plan keep what the plan says."""
    rows_of: Any = row_model(type(page), relation)
    planned = [*getattr(page, relation).all()] if getattr(rows_of, "from_plan", ()) else []
    kept = planned + [rows_of() for _row in rows[len(planned) :]]
    for place, (row, values) in enumerate(zip(kept, rows, strict=False)):
        row.sort_order = place
        for name, value in values.items():
            setattr(row, name, _value(rows_of._meta.get_field(name), value, page, by=by))
    return kept


def _value(field: Any, value: Any, page: RecordPage, *, by: User) -> Any:
    """A value of an entry as its field takes it."""
    if isinstance(field, StreamField):
        return field.stream_block.to_python([_block(kind, told, page, by=by) for kind, told in value])
    if isinstance(field, models.ForeignKey):
        return _object(field.related_model, value, page, by=by)
    if isinstance(field, models.DateField) and isinstance(value, str):
        return _day(value, page.fiscal_year)
    return field.to_python(_with_years(value, page.fiscal_year))


def _object(model: type[models.Model], value: Any, page: RecordPage, *, by: User) -> Any:
    """The object that a foreign key names."""
    if value is None:
        return None
    if model is Picture:
        ((kind, title),) = value.items()
        return picture(kind, title, page.division, by=by)
    if model is Division:
        return page.authority.divisions.get(code=value)
    if model is IntegrityMeasurePage:
        return IntegrityMeasurePage.objects.filter(measure_number=value, live=True).latest("fiscal_year")
    return existing(entry_of(value))


def _block(kind: str, value: Any, page: RecordPage, *, by: User) -> dict[str, Any]:
    """A block as Wagtail stores it; a picture is named by what is drawn and by its description."""
    if isinstance(value, dict) and set(value) <= set(DRAWINGS):
        shown = _object(Picture, value, page, by=by)
        return {"type": kind, "value": {"image": shown.pk, "decorative": False, "alt_text": shown.title}}
    return {"type": kind, "value": _with_years(value, page.fiscal_year)}


def _texts(entry: Data, name: str) -> list[str]:
    return [_with_years(text, year_of(entry)) for text in entry.get(name, [])]


def _with_years(value: Any, year: int) -> Any:
    """A value with the years in its texts: in 2570 `{year-1}` is 2569."""
    if isinstance(value, str):
        return YEAR_IN_TEXT.sub(lambda found: str(year + int(found[1] or 0)), value)
    if isinstance(value, list):
        return [_with_years(item, year) for item in value]
    if isinstance(value, dict):
        return {name: _with_years(item, year) for name, item in value.items()}
    return value


def _day(value: str, year: int) -> date:
    """A day as it is written, or `10-05` as that of the fiscal year: 5 October 2023 in 2567."""
    found = DAY_OF_THE_YEAR.fullmatch(value)
    if found is None:
        return date.fromisoformat(value)
    month, day = int(found[1]), int(found[2])
    return date(year - BUDDHIST_ERA - (month >= OCTOBER), month, day)
