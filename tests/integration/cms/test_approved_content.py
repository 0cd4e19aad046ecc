"""What an approval covers: every field that the public is shown, and what becomes of a row that is gone since."""

import pypdfium2
import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from cms.checks.types import approvable_types, errors_of, types_are_complete
from cms.exports.record import render
from cms.fields import Table, bar, every, filled, rows
from cms.models.approved_content import approved_fields, approved_rows, not_approved
from cms.pages import RecordPage
from disclosures.pages import IntegrityMeasurePage, NewsPage
from tests.factories.publications import current, make_full_measure, make_version, publish
from tests.sample.models import LoanNotice, PlannedProject, SamplePlanPage


@pytest.mark.parametrize("model", approvable_types(), ids=lambda model: model.__name__)
def test_a_type_lacks_nothing(model):
    assert list(errors_of(model)) == []


def test_all_of_a_type_but_what_is_said_is_approved():
    assert approved_fields(IntegrityMeasurePage) == (
        "title",
        "division",
        "fiscal_year",
        "period",
        "summary",
        "document_number",
        "document_date",
        "next_review",
        "stated_none",
        "measure_number",
        "go_live_at",
        "expire_at",
    )
    assert dict(approved_rows(IntegrityMeasurePage)) == {
        "attachments": ("version", "title"),
        "actions": ("text",),
        "outcomes": ("text",),
        "obligations": ("what", "owner", "cadence", "due", "evidence", "reported_to"),
    }
    assert set(not_approved(IntegrityMeasurePage)) == {"authority", "period_key"}


# What a developer may do by mistake, and the error that stops him.
MISTAKES = {
    "a field out of approval": (IntegrityMeasurePage, "not_approved", {"measure_number": "สั้นไป"}, "cms.E004"),
    "rows out of approval": (IntegrityMeasurePage, "not_approved", {"actions": "too long"}, "cms.E004"),
    "a column out of approval": (PlannedProject, "not_approved", {"budget": "secret"}, "cms.E004"),
    "no reason": (SamplePlanPage, "not_approved", {"period": ""}, "cms.E004"),
    "a total of nothing": (PlannedProject, "table", Table(total=("price",)), "cms.E006"),
    "a chart of nothing": (PlannedProject, "table", Table(chart=bar("unit", "price")), "cms.E006"),
    "evidence in no rows": (SamplePlanPage, "evidence", {"rows": rows("steps")}, "cms.E006"),
    "evidence in no column": (SamplePlanPage, "evidence", {"price": every("projects", "price")}, "cms.E006"),
    "evidence in no field": (SamplePlanPage, "evidence", {"goal": filled("goal")}, "cms.E006"),
    "no section": (IntegrityMeasurePage, "sections", (), "cms.E007"),
    "holds for years without a copy": (NewsPage, "holds_for_years", True, "cms.E011"),
    "no address": (LoanNotice, "address_name", "nowhere", "cms.E008"),
    "no such argument": (LoanNotice, "address_fields", ("fiscal_year",), "cms.E008"),
    "an English name": (SamplePlanPage._meta, "verbose_name", "sample plan", "cms.E005"),
    "an English row": (PlannedProject._meta, "verbose_name", "planned project", "cms.E005"),
    "an English column": (PlannedProject._meta.get_field("budget"), "verbose_name", "budget", "cms.E005"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_type_stops_the_check(monkeypatch, mistake):
    owner, name, value, number = MISTAKES[mistake]
    monkeypatch.setattr(owner, name, value, raising=False)

    assert number in {error.id for error in types_are_complete()}


def test_a_name_that_people_have_no_thai_word_for_is_allowed(monkeypatch):
    monkeypatch.setattr(SamplePlanPage._meta, "verbose_name", "E-Service")

    assert types_are_complete() == []


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
