"""A publication as a paper document: the data that `templates/pdf/record.typ` asks for, from what was approved."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.exports import pdf
from cms.models import Publication, StoredFile, User
from cms.policy.canonical import digest
from cms.policy.lifecycle import Period, period_label
from cms.records.content import canonical_content
from cms.thai.dates import thai_date
from cms.thai.sizes import file_size


def render(publication: Publication) -> bytes:
    """The PDF of a publication; equal content makes equal bytes."""
    return pdf.render("record", data_of(publication))


def render_waiting(draft: Any) -> bytes:
    """What a draft that waits for approval would be on paper, for the approver; it says that it is not approved."""
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
        approved_by=User(first_name=str(_("ยังไม่อนุมัติ (ฉบับสำหรับพิจารณา)"))),
        approved_at=now,
        live_from=now,
    )
    return pdf.render_apart("record", data_of(publication))


def data_of(publication: Publication) -> dict[str, Any]:
    """What was approved, by whom, and the facts of its publication."""
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
        "approved_by": str(publication.approved_by),
        "approved_position": publication.approved_position,
        "approved_on": thai_date(publication.approved_at),
        "published_on": thai_date(publication.live_from) if publication.live_from else None,
        "address": f"{settings.SITE_URL}{publication.address}",
        "digest": publication.digest,
        "thai_digits": True,
    }


def words_of(publication: Publication) -> str:
    """All that a publication says in words, for the search."""
    content = publication.content
    words = [content.get("summary") or ""]
    for section in sections(publication):
        words += [section["heading"], *section.get("paragraphs", ())]
        words += [" ".join(row) for row in section.get("table", {}).get("rows", ())]
    return " · ".join(filter(None, [*words, content.get("document_number")]))


def sections(publication: Publication) -> list[dict[str, Any]]:
    """The sections that the type of the approved thing makes of its content."""
    made: list[dict[str, Any]] = apps.get_model(publication.kind).pdf_sections(publication.content)
    return made


def kind_name(publication: Publication) -> str:
    return str(apps.get_model(publication.kind)._meta.verbose_name)


def _period(content: dict[str, Any]) -> str | None:
    period = Period(content.get("period") or Period.YEAR)
    return None if period is Period.YEAR else period_label(period, content["fiscal_year"])


def _attachments(content: Mapping[str, Any]) -> list[dict[str, str]]:
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
