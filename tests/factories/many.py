"""Many copies of what is public, written past the flow, to see what a long list costs."""

from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import connection
from wagtail.models import Page

from procurement.models import ProcurementRecord
from search.models import SearchEntry


def many_records(source: Any, count: int) -> None:
    """Copies of a record beside it. No entry in the audit chain tells the lists, so the cache is emptied."""
    parent, model = source.get_parent(), type(source)
    first = parent.numchild + 1
    copied = Page.objects.get(pk=source.pk)
    pages = [_page(copied, parent, first + place) for place in range(count)]
    Page.objects.bulk_create(pages, batch_size=500)
    Page.objects.filter(pk=parent.pk).update(numchild=first + count)
    paths = (pages[0].path, pages[-1].path)
    for table in [*reversed([each for each in model._meta.get_parent_list() if each is not Page]), model]:
        _copy_rows(table, source.pk, paths)
    cache.clear()


def many_procurements(source: ProcurementRecord, count: int) -> None:
    """Copies of a public procurement."""
    names = ["title", "fiscal_year", "budget", "division_id", "authority_id", "live", "last_published_at"]
    values = {name: getattr(source, name) for name in names}
    ProcurementRecord.objects.bulk_create([ProcurementRecord(**values) for _ in range(count)], batch_size=500)


def many_entries(source: SearchEntry, count: int) -> None:
    """Copies of an entry of the search index."""
    names = [field.attname for field in SearchEntry._meta.concrete_fields if not field.primary_key]
    values = {name: getattr(source, name) for name in names}
    copies = [SearchEntry(**values | {"object_id": f"copy-{place}"}) for place in range(count)]
    SearchEntry.objects.bulk_create(copies, batch_size=500)


def _page(copied: Page, parent: Page, number: int) -> Page:
    kept = {field.attname: getattr(copied, field.attname) for field in Page._meta.concrete_fields}
    slug = f"copy-{number}"
    kept |= {"id": None, "path": Page._get_path(parent.path, copied.depth, number), "slug": slug}
    kept |= {"url_path": f"{parent.url_path}{slug}/", "translation_key": uuid4()}
    return Page(**kept | {"latest_revision_id": None, "live_revision_id": None})


def _copy_rows(model: Any, source: int, paths: tuple[str, str]) -> None:
    """A row of one table of the model for each page between two paths, with the values of the source."""
    key = model._meta.pk.column
    columns = [field.column for field in model._meta.local_concrete_fields if field.column != key]
    quote = connection.ops.quote_name
    names, table = ", ".join(map(quote, columns)), quote(model._meta.db_table)
    values = ", ".join(f"source.{quote(column)}" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({quote(key)}, {names}) SELECT page.id, {values} "
            f"FROM wagtailcore_page page, {table} source "
            f"WHERE source.{quote(key)} = %s AND page.path BETWEEN %s AND %s",
            [source, *paths],
        )
