"""Who may open which of Wagtail's admin addresses at all."""

from functools import partial

import pytest

from cms.policy import admin_urls
from cms.policy.admin_urls import NEVER_OPEN, roles_by_url_name
from cms.policy.roles import DRAFTS_BY_DEFAULT, Role

OFFICER = frozenset({Role.OFFICER})
refusal_to_enter = partial(admin_urls.refusal_to_enter, drafters=DRAFTS_BY_DEFAULT, our_apps=("cms", "procurement"))


def test_an_address_that_no_row_opens_is_closed():
    assert refusal_to_enter("wagtailadmin_of_a_later_release", frozenset(Role), is_superuser=False)


def test_a_namespace_opens_its_addresses():
    assert refusal_to_enter("wagtailusers_users:edit", frozenset({Role.SITE_ADMIN}), is_superuser=False) is None
    assert refusal_to_enter("wagtailusers_users:edit", OFFICER, is_superuser=False)


def test_the_house_and_its_snippets_ask_for_themselves():
    assert refusal_to_enter("cms_queue", frozenset(), is_superuser=False) is None
    assert refusal_to_enter("procurement_import", frozenset(), is_superuser=False) is None
    assert refusal_to_enter("budget_import", frozenset(), is_superuser=False)
    assert (
        refusal_to_enter("wagtailsnippets_procurement_procurementrecord:list", frozenset(), is_superuser=False) is None
    )


def test_the_list_of_all_snippet_types_is_no_snippet():
    assert refusal_to_enter("wagtailsnippets:index", frozenset(Role), is_superuser=False)


@pytest.mark.parametrize("name", sorted(NEVER_OPEN))
def test_what_is_broken_is_closed_to_a_superuser_too(name):
    assert refusal_to_enter(name, frozenset(), is_superuser=True)


def test_nobody_edits_groups_by_hand():
    assert refusal_to_enter("wagtailusers_groups:edit", frozenset(Role), is_superuser=True)


def test_a_superuser_opens_everything_else():
    names = roles_by_url_name(DRAFTS_BY_DEFAULT)

    assert all(refusal_to_enter(name, frozenset(), is_superuser=True) is None for name in names)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.OFFICER, Role.DIVISION_HEAD, Role.DISCLOSURE_OFFICER}]
)
def test_only_drafters_get_the_editor(role):
    assert refusal_to_enter("wagtailadmin_pages:edit", frozenset({role}), is_superuser=False)


def test_who_drafts_a_type_of_page_gets_the_editor_without_a_line_here():
    buyer = frozenset({Role.PROCUREMENT_OFFICER})

    assert admin_urls.refusal_to_enter("wagtailadmin_pages:edit", buyer, is_superuser=False, drafters=buyer) is None
