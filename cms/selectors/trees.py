"""Querysets for page types with few pages."""

from wagtail.models import Page
from wagtail.query import PageQuerySet


def pages_of_type(model: type[Page]) -> PageQuerySet:
    """All pages of a type with few pages, filtered by primary key: by path, SQLite would read every page below it."""
    keys = list(model.objects.order_by().values_list("pk", flat=True))
    return model.objects.filter(pk__in=keys)
