"""The words that a site admin adds for the authority: at work at once, audited, and no sentence or syllable."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from cms.models import AuditEntry, Authority
from cms.pages import HomePage
from cms.policy.own_words import refusal_to_add
from cms.thai.markup import BEGIN, END
from search.models import SearchEntry
from tests.factories.publications import PublicSite, current

FACTS = {"name": "องค์การบริหารส่วนตำบลดงหม้อทอง", "short_name": "อบต.ดงหม้อทอง", "district": "บ้านม่วง"}


@pytest.fixture
def save(client, site_admin, authority):
    """Saves own words on the screen of the authority."""

    def post(words):
        client.force_login(site_admin)
        return client.post(reverse("cms_authority:edit", args=[authority.pk]), {**FACTS, "own_words": words})

    return post


def test_own_words_are_terms_at_once_and_in_the_audit_chain(save, authority):
    save("บ้านดงหม้อทองใต้\nถนนสายบุญ")

    assert {"บ้านดงหม้อทองใต้", "ถนนสายบุญ"} <= set(Authority.objects.get(pk=authority.pk).terms.words)
    assert AuditEntry.objects.latest("seq").action == "people.change_authority"


def test_a_word_that_would_be_found_inside_others_is_refused_with_the_reason(save, authority):
    response = save("บ้านดงหม้อทองใต้\nกก")

    assert response.context["form"].non_field_errors() == [refusal_to_add("กก")]
    assert response.content.decode().count(escape(refusal_to_add("กก"))) == 1
    assert Authority.objects.get(pk=authority.pk).own_words == ""


def test_names_of_the_authority_and_of_its_divisions_are_terms(authority, clerk_office, django_assert_num_queries):
    with django_assert_num_queries(1):
        words = authority.terms.words

    assert {authority.name, authority.short_name, clerk_office.name} <= set(words)


def test_a_page_keeps_an_own_word_on_one_line_at_once(save, authority):
    home = HomePage.objects.get()
    home.introduction = "ถนนบ้านดงหม้อทองใต้"
    home.save()
    before = Client().get("/").content.decode()

    save("บ้านดงหม้อทองใต้")

    assert '<span class="nowrap">บ้านดงหม้อทองใต้</span>' not in before
    assert '<span class="nowrap">บ้านดงหม้อทองใต้</span>' in Client().get("/").content.decode()


def test_the_rows_of_a_year_that_are_kept_follow_the_words(save, authority, officer, executive):
    site = PublicSite(authority, officer, None, executive, None)
    page = site.record_change("ประกาศที่บ้านดงหม้อทองใต้")
    address = page.get_parent().get_url()
    before = Client().get(address).content.decode()

    save("บ้านดงหม้อทองใต้")

    assert '<span class="nowrap">บ้านดงหม้อทองใต้</span>' not in before
    after = Client().get(address).content.decode()
    assert '<span class="nowrap">บ้านดงหม้อทองใต้</span>' in after
    assert after.count(BEGIN) == after.count(END) == 1


def test_what_is_not_the_page_has_no_markup(authority, officer, executive, client):
    site = PublicSite(authority, officer, None, executive, None)
    page = site.record_change("ประกาศจัดซื้อจัดจ้าง", summary="ร้องเรียนภายใน 3 ธันวาคม 2569")
    shown = Client().get(page.get_url()).content.decode()
    head = shown[: shown.index("<body>")]

    assert '<meta name="description" content="ร้องเรียนภายใน 3 ธันวาคม 2569">' in head
    assert "nowrap" not in head
    assert all("nowrap" not in (entry.title + entry.body) for entry in SearchEntry.objects.all())
    assert "nowrap" not in str(current(page).content)
