"""A publication as PDF and as searchable text: the data for `templates/pdf/record.typ`, from the approved content."""

from datetime import date

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.exports import pdf
from cms.models import Approvable, Publication, StoredFile
from cms.models.approvable import PdfSection
from cms.policy.canonical import Content, digest
from cms.policy.lifecycle import Period, period_label
from cms.records.content import canonical_content
from cms.thai.dates import thai_date
from cms.thai.sizes import file_size


def render(publication: Publication) -> bytes:
    """The PDF of a publication; equal content renders to equal bytes."""
    return pdf.render("record", data_of(publication))


def render_draft(draft: Approvable) -> bytes:
    """The PDF that a waiting draft would become, for the approver; it says that it is not approved."""
    content = canonical_content(draft)
    now = timezone.now()
    publication = Publication(
        authority=draft.authority,
        division_id=draft.owning_division_id(),
        kind=draft._meta.label_lower,
        title=str(draft),
        address=draft.public_address(),
        content=content,
        digest=digest(content),
        approved_name=str(_("ยังไม่อนุมัติ (ฉบับสำหรับพิจารณา)")),
        approved_at=now,
        live_from=now,
    )
    return pdf.render_in_subprocess("record", data_of(publication))


def data_of(publication: Publication) -> dict[str, object]:
    """The template's data: the approved content, who approved it, and the dates and address of its publication."""
    content = publication.content
    day = content.get("document_date")
    return {
        "authority": publication.authority.name,
        "title": publication.title,
        "kind": kind_name(publication),
        "fiscal_year": str(content.get("fiscal_year") or ""),
        "period": _period(content),
        "document_number": content.get("document_number") or None,
        "document_date": thai_date(date.fromisoformat(day)) if day else None,
        "division": publication.division.name if publication.division else None,
        "summary": content.get("summary") or None,
        "sections": sections(publication),
        "attachments": _attachments(content),
        "approved_by": publication.approved_name,
        "approved_position": publication.approved_position,
        "approved_on": thai_date(publication.approved_at),
        "published_on": thai_date(publication.live_from) if publication.live_from else None,
        "address": f"{settings.SITE_URL}{publication.address}",
        "digest": publication.digest,
        "thai_digits": True,
    }


def searchable_text(publication: Publication) -> str:
    """The text of a publication for the search index: summary, sections and document number, separated by `·`."""
    content = publication.content
    words = [content.get("summary") or ""]
    for section in sections(publication):
        words += [section["heading"], *section.get("paragraphs", ())]
        words += [" ".join(row) for row in section.get("table", {}).get("rows", ())]
    return " · ".join(filter(None, [*words, content.get("document_number")]))


def sections(publication: Publication) -> list[PdfSection]:
    """The PDF sections that the published model makes of the approved content."""
    made: list[PdfSection] = apps.get_model(publication.kind).pdf_sections(publication.content)
    return made


def kind_name(publication: Publication) -> str:
    """The verbose name of the published model."""
    return str(apps.get_model(publication.kind)._meta.verbose_name)


def _period(content: Content) -> str | None:
    period = Period(content.get("period") or Period.YEAR)
    return None if period is Period.YEAR else period_label(period, content["fiscal_year"])


def _attachments(content: Content) -> list[dict[str, str]]:
    rows = [(row["title"], row["version"]) for row in content.get("attachments", ())]
    hashes = [version["sha256"] for _title, version in rows]
    sizes = dict(StoredFile.objects.filter(sha256__in=hashes).values_list("sha256", "size"))
    return [
        {
            "name": title or version["name"],
            "size": file_size(sizes[version["sha256"]]),
            "sha256": version["sha256"],
        }
        for title, version in rows
    ]
