"""What the home page shows: the register by topic and fiscal year, the tasks, how long an approval takes."""

from collections.abc import Iterable, Mapping
from functools import partial

from django.http import HttpRequest
from django.utils import timezone
from django.utils.module_loading import import_string
from wagtail.models import Page

from cms.models import Authority
from cms.policy.approval_days import ApprovalDays
from cms.policy.register import Cell, Listing, one_a_topic, registers
from cms.registry import registered
from cms.selectors import listings
from cms.selectors.approval_days import days_to_approval
from cms.selectors.listings import Year, cached_by_audit_head
from cms.selectors.site import Link, authority_of, site_context


def register_context(sections: Iterable[Page], years: list[Year], request: HttpRequest) -> dict[str, object]:
    """The register: sections and what the apps list beside them, and those of which nothing is public yet."""
    outside = _outside_the_tree(request)
    rows = one_a_topic(_of_sections(sections, years, request), outside)
    return {
        "totals": listings.totals(request),
        "registers": registers(rows),
        "without_records": [row for row in rows if row.is_empty],
        "tasks": [(link, _listing_of(link, outside)) for link in site_context(request).links["home"]],
        "approval_days": _approval_days(request),
        "blocks": _blocks(request),
    }


def _of_sections(sections: Iterable[Page], years: list[Year], request: HttpRequest) -> list[Listing]:
    groups: Mapping[str, str] = {section.slug: section.group for section in registered().sections}
    return [
        Listing(
            section.title,
            section.get_url(request) or "",
            [Cell(year.fiscal_year, year.count, year.url) for year in years if year.path.startswith(section.path)],
            groups.get(section.slug, ""),
        )
        for section in sections
    ]


def _outside_the_tree(request: HttpRequest) -> list[Listing]:
    """What the apps list, as the last publication or withdrawal left it."""
    authority = authority_of(request)
    if authority is None:
        return []
    return cached_by_audit_head(f"listings:{authority.pk}", request, partial(_asked, authority))


def _asked(authority: Authority) -> list[Listing]:
    return [import_string(name)(authority) for name in registered().listings]


def _listing_of(link: Link, outside: Iterable[Listing]) -> Listing | None:
    """The listing to which a task leads, whose figure it says."""
    return next((listing for listing in outside if listing.url == link.url), None)


def _approval_days(request: HttpRequest) -> ApprovalDays | None:
    authority = authority_of(request)
    if authority is None:
        return None
    name = f"approval-days:{authority.pk}:{timezone.localdate()}"
    return cached_by_audit_head(name, request, lambda: days_to_approval(authority) or ()) or None


def _blocks(request: HttpRequest) -> list[tuple[str, Mapping[str, object]]]:
    """The blocks that the apps registered and that have something to show: template and context."""
    authority = authority_of(request)
    if authority is None:
        return []
    name = f"home-blocks:{authority.pk}:{timezone.localdate()}"
    contexts = cached_by_audit_head(name, request, partial(_contexts, authority))
    return [(block.template, shown) for block, shown in zip(registered().home_blocks, contexts, strict=True) if shown]


def _contexts(authority: Authority) -> list[Mapping[str, object] | None]:
    return [import_string(block.context)(authority) for block in registered().home_blocks]
