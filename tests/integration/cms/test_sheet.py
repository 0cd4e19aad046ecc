"""The rows of the editor as a table of inputs: what the server says in it, takes of it, and asks the database."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.editor.row_forms import MOST_ROWS
from tests.factories import families
from tests.factories.publications import fresh
from tests.factories.records import make_announcement
from tests.sample.models import PlannedWork


@pytest.fixture
def make_plan(year_page, officer, clerk_office):
    def make(count=2):
        works = [PlannedWork(project=f"งาน {place}", unit=clerk_office, budget=place) for place in range(count)]
        return families.make_plan(year_page, by=officer, division=clerk_office, projects=works)

    return make


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def posted(plan, rows, **fields):
    """The form of a plan with rows, each a mapping of field to text."""
    count = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": plan.projects.count()}
    nothing = {"attachments-TOTAL_FORMS": 0, "attachments-INITIAL_FORMS": 0}
    values = {f"projects-{name}": value for name, value in count.items()} | nothing
    for place, row in enumerate(rows):
        values |= {f"projects-{place}-{name}": value for name, value in row.items()}
    return {"title": plan.title, "division": plan.division_id, "next_review": "", **values, **fields}


def rows_of(plan):
    return [
        {"id": row.pk, "project": row.project, "unit": row.unit_id, "budget": row.budget} for row in plan.projects.all()
    ]


def drafted(plan):
    return [(row.project, row.budget) for row in fresh(plan).get_latest_revision_as_object().projects.all()]


def test_an_amount_is_shown_and_read_as_officers_write_it(client, officer, make_plan):
    plan = make_plan()
    client.force_login(officer)

    html = client.get(edit(plan)).content.decode()
    rows = rows_of(plan)
    rows[0]["budget"] = "๑๒,๕๐๐.- บาท"
    answer = client.post(edit(plan), posted(plan, rows))

    assert 'value="1.00"' in html
    assert answer.status_code == 302
    assert drafted(plan) == [("งาน 0", Decimal(12500)), ("งาน 1", Decimal(1))]


def test_what_is_wrong_stands_at_its_input(client, officer, make_plan):
    plan = make_plan()
    client.force_login(officer)
    rows = rows_of(plan)
    rows[1]["budget"] = "250,00O"

    html = client.post(edit(plan), posted(plan, rows)).content.decode()

    assert 'value="250,00O"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_projects-1-budget-error">อ่านจำนวนเงิน “250,00O” ไม่ได้' in html


def test_a_blank_row_is_none_and_a_choice_that_is_not_offered_is_refused(client, officer, make_plan):
    plan = make_plan()
    client.force_login(officer)
    rows = rows_of(plan)

    assert client.post(edit(plan), posted(plan, [*rows, {"project": "", "unit": "", "budget": ""}])).status_code == 302
    assert len(drafted(plan)) == 2
    rows[0]["unit"] = "99999"
    answer = client.post(edit(plan), posted(plan, rows))
    assert answer.status_code == 200
    assert 'id="id_projects-0-unit-error"' in answer.content.decode()


def test_more_rows_than_a_table_has_are_refused_with_a_sentence(client, officer, make_plan, clerk_office):
    plan = make_plan()
    client.force_login(officer)
    row = {"project": "งาน", "unit": clerk_office.pk, "budget": "1"}

    most = [*rows_of(plan), *[row] * (MOST_ROWS - 2)]
    answer = client.post(edit(plan), posted(plan, [*most, row]))
    assert answer.status_code == 200
    assert "ตารางนี้มีได้ไม่เกิน 500 แถว" in answer.content.decode()
    assert client.post(edit(plan), posted(plan, most)).status_code == 302
    assert len(drafted(plan)) == MOST_ROWS


@pytest.mark.parametrize("method", ["get", "post"])
def test_many_rows_ask_the_database_as_often_as_few(client, officer, make_plan, method):
    plan = make_plan(2)
    client.force_login(officer)

    def queries():
        data = posted(plan, rows_of(plan)) if method == "post" else {}
        with CaptureQueriesContext(connection) as asked:
            answer = getattr(client, method)(edit(plan), data)
        assert answer.status_code == (302 if method == "post" else 200)
        return len(asked)

    queries()
    few = queries()
    plan.projects = [PlannedWork(project="งาน", unit=plan.division, budget=1) for _place in range(40)]
    plan.save()
    plan.save_revision(user=officer)
    queries()
    assert queries() <= few + (2 * 38 if method == "post" else 0)  # a row that was never live is written by its own


def test_a_row_with_a_chooser_stays_stacked(client, officer, year_page, clerk_office):
    record = make_announcement(year_page, by=officer, division=clerk_office)
    client.force_login(officer)

    html = client.get(edit(record)).content.decode()

    assert 'data-controller="cms-rows"' in html
    assert "cms/js/sheet/" not in html
