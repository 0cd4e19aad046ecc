"""Who drafts for which division; forms, listings, choosers and uploads all use these functions."""

from functools import cache
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import QuerySet
from wagtail.models import Page

from cms.models import Approvable, Division
from cms.models.people import AnyUser
from cms.permissions.grants import grants_of
from cms.policy.roles import Role

Rows = TypeVar("Rows", bound=QuerySet[Any])


@cache
def page_drafters() -> frozenset[Role]:
    """The roles that draft pages, as the installed page types say; to them the page tree of the admin is open."""
    types = (model for model in apps.get_models() if issubclass(model, Approvable) and issubclass(model, Page))
    return frozenset().union(*(model.drafted_by for model in types))


def drafts_type(user: AnyUser, kind: type[Any]) -> bool:
    """Whether a user drafts records of a type for any division."""
    return bool(user.is_superuser or grants_of(user).roles & kind.drafted_by)


def drafts_below(user: AnyUser, parent: Page) -> bool:
    """Whether a user drafts any of the types that may be created below a page; a superuser creates whatever may be."""
    if user.is_superuser:
        return True
    kinds = (kind for kind in type(parent).creatable_subpage_models() if kind.can_create_at(parent))
    return any(drafts_type(user, kind) for kind in kinds)


def drafting_divisions(user: AnyUser, drafted_by: frozenset[Role]) -> frozenset[int] | None:
    """The ids of the divisions for which a user may draft what these roles draft; None means every division.

    A superuser may edit every draft in the admin, but needs a post like everybody to submit and to decide.
    """
    return None if user.is_superuser else grants_of(user).drafting_divisions(drafted_by)


def may_draft(user: AnyUser, drafted_by: frozenset[Role], division_id: int | None) -> bool:
    """Whether a user may draft what these roles draft for one division."""
    divisions = drafting_divisions(user, drafted_by)
    return divisions is None or division_id in divisions


def within(rows: Rows, divisions: frozenset[int] | None, field: str = "division") -> Rows:
    """The rows filtered by divisions; all rows for None. `field` is the lookup of the division."""
    return rows if divisions is None else rows.filter(**{f"{field}__in": divisions})


def divisions_to_draft_for(user: AnyUser, drafted_by: frozenset[Role]) -> QuerySet[Division]:
    """The active divisions that a form offers a user who drafts what these roles draft."""
    return within(Division.objects.filter(is_open=True), drafting_divisions(user, drafted_by), field="pk")
