"""Objects read anew and locked until the end of the transaction."""

from typing import TypeVar

from django.db.models import Model
from wagtail.models import Page

M = TypeVar("M", bound=Model)


def specific(obj: M) -> M:
    """A page as its most specific type (Wagtail's `specific`); any other object as it is."""
    return obj.specific if isinstance(obj, Page) else obj


def lock_object(obj: M) -> M:
    """Lock the object and read it anew, as its specific type (on SQLite the transaction itself is the lock).

    Whatever locks a publication, a workflow state or a takedown locks the object first: two transactions that locked
    them in different order would deadlock.
    """
    lock_row(type(obj), obj.pk)
    return specific(type(obj)._base_manager.get(pk=obj.pk))


def lock_row(model: type[Model], pk: int | str) -> None:
    """Lock the row of an object; of a page always its row in Wagtail's table of pages, whatever class `model` is."""
    table = Page if issubclass(model, Page) else model
    table._base_manager.select_for_update().values_list("pk").get(pk=pk)
