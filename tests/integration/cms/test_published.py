"""The page of what was published: found, paged, and with the way to take it back for those who may."""

import pytest
from django.urls import reverse

from cms.models import Publication
from tests.factories.procurement import make_procurement
from tests.factories.publications import current, publish
from tests.factories.records import make_announcement

ADDRESS = reverse("cms_published")


@pytest.fixture
def published(year_page, officer, clerk_office, procurement_officer, finance, executive):
    page = make_announcement(year_page, by=officer, division=clerk_office, title="ประกาศ ครั้งที่ ๒ ปี 2566")
    record = make_procurement(by=procurement_officer, division=finance, title="จ้างซ่อมถนน")
    return publish(page, by=officer, approver=executive), publish(record, by=procurement_officer, approver=executive)


def shown(client, user, **asked) -> str:
    client.force_login(user)
    return client.get(ADDRESS, asked).content.decode()


@pytest.mark.parametrize("words", ["ครั้งที่ 2", "ครั้งที่ ๒", "ประกาศ"])
def test_it_is_found_by_a_part_of_its_title(client, published, executive, words):
    html = shown(client, executive, q=words)

    assert "ประกาศ ครั้งที่ ๒ ปี 2566" in html
    assert "จ้างซ่อมถนน" not in html


def test_nothing_found_says_what_to_try(client, published, executive):
    assert "ลองใช้คำที่สั้นลง" in shown(client, executive, q="ไม่มีเรื่องนี้")


def test_each_sees_the_own_division_and_may_ask_for_what_he_drafts(client, published, officer, procurement_officer):
    page, record = map(current, published)

    for user, own, other in [(officer, page, record), (procurement_officer, record, page)]:
        html = shown(client, user)
        assert reverse("cms_takedown_ask", args=[own.pk]) in html
        assert other.title not in html


def test_who_drafts_nothing_here_does_not_come_in(client, published, site_admin):
    client.force_login(site_admin)

    assert client.get(ADDRESS).status_code == 303


def test_an_older_version_is_shown_when_asked_for(client, published, officer, executive):
    page = published[0].get_latest_revision_as_object()
    page.summary = "แก้ไขแล้ว"
    page.save_revision(user=officer)
    old = current(published[0])
    publish(published[0], by=officer, approver=executive)
    way = reverse("cms_takedown_ask", args=[old.pk])

    assert way not in shown(client, executive)
    assert way in shown(client, executive, older="1")
    assert "ส่งคำขอถอน" in client.get(way).content.decode()


def test_a_long_list_is_paged_keeps_what_was_asked_and_asks_few_questions(
    client, published, executive, django_assert_max_num_queries
):
    row = Publication.objects.values().get(pk=current(published[0]).pk)
    copies = [{**row, "id": None, "object_id": f"9{number:05}"} for number in range(50)]
    Publication.objects.bulk_create(Publication(**copy) for copy in copies)
    client.force_login(executive)

    with django_assert_max_num_queries(15):
        html = client.get(ADDRESS, {"q": "ครั้งที่ 2", "p": 2}).content.decode()

    assert "หน้า 2 จาก 3" in html
    assert "p=3" in html
    assert "q=%E0%B8%84" in html
