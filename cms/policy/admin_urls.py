"""Which roles may open which of Wagtail's own admin addresses at all. Plain values in, a reason or None out.

Wagtail's addresses are closed unless they stand here, so that an upgrade opens nothing by itself. Addresses of the
house (`cms_…`, approvable snippets) stand with their views, which ask for themselves. What an open address shows is
narrowed further by the division that owns the object.
"""

from collections.abc import Iterator, Mapping

from cms.policy.roles import DRAFTS_DISCLOSURES, DRAFTS_PROCUREMENT, READS_ALL_DRAFTS, Role

EVERYBODY = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()
DRAFTERS = DRAFTS_DISCLOSURES
READERS = DRAFTERS | READS_ALL_DRAFTS
LIBRARY = DRAFTS_DISCLOSURES | DRAFTS_PROCUREMENT
SITE_ADMIN = frozenset({Role.SITE_ADMIN})

# Answered by views that ask for themselves: the house's own, and snippets (`cms.checks` sees that each is scoped).
ASKS_ITSELF = ("cms_", "wagtailsnippets_", "wagtailsnippetchoosers_", "wagtailadmin_password_reset")
# Wagtail's own that even a superuser does not get: they answer a forged request with a server error, or give rights by
# bulk inserts that no signal sees (groups follow posts and are written by the set-up alone).
BROKEN = frozenset(
    {
        "wagtailadmin_error_test",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_pages:set_page_position",
        "wagtailadmin_pages:lock",
        "wagtailadmin_pages:unlock",
        "wagtailadmin_block_preview",
        "wagtailusers_groups",
    }
)

ROLES_BY_URL_NAME: Mapping[str, frozenset[Role]] = {
    # for everybody who signs in
    "wagtailadmin_home": EVERYBODY,
    "wagtailadmin_account": EVERYBODY,
    "wagtailadmin_login": EVERYBODY,
    "wagtailadmin_logout": EVERYBODY,
    "wagtailadmin_dismissibles": EVERYBODY,
    "wagtailadmin_sprite": EVERYBODY,
    "wagtailadmin_javascript_catalog": EVERYBODY,
    # the tree and its drafts
    "wagtailadmin_explore_root": DRAFTERS,
    "wagtailadmin_explore": DRAFTERS,
    "wagtailadmin_explore_results": DRAFTERS,
    "wagtailadmin_pages:add_subpage": DRAFTERS,
    "wagtailadmin_pages:add": DRAFTERS,
    "wagtailadmin_pages:preview_on_add": DRAFTERS,
    "wagtailadmin_pages:edit": DRAFTERS,
    "wagtailadmin_pages:preview_on_edit": DRAFTERS,
    "wagtailadmin_pages:delete": DRAFTERS,
    "wagtailadmin_pages:revisions_revert": DRAFTERS,
    "wagtailadmin_pages:confirm_workflow_cancellation": DRAFTERS,
    "wagtailadmin_editing_sessions:ping": LIBRARY,
    "wagtailadmin_editing_sessions:release": LIBRARY,
    # what was written, for those who read drafts
    "wagtailadmin_pages:view_draft": READERS,
    "wagtailadmin_pages:revisions_index": READERS,
    "wagtailadmin_pages:revisions_view": READERS,
    "wagtailadmin_pages:revisions_compare": READERS,
    "wagtailadmin_pages:history": READERS,
    "wagtailadmin_pages:history_results": READERS,
    "wagtailadmin_pages:workflow_history": READERS,
    "wagtailadmin_pages:workflow_history_detail": READERS,
    # links in a text
    "wagtailadmin_choose_page": DRAFTERS,
    "wagtailadmin_choose_page_child": DRAFTERS,
    "wagtailadmin_choose_page_search": DRAFTERS,
    # documents and pictures: by collection, one a division
    "wagtaildocs": LIBRARY,
    "wagtaildocs_chooser": LIBRARY,
    "wagtailimages": LIBRARY,
    "wagtailimages_chooser": LIBRARY,
    "wagtailadmin_tag_autocomplete": LIBRARY,
    "wagtailadmin_tag_model_autocomplete": LIBRARY,
    # keeping the house
    "wagtailusers_users": SITE_ADMIN,
    "wagtailadmin_workflows": SITE_ADMIN,
}


def keys_of(name: str) -> Iterator[str]:
    """The rows that may speak for an address, the nearest first: its full name, then its namespace."""
    yield name
    if ":" in name:
        yield name.rpartition(":")[0]


def refusal_to_enter(name: str, roles: frozenset[Role], *, is_superuser: bool) -> str | None:
    """Why somebody in these roles may not open an admin address by its name, or None."""
    if not BROKEN.isdisjoint(keys_of(name)):
        return "ระบบนี้ไม่ใช้หน้าที่เปิด"
    if is_superuser or not name or name.startswith(ASKS_ITSELF):
        return None
    allowed = next((ROLES_BY_URL_NAME[key] for key in keys_of(name) if key in ROLES_BY_URL_NAME), NOBODY)
    if roles & allowed:
        return None
    return "หน้านี้ไม่อยู่ในหน้าที่ของท่าน"
