"""Months as packages of the Open Contracting Data Standard, written release by release."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.conf import settings

from cms.models import Authority
from procurement.exports.editions import PublishedMonth, moment
from procurement.policy.ocds import Buyer, Publisher, package_head, record_of, releases_of_month
from procurement.policy.parties import Row

Data = dict[str, Any]


def release_package(months: Sequence[PublishedMonth], authority: Authority, *, uri: str) -> Iterator[bytes]:
    """A release package of some months in parts; `has_releases` says whether there is any."""
    releases = (release for found in _releases(months, authority) for release in found)
    return _package(months, authority, uri=uri, name="releases", items=releases)


def record_package(months: Sequence[PublishedMonth], authority: Authority, *, uri: str) -> Iterator[bytes]:
    """A record package: each process with its releases and what they come to."""
    records = (record for found in _releases(months, authority) for record in _records(found))
    return _package(months, authority, uri=uri, name="records", items=records)


def has_releases(months: Iterable[PublishedMonth]) -> bool:
    """Whether there is a row at all: the standard knows no package without a release."""
    return any(month.rows() for month in months)


def _releases(months: Iterable[PublishedMonth], authority: Authority) -> Iterator[Iterator[Data]]:
    """The releases of each month; a record that stands in two, as it is moved between them, is told in the first."""
    told: set[int] = set()
    for month in months:
        shown: Mapping[int, Row] = {row["record"]: row for row in month.rows() if row["record"] not in told}
        told |= shown.keys()
        editions = month.editions_with_rows()
        yield releases_of_month(editions, shown, buyer=buyer_of(authority), prefix=settings.OCDS_PREFIX)


def _records(releases: Iterable[Data]) -> Iterator[Data]:
    in_order = sorted(releases, key=lambda release: release["ocid"])  # stable: those of a record stay in their order
    for _ocid, group in groupby(in_order, key=lambda release: release["ocid"]):
        yield record_of(list(group))


def buyer_of(authority: Authority) -> Buyer:
    """The authority as the buyer."""
    return Buyer(authority.name, authority.district, authority.province, settings.OCDS_BUYER)


def _package(
    months: Sequence[PublishedMonth], authority: Authority, *, uri: str, name: str, items: Iterable[Data]
) -> Iterator[bytes]:
    """A package as JSON: its head, then the items as they come."""
    publisher = Publisher(buyer_of(authority), settings.SITE_URL, settings.OPEN_DATA_LICENCE)
    published = max(moment(month.current) for month in months)
    head = json.dumps(package_head(publisher, uri=uri, published=published), ensure_ascii=False)
    yield f'{head[:-1]}, "{name}": ['.encode()
    between = "\n"
    for item in items:
        yield f"{between}{json.dumps(item, ensure_ascii=False)}".encode()
        between = ",\n"
    yield b"\n]}\n"
