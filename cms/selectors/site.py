"""The site of a request: its authority, and the data of the layout of every public page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from wagtail.models import Site

from cms.models import Authority
from cms.models.audit import MAIN, AuditChain
from cms.policy.registration import NavigationLink, Place
from cms.policy.reporting import NATIONAL, Way, Ways
from cms.registry import registered
from cms.selectors.reporting import corruption_ways
from cms.thai.terms import Terms, compounds

DRAWN_EMBLEM = "cms/img/mark.svg"
EMBLEM_SIZE = "max-165x165"


@dataclass(frozen=True)
class Link:
    """A link of the navigation; `is_here` marks the section of the current page. Tasks of the home page say more."""

    title: str
    url: str
    is_here: bool
    description: str = ""


class SiteContext:
    """Data about a request's site, each read at most once a request and only when used.

    `cms.middleware.SiteContextMiddleware` sets one on every request; templates know it as `site_context`.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def authority(self) -> Authority | None:
        """The authority that owns the site; None where none does."""
        site = Site.find_for_request(self.request)
        return Authority.objects.filter(site=site).first() if site else None

    @cached_property
    def audit_head(self) -> str | None:
        """The hash at the head of the audit chain; it changes whenever anything is published or withdrawn."""
        return AuditChain.objects.filter(chain=MAIN).values_list("hash", flat=True).first()

    @property
    def terms(self) -> Terms:
        """What no line of a page tears: the terms of the authority."""
        return self.authority.terms if self.authority else compounds()

    @cached_property
    def links(self) -> dict[str, list[Link]]:
        """The links that the apps registered, by the place where the layout shows them."""
        links = registered().navigation
        return {place.value: [self._link(link) for link in links if place in link.places] for place in Place}

    def _link(self, link: NavigationLink) -> Link:
        url = reverse(link.url_name)
        return Link(link.title, url, self.request.path.startswith(url), link.description)

    @property
    def emblem(self) -> str:
        """The address of the authority's emblem in its small size, else of the one drawn by us."""
        emblem = self.authority and self.authority.emblem
        return emblem.address(EMBLEM_SIZE) if emblem else static(DRAWN_EMBLEM)

    @cached_property
    def corruption(self) -> Ways:
        """How to report corruption to the authority."""
        return corruption_ways(self.authority, self.audit_head)

    @property
    def national_ways(self) -> Sequence[Way]:
        """How to report corruption past the authority."""
        return NATIONAL

    @property
    def canonical(self) -> str:
        """The canonical URL of the requested page."""
        return f"{settings.SITE_URL}{self.request.path}"

    @property
    def is_in_section(self) -> bool:
        """Whether the requested page is in one of the sections, and no link of its own in the header leads there."""
        slug = self.request.path.split("/")[1]
        is_section = any(section.slug == slug for section in registered().sections)
        return is_section and not any(link.is_here for link in self.links[Place.HEADER])


def site_context(request: HttpRequest) -> SiteContext:
    """The context that the middleware set on a request."""
    context: SiteContext = vars(request)["site_context"]
    return context


def authority_of(request: HttpRequest) -> Authority | None:
    """The authority that owns the site of a request, or None."""
    return site_context(request).authority


def template_context(request: HttpRequest) -> dict[str, object]:
    """The context processor. `SiteContext` is lazy, so pages of the admin cost no query."""
    return {"site_context": site_context(request)}
