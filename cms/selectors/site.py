"""Whose site a request is for, and what stands around every public page."""

from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Site

from cms.models import Authority
from cms.models.audit import MAIN, AuditChain
from cms.selectors.trees import pages_of_type


@dataclass(frozen=True)
class Link:
    """An entry of the navigation."""

    title: str
    url: str
    is_here: bool


class SiteContext:
    """What a request's site is, each thing read once a request and only where it is asked for.

    `cms.middleware.SiteContextMiddleware` gives every request its own; templates know it as `site_context`.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def authority(self) -> Authority | None:
        """The authority that owns the site; None where none does."""
        site = Site.find_for_request(self.request)
        return Authority.objects.select_related("site__root_page").filter(site=site).first() if site else None

    @cached_property
    def audit_head(self) -> str | None:
        """The hash at the head of the audit chain: it changes whenever anything becomes public or ceases to be."""
        return AuditChain.objects.filter(chain=MAIN).values_list("hash", flat=True).first()

    @cached_property
    def sections(self) -> list[Link]:
        """The sections of the site in the order of the tree."""
        if self.authority is None or self.authority.site is None:
            return []
        sections = pages_of_type(apps.get_model("cms", "SectionPage"))
        pages = sections.live().child_of(self.authority.site.root_page).defer("description")
        links = ((page.title, page.get_url(self.request) or "") for page in pages)
        return [Link(title, url, self.request.path.startswith(url)) for title, url in links]

    @property
    def canonical(self) -> str:
        """The one address of the page that was asked for."""
        return f"{settings.SITE_URL}{self.request.path}"

    @property
    def is_in_section(self) -> bool:
        """Whether the page stands in one of the sections."""
        return any(section.is_here for section in self.sections)


def site_context(request: HttpRequest) -> SiteContext:
    """The context that the middleware gave a request."""
    context: SiteContext = vars(request)["site_context"]
    return context


def authority_of(request: HttpRequest) -> Authority | None:
    """The authority whose site was asked."""
    return site_context(request).authority


def template_context(request: HttpRequest) -> dict[str, object]:
    """The context processor: lazy, so the admin pays nothing."""
    return {"site_context": site_context(request)}
