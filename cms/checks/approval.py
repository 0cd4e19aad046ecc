"""System checks: permissions that bypass approval, snippets without a scoped admin, unknown migrations.

Those about what the apps register are in `cms.checks.registrations`.
"""

from collections.abc import Sequence

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.utils import OperationalError, ProgrammingError
from wagtail.snippets.models import get_snippet_models

from cms.actions import permission_receivers
from cms.checks import registrations as registrations
from cms.models import Approvable
from cms.registry import by_app
from cms.viewsets.snippets import ApprovableSnippetViewSet

UNKNOWN_MIGRATIONS = "ฐานข้อมูลนี้เป็นของโปรแกรมคนละรุ่น (%(names)s) ใช้ฐานข้อมูลใหม่ เช่น make demo DATA=var/new"


@register(Tags.database)
def nobody_skips_the_approval(
    *, databases: Sequence[str] | None = None, app_configs: object = None, **kwargs: object
) -> list[CheckMessage]:
    """One error for each permission that bypasses approval; runs with `migrate` and `check --database default`."""
    if not databases:
        return []
    try:
        return [Error(finding, id="cms.E001") for finding in permission_receivers.findings()]
    except (OperationalError, ProgrammingError):
        return []  # before the first migration there are no tables


@register(Tags.database)
def migrations_are_known(
    *, databases: Sequence[str] | None = None, app_configs: object = None, **kwargs: object
) -> list[CheckMessage]:
    """Refuses a database whose migrations this program does not have: one of an older or a newer version."""
    return [
        Error(UNKNOWN_MIGRATIONS % {"names": ", ".join(sorted(unknown))}, id="cms.E003")
        for alias in databases or ()
        if (unknown := _unknown_migrations(alias))
    ]


def _unknown_migrations(alias: str) -> set[str]:
    """Migrations of our apps that were applied to a database and are not among the program's."""
    loader = MigrationLoader(connections[alias])
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations)
    return {f"{app}.{name}" for app, name in unknown if app in by_app()}


@register()
def snippets_are_scoped(app_configs: object = None, **kwargs: object) -> list[CheckMessage]:
    """One error for each approvable snippet whose admin does not narrow its rows to the officer's divisions."""
    return [
        Error(f"{model._meta.label} is registered without ApprovableSnippetViewSet", id="cms.E002")
        for model in get_snippet_models()
        if issubclass(model, Approvable) and not isinstance(model.snippet_viewset, ApprovableSnippetViewSet)
    ]
