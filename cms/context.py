"""What stands around every public page: whose site it is, its sections, the one address of the page."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms.models import Authority, SectionPage
from cms.models.lists import authority_of, few


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class Chrome:
    authority: Authority | None
    sections: list[Link]
    canonical: str

    @property
    def is_in_section(self) -> bool:
        return any(section.is_here for section in self.sections)


def site_chrome(request: HttpRequest) -> dict[str, object]:
    """Read only by templates that show it, so the admin pays nothing."""
    return {"chrome": SimpleLazyObject(lambda: chrome_of(request))}


def chrome_of(request: HttpRequest) -> Chrome:
    """Three queries at most, once a request."""
    kept = vars(request)
    if "_chrome" not in kept:
        kept["_chrome"] = Chrome(authority_of(request), sections(request), f"{settings.SITE_URL}{request.path}")
    chrome: Chrome = kept["_chrome"]
    return chrome


def sections(request: HttpRequest) -> list[Link]:
    authority = authority_of(request)
    if authority is None or authority.site is None:
        return []
    pages = few(SectionPage).live().child_of(authority.site.root_page).defer("description")
    links = ((page.title, page.get_url(request) or "") for page in pages)
    return [Link(title, url, request.path.startswith(url)) for title, url in links]
