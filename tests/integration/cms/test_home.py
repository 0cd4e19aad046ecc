"""The home page: four tasks with a figure each, the register by topic and year, how long an approval takes."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from cms.actions.fiscal_years import open_year
from cms.policy.approval_days import FEWEST
from cms.policy.register import COLUMNS
from tests.factories.procurement import make_procurement
from tests.factories.publications import PublicSite, make_full_measure, publish
from tests.factories.records import make_announcement

MOST_QUERIES = 20
ROW = re.compile(r'<tr><th scope="row"[^>]*><a href="([^"]*)">([^<]*)</a></th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r'<td>(?:<a class="h(\d)" href="([^"]*)"[^>]*>(\d+)</a>|<span>–</span>)</td>')


@pytest.fixture
def public_site(authority, officer, procurement_officer, executive, second_executive):
    cache.clear()
    return PublicSite(authority, officer, procurement_officer, executive, second_executive)


def home(client):
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def rows(html):
    """The cells of the register by the title of their row: (count, address), or None."""
    cells = {title: CELL.findall(row) for _url, title, row in ROW.findall(html)}
    return {title: [(int(n), url) if n else None for _step, url, n in found] for title, found in cells.items()}


def test_the_register_has_a_cell_for_each_topic_and_year_and_procurement(client, public_site, year_page):
    public_site.fill()

    html = home(client)

    assert re.findall(r'id="y(\d{4})"', html) == ["2566", str(year_page.fiscal_year)]
    assert rows(html) == {
        "ประกาศและข่าวสาร": [None, (1, year_page.get_url())],
        "จัดซื้อจัดจ้าง": [(1, "/procurement/2566/records/"), None],
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใส": [(3, public_site.year.get_url()), None],
    }


def test_procurement_stands_with_the_plans_and_money(client, public_site):
    public_site.fill()

    html = home(client)

    groups = re.findall(r'scope="rowgroup"[^>]*>([^<]*)<', html)
    assert groups == ["หน่วยงานและประกาศ", "แผนและงบประมาณ", "ป้องกันการทุจริต"]


def test_every_cell_is_named_by_its_row_its_year_and_itself(client, public_site):
    public_site.fill()

    html = home(client)

    names = re.findall(r'aria-labelledby="(r[^"]*)"', html)
    assert len(names) == 3
    for name in names:
        assert all(html.count(f'id="{part}"') == 1 for part in name.split())


def test_topics_without_a_record_are_named_with_their_address(client, public_site):
    public_site.fill()

    html = home(client)

    empty = html[html.index("ยังไม่มีเรื่องเผยแพร่:") :]
    assert '<a href="/manuals/">คู่มือ</a>' in empty
    assert "/announcements/" not in empty[: empty.index("</p>")]


def test_years_beyond_the_columns_are_in_a_second_table(client, public_site, officer, executive, clerk_office):
    for year in range(2560, 2560 + COLUMNS + 1):
        draft = make_full_measure(open_year(public_site.section, year), by=officer, division=clerk_office, number=1)
        publish(draft, by=officer, approver=executive)

    newest, earlier = home(client).split("<summary>ปีก่อนหน้า</summary>")

    assert re.findall(r'id="y(\d{4})"', newest) == [str(year) for year in range(2561, 2561 + COLUMNS)]
    assert re.findall(r'id="y(\d{4})"', earlier) == ["2560"]
    assert 'href="/integrity-measures/2560/"' in earlier


def test_the_tasks_say_figures_that_are_true(client, public_site, procurement_officer, finance, executive):
    public_site.fill()
    more = make_procurement(by=procurement_officer, division=finance, fiscal_year=2566, budget="1250000.00")
    publish(more, by=procurement_officer, approver=executive)
    make_procurement(by=procurement_officer, division=finance, fiscal_year=2566, budget="9000000.00")

    html = home(client)

    assert "<b>6 เรื่อง</b>" in html
    assert "<b>1.26 ล้านบาท</b>" in html
    assert "วงเงินจัดซื้อจัดจ้าง ปีงบประมาณ 2566" in html
    assert 'href="tel:1205"' in html


def test_a_publication_changes_what_was_kept(client, public_site, procurement_officer, finance, executive):
    public_site.fill()
    assert "<b>12,500 บาท</b>" in home(client)

    more = make_procurement(by=procurement_officer, division=finance, fiscal_year=2566, budget="7500.00")
    publish(more, by=procurement_officer, approver=executive)

    html = home(client)
    assert "<b>20,000 บาท</b>" in html
    assert rows(html)["จัดซื้อจัดจ้าง"][0] == (2, "/procurement/2566/records/")


def test_an_empty_site_shows_no_figure_that_it_does_not_have(client, authority):
    html = home(client)

    assert "<b>0 เรื่อง</b>" in html
    assert "<table" not in html
    assert "จากส่งเรื่องถึงอนุมัติ" not in html
    assert "ล้านบาท" not in html


def approved(public_site, days):
    """So many announcements, whose approval took so many days each, as the workflow has them."""
    news = public_site.announcement.get_parent().specific
    now = timezone.now()
    for number, wait in enumerate(days):
        draft = make_announcement(news, by=public_site.officer, division=public_site.clerk, title=f"ประกาศ {number}")
        page = publish(draft, by=public_site.officer, approver=public_site.approver)
        state = WorkflowState.objects.filter(object_id=str(page.pk)).latest("pk")
        WorkflowState.objects.filter(pk=state.pk).update(created_at=now - timedelta(days=wait))
        TaskState.objects.filter(workflow_state=state).update(finished_at=now)
    TaskState.objects.filter(revision__in=public_site.announcement.revisions.all()).update(finished_at=None)
    cache.clear()


def test_the_days_to_an_approval_are_the_median_with_its_table(client, public_site):
    approved(public_site, [1, 2, 2, 3, 9])

    html = home(client)

    section = html[html.index('class="home-days') :]
    assert "<b>2 วัน</b> <span>ค่ากลางของ 5 เรื่อง" in section
    assert re.findall(r'<tr><th scope="row">([^<]*)</th><td>(\d+)</td></tr>', section) == [
        ("0", "0"),
        ("1", "1"),
        ("2", "2"),
        ("3", "1"),
        ("4", "0"),
        ("5", "0"),
        ("6", "0"),
        ("7 ขึ้นไป", "1"),
    ]


def test_too_few_approvals_are_not_told(client, public_site):
    approved(public_site, [1] * (FEWEST - 1))

    assert "จากส่งเรื่องถึงอนุมัติ" not in home(client)


def test_home_asks_no_more_for_more_records(client, public_site, officer, clerk_office):
    public_site.fill()
    home(client)
    few = queries(client)
    for number in range(4, 34):
        page = make_full_measure(public_site.year, by=officer, division=clerk_office, number=number)
        type(page).objects.filter(pk=page.pk).update(live=True)
    cache.clear()
    home(client)

    assert queries(client) <= few <= MOST_QUERIES


def queries(client):
    with CaptureQueriesContext(connection) as captured:
        home(client)
    return len(captured)


def test_its_own_sheet_is_on_home_alone_and_small(client, public_site):
    assert Path(finders.find("cms/css/home.css")).stat().st_size <= 10 * 1024
    assert "css/home" in home(client)
    assert "css/home" not in client.get(public_site.measure.get_url()).content.decode()
