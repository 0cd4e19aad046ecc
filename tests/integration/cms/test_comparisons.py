"""Wagtail's comparisons of revisions show what the approver's screen shows, and take no long time either."""

import random
import time

import pytest
from django.urls import reverse

from cms.actions import people
from cms.pages import HomePage
from tests.integration.cms.approval_case import SNIPPET

LETTERS = [chr(code) for code in range(0x0E01, 0x0E2F)]
LONG = 60_000


def addresses(case, old, new):
    """Every address of the admin that compares two revisions of a case."""
    if case.kind == "snippet":
        return [reverse(f"{SNIPPET}:revisions_compare", args=[case.obj.pk, old.pk, new.pk])]
    names = ("wagtailadmin_pages:revisions_compare", "cms_record_compare")
    return [reverse(name, args=[case.obj.pk, old.pk, new.pk]) for name in names]


def test_a_comparison_hides_nothing(case, disclosure_officer, client):
    old = case.change_title("ประกาศเดิม", by=case.officer)
    new = case.change_title("ประกาศเดิม <ลับ>", by=case.officer)
    client.force_login(disclosure_officer)

    screens = [client.get(address).content.decode() for address in addresses(case, old, new)]

    assert screens
    assert all("<ins> &lt;ลับ&gt;</ins>" in screen for screen in screens)


def test_words_of_the_authority_are_compared_whole(case, authority, disclosure_officer, client):
    people.change_authority(authority.pk, {"own_words": "บ้านดงหม้อทองใต้"}, by=None)
    old = case.change_title("ถนนบ้านดงหม้อทองใต้", by=case.officer)
    new = case.change_title("ถนนบ้านดงหม้อทองเหนือ", by=case.officer)
    client.force_login(disclosure_officer)

    for address in addresses(case, old, new):
        assert "<del>บ้านดงหม้อทองใต้</del>" in client.get(address).content.decode()


def test_equal_revisions_have_no_difference(case, disclosure_officer, client):
    old, new = case.change_title("ประกาศ", by=case.officer), case.change_title("ประกาศ", by=case.officer)
    client.force_login(disclosure_officer)

    for address in addresses(case, old, new):
        assert client.get(address).context["comparison"] == []


@pytest.fixture
def long_texts():
    dice = random.Random(3)
    return ["".join(dice.choices(LETTERS, k=LONG)) for _ in range(2)]


def seconds(work):
    begin = time.perf_counter()
    answer = work()
    return answer, time.perf_counter() - begin


def test_long_texts_hold_no_request(case, disclosure_officer, client, long_texts):
    if case.kind == "snippet":
        pytest.skip("a procurement record has no long text")
    old, new = (long_revision(case, text) for text in long_texts)
    client.force_login(disclosure_officer)

    for address in addresses(case, old, new):
        answer, taken = seconds(lambda address=address: client.get(address))
        assert answer.status_code == 200
        assert taken < 3


def long_revision(case, text):
    draft = case.fresh().get_latest_revision_as_object()
    draft.summary = text
    return draft.save_revision(user=case.officer)


def test_long_texts_of_pages_that_need_no_approval_hold_none_either(authority, admin_user, client, long_texts):
    home = HomePage.objects.get()
    revisions = []
    for text in long_texts:
        home.introduction = text
        revisions.append(home.save_revision())
    client.force_login(admin_user)

    address = reverse("wagtailadmin_pages:revisions_compare", args=[home.pk, *(each.pk for each in revisions)])
    answer, taken = seconds(lambda: client.get(address))

    assert answer.status_code == 200
    assert "addition" in answer.content.decode()
    assert taken < 3
