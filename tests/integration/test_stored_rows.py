"""What most tests stand on is what the migrations and `establish` would have made."""

import pytest
from wagtail.models import Page

from cms.actions import audit
from cms.actions.setup import establish
from tests import stored_rows
from tests.factories.people import UserFactory
from tests.fixtures import DIVISIONS, FACTS


def test_the_authority_lacks_nothing_that_establish_makes(authority):
    before = stored_rows.read()

    establish(FACTS, DIVISIONS, host="testserver")

    assert set(stored_rows.difference(before, stored_rows.read()).added) == {"cms_auditchain", "cms_auditentry"}
    assert audit.verify() is None


def test_new_rows_stand_behind_those_of_the_authority(authority):
    home = authority.site.root_page

    home.add_child(instance=Page(title="ใหม่", slug="new"))

    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("turn", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_after_a_transactional_test_the_rows_of_the_migrations_are_back(authority, turn):
    UserFactory(username="only")

    establish(FACTS, DIVISIONS, host="testserver")

    assert Page.objects.filter(depth=1).count() == 1
    assert audit.verify() is None
