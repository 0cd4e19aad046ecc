"""Demo data of disclosures: the fourteen measures of 2566 as the authority reported them, and sample records."""

from cms import demo
from cms.demo import Say
from cms.models import Authority
from disclosures.demo.data import OFFICERS, read
from disclosures.demo.measures import as_reported, load_measures
from disclosures.demo.records import load_records

__all__ = ["OFFICERS", "as_reported", "load", "read"]


def load(say: Say) -> None:
    """Draft, submit and approve the demo pages that do not exist yet."""
    authority = Authority.objects.get(short_name=demo.AUTHORITY["short_name"])
    load_measures(authority, say)
    load_records(authority, say)
