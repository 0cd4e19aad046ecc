"""Querysets for page types with few pages, and where the pages of an authority begin."""

from django.apps import apps
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


def year_pages_of(authority: Authority, section: str) -> PageQuerySet:
    """The pages of the fiscal years in the section of this slug."""
    years = apps.get_model("cms", "YearPage")._default_manager
    return years.descendant_of(home_of(authority)).filter(url_path__contains=f"/{section}/")
