"""The words that a site admin adds for the authority: at work at once, audited, and no sentence or syllable."""

import pytest
from django.urls import reverse

from cms.models import AuditEntry, Authority
from cms.policy.own_words import refusal_to_add

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

    assert refusal_to_add("กก") in response.content.decode()
    assert Authority.objects.get(pk=authority.pk).own_words == ""


def test_names_of_the_authority_and_of_its_divisions_are_terms(authority, clerk_office, django_assert_num_queries):
    with django_assert_num_queries(1):
        words = authority.terms.words

    assert {authority.name, authority.short_name, clerk_office.name} <= set(words)
