"""Querysets for page types with few pages, and where the pages of an authority begin."""

from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.models.people import Authority


def pages_of_type(model: type[Page]) -> PageQuerySet:
    """All pages of a type with few pages, filtered by primary key: by path, SQLite would read every page below it."""
    keys = list(model.objects.order_by().values_list("pk", flat=True))
    return model.objects.filter(pk__in=keys)


def home_of(authority: Authority) -> Page:
    """The home page of an authority's site, below which its sections are."""
    return Page.objects.get(sites_rooted_here__authority=authority)
