"""System checks: rights that skip the approval, and snippets whose admin does not know divisions."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db.utils import OperationalError, ProgrammingError
from wagtail.snippets.models import get_snippet_models

from cms.actions import permission_receivers
from cms.models import Approvable
from cms.viewsets.snippets import ApprovableSnippetViewSet


@register(Tags.database)
def nobody_skips_the_approval(
    *, databases: Sequence[str] | None = None, app_configs: Any = None, **kwargs: Any
) -> list[CheckMessage]:
    """Runs with the commands that touch the database (`migrate`, `check --database default`)."""
    if not databases:
        return []
    try:
        return [Error(finding, id="cms.E001") for finding in permission_receivers.findings()]
    except (OperationalError, ProgrammingError):
        return []  # before the first migration there are no tables


@register()
def snippets_are_scoped(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every snippet that approval makes public shows an officer only his division's."""
    return [
        Error(f"{model._meta.label} is registered without ApprovableSnippetViewSet", id="cms.E002")
        for model in get_snippet_models()
        if issubclass(model, Approvable) and not isinstance(model.snippet_viewset, ApprovableSnippetViewSet)
    ]
