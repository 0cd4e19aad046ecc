"""A month's rows as releases of the Open Contracting Data Standard (OCDS) 1.1.5. Plain values in and out.

A contracting process is a record: its `ocid` follows from the record's key, which is never changed or given again,
while the number of e-GP may be added or corrected later; that one identifies the tender. What is not known is left out.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from procurement.policy import tax_ids
from procurement.policy.codes import KINDS, METHODS
from procurement.policy.parties import Party, Row
from procurement.policy.shown_rows import shown_row

__all__ = ["Buyer", "Edition", "Publisher", "package_head", "record_of", "releases_of_month"]

Data = dict[str, Any]

TAX_NUMBERS = "TH-TIN"  # the list of org-id.guide for the thirteen-digit tax numbers of juristic persons
CURRENCY = "THB"
VERSION = "1.1"

# The method in the four words of the standard; `procurementMethodDetails` has the Thai one.
METHOD_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("15", "16", "20", "23", "28", "02", "03", "06"), "open"),
    **dict.fromkeys(("18", "21", "24", "26"), "selective"),
    "04": "limited",
    **dict.fromkeys(("17", "19", "22", "25", "01", "05"), "direct"),
}
CATEGORIES: Mapping[str, str] = {
    "01": "goods",
    "02": "works",
    "03": "services",
    "04": "goods",
    **dict.fromkeys(("05", "06", "07", "08"), "services"),
}
STATUS_OF_STEP: Mapping[str, str] = {"1": "planning", "2": "planned", "3": "active", "4": "complete", "5": "complete"}
NOT_YET_A_TENDER = frozenset({"planning", "planned"})


@dataclass(frozen=True)
class Buyer:
    """The authority that buys. `identifier` is scheme and number in one, such as TH-TIN-0994000000000, or ""."""

    name: str
    district: str = ""
    province: str = ""
    identifier: str = ""

    @property
    def party_id(self) -> str:
        """Its id among the parties."""
        return self.identifier or "buyer"

    @property
    def scheme_and_number(self) -> tuple[str, str]:
        """(TH-TIN, 0994000000000); two empty texts where it has no identifier."""
        country, _dash, rest = self.identifier.partition("-")
        scheme, _dash, number = rest.partition("-")
        return (f"{country}-{scheme}", number) if number else ("", "")


@dataclass(frozen=True)
class Publisher:
    """Who publishes a package: the buyer, where its site is, under which licence."""

    buyer: Buyer
    site: str
    licence: str


@dataclass(frozen=True)
class Edition:
    """An approved edition of a month: its key, such as 2569-10-1, and the moment of its approval with offset."""

    key: str
    approved: str


def releases_of_month(
    editions: Iterable[tuple[Edition, Iterable[Row]]], shown: Mapping[int, Row], *, buyer: Buyer, prefix: str
) -> Iterator[Data]:
    """A release for each record in the edition in which it first stood, and in each that says something else of it.

    `editions` are the public ones of a month, the oldest first. `shown` are the rows of the last one by their record:
    what does not stand there any more has no release, and of a withdrawn record nothing but its withdrawal.
    """
    said: dict[int, int] = {}
    tags: dict[int, frozenset[str]] = {}
    for edition, rows in editions:
        for row in rows:
            record, meaning = row["record"], _meaning(row)
            if not _is_told(row, shown.get(record)) or said.get(record) == meaning:
                continue
            release = _release(row, edition, buyer, prefix, earlier=tags.get(record, frozenset()))
            said[record] = meaning
            tags[record] = tags.get(record, frozenset()) | {tag.removesuffix("Update") for tag in release["tag"]}
            yield release


def record_of(releases: list[Data]) -> Data:
    """The record of a process: its releases, and as the compiled one the last, as each release says everything."""
    last = releases[-1]
    compiled = {**last, "id": f"{last['ocid']}-compiled", "tag": ["compiled"]}
    return {"ocid": last["ocid"], "releases": releases, "compiledRelease": compiled}


def package_head(publisher: Publisher, *, uri: str, published: str) -> Data:
    """What a package says before its releases or records."""
    scheme, number = publisher.buyer.scheme_and_number
    return _known(
        {
            "uri": uri,
            "version": VERSION,
            "publishedDate": published,
            "publisher": {"name": publisher.buyer.name, "scheme": scheme, "uid": number, "uri": publisher.site},
            "license": publisher.licence,
        }
    )


def _is_told(row: Row, shown: Row | None) -> bool:
    return shown is not None and bool(row.get("withdrawn")) == bool(shown.get("withdrawn"))


def _meaning(row: Row) -> int:
    """The row without its place in the month and without the number of its edition, to be compared."""
    told = {name: value for name, value in row.items() if name not in ("number", "publication")}
    return hash(json.dumps(told, sort_keys=True, default=str))


def _release(row: Row, edition: Edition, buyer: Buyer, prefix: str, *, earlier: frozenset[str]) -> Data:
    row = shown_row(row)
    ocid = f"{prefix}-{row['record']}"
    parties = _Parties(buyer)
    sections = _known(_withdrawn(row) if row.get("withdrawn") else _sections(row, parties))
    head = {"ocid": ocid, "id": f"{ocid}-{edition.key}", "date": edition.approved, "language": "th"}
    tags = [f"{tag}Update" if tag in earlier else tag for tag in _tags(sections)]
    if row.get("withdrawn"):
        tags = ["tenderUpdate"]
    about = {"tag": tags, "initiationType": "tender", "parties": parties.listed, "buyer": parties.buyer}
    return _known({**head, **about, **sections})


def _tags(sections: Data) -> list[str]:
    """What is known of the process: planning, tender, award, contract."""
    is_tender = sections["tender"]["status"] not in NOT_YET_A_TENDER
    known = {
        "planning": "planning" in sections,
        "tender": is_tender,
        "award": bool(sections.get("awards")),
        "contract": bool(sections.get("contracts")),
    }
    return [tag for tag, is_known in known.items() if is_known] or ["planning"]


def _sections(row: Row, parties: "_Parties") -> Data:
    tender, awards = _tender(row, parties), _awards(row, parties)
    return {
        "planning": {"budget": {"description": row.get("budget_source"), "amount": _value(row.get("budget"))}},
        "tender": tender,
        "awards": awards,
        "contracts": _contracts(row, awards),
    }


def _withdrawn(row: Row) -> Data:
    title = {"id": str(row["record"]), "title": row.get("title"), "status": "withdrawn"}
    return {"tender": {**title, "description": row["withdrawn"]}}


def _tender(row: Row, parties: "_Parties") -> Data:
    bidders = parties.listed_as("tenderer", row.get("bidders") or ())
    method, kind = str(row.get("method") or ""), str(row.get("kind") or "")
    return {
        "id": _tender_id(row),
        "title": row.get("title"),
        "description": KINDS.get(kind),
        "status": _status(row),
        "procuringEntity": parties.buyer,
        "value": _value(row.get("reference_price")),
        "procurementMethod": METHOD_WORDS.get(method),
        "procurementMethodDetails": METHODS.get(method),
        "procurementMethodRationale": row.get("legal_basis"),
        "mainProcurementCategory": CATEGORIES.get(kind),
        "numberOfTenderers": len(bidders) or None,
        "tenderers": bidders,
    }


def _tender_id(row: Row) -> str:
    return str(row.get("egp_number") or row["record"])


def _status(row: Row) -> str:
    """The status of the tender; one with a winner is complete whatever its step says."""
    return "complete" if row.get("winners") else STATUS_OF_STEP.get(str(row.get("step") or ""), "active")


def _awards(row: Row, parties: "_Parties") -> list[Data]:
    """An award for each winner."""
    return [
        {
            "id": f"{_tender_id(row)}-{place}",
            "title": row.get("title"),
            "description": row.get("reason"),
            "status": "active",
            "value": _value(winner.get("price")),
            "suppliers": parties.listed_as("supplier", [winner]),
        }
        for place, winner in enumerate(row.get("winners") or (), start=1)
    ]


def _contracts(row: Row, awards: list[Data]) -> list[Data]:
    """A contract for each award, where its number or its day is known."""
    number, signed, end = row.get("contract_number"), _moment(row.get("contract_date")), _moment(row.get("end_date"))
    if not (number or signed):
        return []
    return [
        {
            "id": f"{number or award['id']}{f'-{place}' if number and len(awards) > 1 else ''}",
            "awardID": award["id"],
            "title": row.get("title"),
            "status": "active",
            "period": {"startDate": signed, "endDate": end},
            "value": award["value"],
            "dateSigned": signed,
        }
        for place, award in enumerate(awards, start=1)
    ]


class _Parties:
    """The parties of one release, each once with its roles."""

    def __init__(self, buyer: Buyer) -> None:
        scheme, number = buyer.scheme_and_number
        self.parties: dict[str, Data] = {
            buyer.party_id: {
                "id": buyer.party_id,
                "name": buyer.name,
                "identifier": {"scheme": scheme, "id": number, "legalName": buyer.name} if number else None,
                "address": {"locality": buyer.district, "region": buyer.province, "countryName": "ประเทศไทย"},
                "roles": ["buyer", "procuringEntity"],
            }
        }
        self.buyer = {"id": buyer.party_id, "name": buyer.name}

    @property
    def listed(self) -> list[Data]:
        """All of them, the buyer first."""
        return list(self.parties.values())

    def listed_as(self, role: str, parties: Iterable[Party]) -> list[Data]:
        """References to some in a role, each once."""
        return list({each["id"]: each for each in (self._in_role(role, party) for party in parties)}.values())

    def _in_role(self, role: str, party: Party) -> Data:
        number, name = tax_ids.public_number(str(party.get("tax_id") or "")), str(party["name"])
        key = f"{TAX_NUMBERS}-{number}" if number else _id_of_name(name)
        identifier = {"scheme": TAX_NUMBERS, "id": number, "legalName": name} if number else None
        known = self.parties.setdefault(key, {"id": key, "name": name, "identifier": identifier, "roles": []})
        if role not in known["roles"]:
            known["roles"].append(role)
        return {"id": key, "name": known["name"]}


def _id_of_name(name: str) -> str:
    """The id of a party without a public number: a person, a shop. Equal names have equal ids."""
    return f"name-{hashlib.sha256(' '.join(name.split()).encode()).hexdigest()[:12]}"


def _value(amount: object) -> Data | None:
    return None if amount in (None, "") else {"amount": float(str(amount)), "currency": CURRENCY}


def _moment(day: object) -> str | None:
    """A day as the standard writes it: the beginning of that day in Thailand."""
    return f"{day}T00:00:00+07:00" if day else None


def _known(value: Any) -> Any:
    """What is known of a value: without empty texts, lists and objects, which the standard takes for faults."""
    if isinstance(value, dict):
        kept = ((name, _known(inner)) for name, inner in value.items())
        return {name: inner for name, inner in kept if inner not in (None, "", [], {})}
    if isinstance(value, list):
        return [_known(inner) for inner in value]
    return value
