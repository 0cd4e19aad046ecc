"""What is a copy's own in each table of Prongsai; the rest is as in the record it was copied from."""

import json
from collections.abc import Callable
from datetime import UTC

from cms.models import AuditChain, AuditEntry, Authority
from cms.policy.audit_chain import entry_hash
from cms.thai.repair import search_key
from search.models.entry import KEY_SEPARATOR
from tests.benchmarks.shared.grow import Copy, Row, Touch, place
from tests.benchmarks.shared.texts import text


def touches() -> dict[str, Touch]:
    """By the label of the model."""
    return {
        "wagtailcore.Page": _page,
        "cms.RecordPage": _record(),
        "disclosures.GeneralAnnouncementPage": _body,
        "cms.Publication": _publication(),
        "search.SearchEntry": _search_entry(),
        "cms.AuditEntry": _audit_entry,
    }


def divisions() -> list[int]:
    return [division.pk for division in Authority.objects.get().divisions.order_by("pk")]


def _page(row: Row, copy: Copy) -> None:
    place(row, copy, text(copy.number).title)


def _record() -> Touch:
    owners = divisions()

    def touch(row: Row, copy: Copy) -> None:
        own = text(copy.number)
        row |= {"summary": own.summary, "document_date": own.day.isoformat(), "fiscal_year": own.fiscal_year}
        row |= {"division_id": owners[own.division], "document_number": own.letter}

    return touch


def _body(row: Row, copy: Copy) -> None:
    row["body"] = text(copy.number).body


def _publication() -> Touch:
    owners, address = divisions(), _address()

    def touch(row: Row, copy: Copy) -> None:
        own = text(copy.number)
        row |= {"title": own.title, "division_id": owners[own.division], "address": address(copy)}

    return touch


def _search_entry() -> Touch:
    owners, address = divisions(), _address()

    def touch(row: Row, copy: Copy) -> None:
        own = text(copy.number)
        row |= {"fiscal_year": own.fiscal_year, "division_id": owners[own.division]}
        if row["version_id"] is None:
            row |= {"title": own.title, "address": address(copy)}
        row["key"] = search_key(own.title) + KEY_SEPARATOR + search_key(row["body"])

    return touch


def _address() -> Callable[[Copy], str]:
    home = Authority.objects.get().site.root_page.url_path
    return lambda copy: "/" + copy.url_path.removeprefix(home)


def _audit_entry(row: Row, copy: Copy) -> None:
    """The chain goes on: numbered and bound as `audit.append` would have done it (see `AuditHead`)."""
    head = AuditHead.current
    row |= {"seq": head.seq + 1, "previous_hash": head.hash}
    entry = AuditEntry(**{field.attname: row[field.column] for field in AuditEntry._meta.concrete_fields})
    entry.at = row["at"].replace(tzinfo=UTC)
    entry.data = json.loads(row["data"])
    row["hash"] = entry_hash(head.hash, entry.payload())
    head.seq, head.hash = row["seq"], row["hash"]


class AuditHead:
    """The head of the chain while copies are being added to it."""

    current: AuditChain

    def __enter__(self) -> None:
        AuditHead.current = AuditChain.objects.get(chain="main")

    def __exit__(self, *problem: object) -> None:
        AuditHead.current.save()
