"""Querysets limited to the drafts that a user may see in listings and choosers."""

from django.apps import apps
from django.db.models import Model, QuerySet
from wagtail.query import PageQuerySet

from cms.models.people import AnyUser
from cms.permissions.drafting import Rows, drafting_divisions, within
from cms.permissions.grants import grants_of, reads_every_draft
from cms.policy.roles import Role


def pages_read_by(user: AnyUser, pages: PageQuerySet) -> PageQuerySet:
    """Pages without the records of divisions whose drafts the user may not read."""
    if reads_every_draft(user):
        return pages
    return pages.exclude(pk__in=_records_of_others(user).values("pk"))


def pages_linked_by(user: AnyUser, pages: PageQuerySet) -> PageQuerySet:
    """Pages that a link chooser offers: records of other divisions only where live without unpublished changes."""
    if reads_every_draft(user):
        return pages
    hidden = _records_of_others(user).exclude(live=True, has_unpublished_changes=False)
    return pages.exclude(pk__in=hidden.values("pk"))


def rows_read_by(user: AnyUser, rows: Rows) -> Rows:
    """Snippets of the divisions for which the user drafts them or is the division's head."""
    if reads_every_draft(user):
        return rows
    return within(rows, grants_of(user).divisions(_drafted_by(rows) | {Role.DIVISION_HEAD}))


def rows_edited_by(user: AnyUser, rows: Rows) -> Rows:
    """Snippets of the divisions for which the user drafts them."""
    return within(rows, drafting_divisions(user, _drafted_by(rows)))


def _drafted_by(rows: Rows) -> frozenset[Role]:
    drafted_by: frozenset[Role] = rows.model.drafted_by
    return drafted_by


def _records_of_others(user: AnyUser) -> QuerySet[Model]:
    records = apps.get_model("cms", "RecordPage")
    return records._default_manager.exclude(division__in=grants_of(user).divisions())
