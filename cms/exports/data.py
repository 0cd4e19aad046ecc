"""A publication as open data: a table as CSV, all of it as a workbook or as JSON, from the approved content.

Numbers and days are numbers and days, references and choices are words; years are those of the Gregorian calendar.
"""

import json
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from cms.models import Publication
from cms.records.document import Document, document_of, kind_name
from cms.records.tables import RecordTable
from cms.tabular.writing import DataCell, Head, Table, csv_text, xlsx


def csv_of(table: RecordTable) -> bytes:
    """A table as CSV with a byte order mark: the labels of the columns, then the rows, without totals."""
    return csv_text([column.label for column in table.columns], table.data)


def xlsx_of(publication: Publication) -> bytes:
    """A workbook: a sheet with what the publication is, its facts and its texts, and one for each table."""
    document = document_of(publication)
    tables = [Table(_("รายละเอียด"), [Head(_("รายการ")), Head(_("รายละเอียด"))], _facts(publication, document))]
    for table in document.tables:
        rows = [*table.data, *([table.total_data] if table.totals else [])]
        heads = [Head(column.label, zero=str(getattr(column.field, "zero", ""))) for column in table.columns]
        tables.append(Table(table.heading, heads, rows))
    return xlsx(tables)


def json_of(publication: Publication) -> bytes:
    """The approved content as it is, with its digest, its labels and who approved it."""
    document = document_of(publication)
    data = {
        "title": publication.title,
        "type": kind_name(publication.kind),
        "address": f"{settings.SITE_URL}{publication.address}",
        "publisher": publication.authority.name,
        "number": publication.number,
        "published": publication.live_from.isoformat() if publication.live_from else None,
        "approved": publication.approved_at.isoformat(),
        "approved_by": publication.approved_position or publication.approved_name,
        "sha256": publication.digest,
        "schema_version": publication.schema_version,
        "labels": _labels(document),
        "content": publication.content,
    }
    if computed := {table.name: table.computed for table in document.tables if table.computed}:
        data["computed"] = computed  # beside the content, whose digest was approved
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _labels(document: Document) -> dict[str, object]:
    """The Thai name of each field; those of the columns of a table below the table's name and a dot."""
    labels: dict[str, object] = {name: label for name, label in document.labels.items() if name in document.content}
    for table in document.tables:
        labels |= {f"{table.name}.{column.name}": column.label for column in table.columns}
    return labels


def _facts(publication: Publication, document: Document) -> list[list[DataCell]]:
    head = [(_("ชื่อเรื่อง"), publication.title), (_("ประเภท"), kind_name(publication.kind))]
    names = ("fiscal_year", "period", "division", "document_number", "document_date", "summary")
    head += [(document.labels.get(name, name), document.words(name)) for name in names if document.words(name)]
    facts = [(fact.label, fact.words) for fact in document.facts]
    texts = [(text.heading or _("เนื้อหา"), "\n".join(_lines(text.sections()))) for text in document.texts]
    approval = [(_("อนุมัติโดย"), publication.approved_name), (_("รหัสตรวจสอบ (SHA-256)"), publication.digest)]
    return [[label, words] for label, words in (*head, *facts, *texts, *approval)]


def _lines(sections: Iterable[tuple[str, list[str]]]) -> list[str]:
    return [line for heading, paragraphs in sections for line in (heading, *paragraphs) if line]
