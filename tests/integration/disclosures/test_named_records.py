"""An analysis of the ITA result leads to the measures that answer its weak points."""

import pytest
from django.urls import reverse

from cms.actions.fiscal_years import open_year
from cms.actions.records import draft
from cms.pages import SectionPage
from disclosures.pages import IntegrityAnalysisPage
from tests.factories.publications import current, publish
from tests.factories.records import make_measure

Weakness = IntegrityAnalysisPage.weaknesses.rel.related_model


@pytest.fixture
def measures_year(year_page):
    return open_year(SectionPage.objects.get(slug="integrity-measures"), year_page.fiscal_year)


@pytest.fixture
def measures(measures_year, officer, executive, clerk_office):
    made = [make_measure(measures_year, by=officer, division=clerk_office, number=number) for number in (3, 5, 7)]
    return [publish(each, by=officer, approver=executive) for each in made]


@pytest.fixture
def analysis(measures_year, measures, officer, executive, clerk_office):
    def of(*answers):
        page = IntegrityAnalysisPage(title="การวิเคราะห์", analysis="คะแนนดีขึ้น", division=clerk_office)
        page.weaknesses = [
            Weakness(indicator="การเปิดเผยข้อมูล", weakness=f"จุดอ่อน {place}", urgency="urgent", measure=each)
            for place, each in enumerate(answers)
        ]
        return publish(draft(page, measures_year, by=officer), by=officer, approver=executive)

    return of


def test_the_public_page_links_each_measure_once(client, measures, analysis):
    page = analysis(measures[1], measures[0], measures[1])

    html = client.get(current(page).address).content.decode()

    links = [html.index(f'<a href="{current(each).address}">มาตรการที่ ') for each in (measures[1], measures[0])]
    assert links == sorted(links)
    assert html.count(f'href="{current(measures[1]).address}"') == 1
    assert current(measures[2]).address not in html


def test_a_measure_that_is_not_public_is_no_link(client, measures, analysis):
    page = analysis(measures[1])
    measures[1].publications().update(stage="suspended", stage_before="live")

    assert current(measures[0]).address not in client.get(current(page).address).content.decode()
    assert f'href="{measures[1].get_url()}"' not in client.get(current(page).address).content.decode()


def test_many_weak_points_cost_no_more_queries(client, measures, analysis, django_assert_max_num_queries):
    page = analysis(*(measures * 30))
    client.get(current(page).address)

    with django_assert_max_num_queries(25):
        client.get(current(page).address)


def test_the_editor_offers_measures_by_title_and_year(client, measures, analysis, officer):
    page = analysis(measures[0])
    client.force_login(officer)

    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert f"มาตรการที่ 3 ({page.fiscal_year})</option>" in html
