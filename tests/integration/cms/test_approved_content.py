"""What an approval covers: every field that the public is shown, and what becomes of a row that is gone since."""

import pypdfium2
import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, DraftStateMixin, LockableMixin, Page, RevisionMixin, WorkflowMixin

from cms.exports.record import render
from cms.models import Approvable
from cms.pages import RecordPage
from tests.factories.publications import current, make_full_measure, make_version, publish

TYPES = [model for model in apps.get_models() if issubclass(model, Approvable)]
KEPT_BY_WAGTAIL = {
    field.name
    for model in (Page, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin)
    for field in model._meta.local_fields
} - {"title", "go_live_at", "expire_at"}

# Fields that no approval covers, each with its reason; a new field is approved or gets a line here.
NOT_APPROVED = {
    "authority": "there is one, and nobody edits it",
    "period_key": "put together from the type, the year, the period and the division",
}
ROWS_NOT_APPROVED = {
    COMMENTS_RELATION_NAME: "what officers say to each other in the editor",
}
OF_A_ROW_NOT_APPROVED = {
    "sort_order": "the rows stand in this order in the content",
}


def identifies(field) -> bool:
    """A key, the row that an inherited model extends, or the record that a row belongs to."""
    return field.primary_key or isinstance(field, ParentalKey) or getattr(field.remote_field, "parent_link", False)


def fields_of(model) -> set[str]:
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return {field.name for field in fields if not identifies(field)}


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_every_field_is_approved_or_says_why_not(model):
    assert fields_of(model) - KEPT_BY_WAGTAIL - set(NOT_APPROVED) == set(model.approved_fields)


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_every_row_is_approved_with_all_its_fields_or_says_why_not(model):
    relations = {relation.get_accessor_name(): relation.related_model for relation in get_all_child_relations(model)}

    assert set(relations) - set(ROWS_NOT_APPROVED) == set(model.approved_rows)
    for relation, names in model.approved_rows.items():
        assert fields_of(relations[relation]) - set(OF_A_ROW_NOT_APPROVED) == set(names)


@pytest.fixture
def measure(year_page, officer, clerk_office):
    return make_full_measure(
        year_page, by=officer, division=clerk_office, number=1, versions=(make_version(clerk_office),)
    )


def may_be_deleted(monkeypatch, model, name, on_delete):
    """The foreign key as a type could have it that does not protect what it names."""
    monkeypatch.setattr(model._meta.get_field(name).remote_field, "on_delete", on_delete)


def test_an_old_revision_lets_go_of_a_row_that_is_gone(measure, monkeypatch):
    may_be_deleted(monkeypatch, RecordPage, "division", models.SET_NULL)
    revision = measure.latest_revision
    revision.content["division"] = 10**6

    assert revision.as_object().division_id is None


def test_an_old_revision_loses_its_row_with_what_the_row_was_about(measure, monkeypatch):
    attachments = RecordPage._meta.get_field("attachments").related_model
    may_be_deleted(monkeypatch, attachments, "version", models.CASCADE)
    revision = measure.latest_revision
    revision.content["attachments"][0]["version"] = 10**6

    assert not revision.as_object().attachments.all()


def test_what_is_protected_is_not_looked_up_anew(measure):
    revision = measure.latest_revision
    revision.as_object()  # content types and the like are read once

    with CaptureQueriesContext(connection) as asked:
        revision.as_object()

    assert [
        query["sql"] for query in asked if "cms_division" in query["sql"] or "documentversion" in query["sql"]
    ] == []


def test_the_paper_carries_the_digest_of_what_was_approved(measure, officer, executive):
    publication = current(publish(measure, by=officer, approver=executive))

    pages = pypdfium2.PdfDocument(render(publication))

    assert all(publication.digest[:16] in page.get_textpage().get_text_range() for page in pages)
