"""Objects as they stand now, held until the end of the transaction."""

from typing import TypeVar

from django.db.models import Model
from wagtail.models import Page

M = TypeVar("M", bound=Model)


def specific(obj: M) -> M:
    """The page as its own type; a snippet as it is."""
    return obj.specific if isinstance(obj, Page) else obj


def lock_object(obj: M) -> M:
    """The object read anew under its lock, as its own type (on SQLite the transaction itself is the lock).

    Whatever locks a publication, a workflow state or a takedown locks the object first: two transactions that took
    them in different order would wait for each other for ever.
    """
    lock_row(type(obj), obj.pk)
    return specific(type(obj)._base_manager.get(pk=obj.pk))


def lock_row(model: type[Model], pk: int | str) -> None:
    """Lock the one row that stands for an object, whichever type it is met as: a page's row in the table of pages."""
    table = Page if issubclass(model, Page) else model
    table._base_manager.select_for_update().values_list("pk").get(pk=pk)
