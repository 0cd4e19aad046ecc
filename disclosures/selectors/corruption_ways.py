"""The ways to report corruption that were approved, for the layout of every public page."""

from typing import Any

from django.apps import apps

from cms.models import Authority
from cms.policy.reporting import Way, Ways
from disclosures.policy.corruption_ways import link_of


def approved_ways(authority: Authority) -> Ways | None:
    """The ways of the newest page about them that is live, or None: what the public sees there, and no draft of it."""
    pages = apps.get_model("disclosures", "CorruptionChannelPage").objects.live().filter(authority=authority)
    page = pages.order_by("-fiscal_year", "-last_published_at").first()
    if page is None:
        return None
    return Ways([_way(row) for row in page.channels.all()], page.get_url() or "")


def _way(row: Any) -> Way:
    return Way(row.get_kind_display(), row.detail, row.hours, link_of(row.kind, row.detail, row.link))
