"""Which drafts a person may come upon in lists and choosers."""

from typing import Any

from django.db.models import QuerySet
from wagtail.query import PageQuerySet

from cms.models.reach import reach_of
from cms.models.register import RecordPage
from cms.roles import EDITS_ALL_DRAFTS, IN_A_DIVISION, Role


def pages_read_by(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """Pages of the tree without the records of divisions that the person does not read."""
    if _reads_everything(user):
        return pages
    return pages.exclude(pk__in=_records_of_others(user).values("pk"))


def pages_linked_by(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """Pages that a text may link to: of others only those whose title the public knows as it stands."""
    if _reads_everything(user):
        return pages
    hidden = _records_of_others(user).exclude(live=True, has_unpublished_changes=False)
    return pages.exclude(pk__in=hidden.values("pk"))


def rows_read_by(user: Any, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Snippets of the divisions whose drafts the person reads."""
    if _reads_everything(user):
        return rows
    return rows.filter(division__in=_posts_for(user, rows.model.drafted_by))


def rows_edited_by(user: Any, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Snippets of the divisions in which the person holds a post that drafts them."""
    drafting: frozenset[Role] = rows.model.drafted_by
    if user.is_superuser or reach_of(user).roles & EDITS_ALL_DRAFTS & drafting:
        return rows
    return rows.filter(division__in=_posts_for(user, drafting))


def _reads_everything(user: Any) -> bool:
    return bool(user.is_superuser or reach_of(user).reads_all())


def _records_of_others(user: Any) -> QuerySet[RecordPage]:
    return RecordPage.objects.exclude(division__in=reach_of(user).divisions())


def _posts_for(user: Any, drafting: frozenset[Role]) -> set[int]:
    """Divisions in which a drafting post, or that of their head, is held."""
    wanted = (drafting | {Role.DIVISION_HEAD}) & IN_A_DIVISION
    return {division for role, division in reach_of(user).posts if role in wanted and division is not None}
