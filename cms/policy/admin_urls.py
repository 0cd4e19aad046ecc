"""Which roles may open which of Wagtail's own admin URLs. Plain values in, a reason or None out.

Wagtail's URLs are refused unless they are listed here, so that an upgrade opens nothing by itself. Our own URLs
(`cms_…`, approvable snippets) are checked by their views. What an allowed URL shows is narrowed further by the division
that owns the object.
"""

from collections.abc import Iterator, Mapping

from cms.policy.roles import DRAFTS_DISCLOSURES, DRAFTS_PROCUREMENT, READS_ALL_DRAFTS, Role

EVERYBODY = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()
DRAFTERS = DRAFTS_DISCLOSURES
READERS = DRAFTERS | READS_ALL_DRAFTS
LIBRARY = DRAFTS_DISCLOSURES | DRAFTS_PROCUREMENT
SITE_ADMIN = frozenset({Role.SITE_ADMIN})

# URL names of views that check permissions themselves: ours, and snippets (`cms.checks` requires that each is scoped).
CHECKED_BY_VIEW = ("cms_", "wagtailsnippets_", "wagtailsnippetchoosers_", "wagtailadmin_password_reset")
# Wagtail's URLs that even a superuser may not open: they answer a forged request with a server error, grant
# permissions by bulk inserts that send no signal (groups follow posts and are written by the set-up only), do to a
# record what no approval and no evidence covers (privacy, moving, copying, aliases, times, many at once), or make
# pictures of any size.
NEVER_OPEN = frozenset(
    {
        "wagtailadmin_error_test",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_pages:set_page_position",
        "wagtailadmin_pages:set_privacy",
        "wagtailadmin_collections:set_privacy",
        "wagtailadmin_pages:move",
        "wagtailadmin_pages:move_confirm",
        "wagtailadmin_pages:copy",
        "wagtailadmin_pages:convert_alias",
        "wagtailadmin_pages:revisions_unschedule",
        "wagtailadmin_api:pages:action",
        "wagtail_bulk_action",
        "wagtailadmin_pages:lock",
        "wagtailadmin_pages:unlock",
        "wagtailadmin_block_preview",
        "wagtailredirects:process_import",
        "wagtailusers_groups",
        "wagtailimages:preview",
    }
)

ROLES_BY_URL_NAME: Mapping[str, frozenset[Role]] = {
    # everybody who signs in
    "wagtailadmin_home": EVERYBODY,
    "wagtailadmin_account": EVERYBODY,
    "wagtailadmin_login": EVERYBODY,
    "wagtailadmin_logout": EVERYBODY,
    "wagtailadmin_dismissibles": EVERYBODY,
    "wagtailadmin_sprite": EVERYBODY,
    "wagtailadmin_javascript_catalog": EVERYBODY,
    # the page tree and its drafts
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
    # drafts, revisions and history, for those who read drafts
    "wagtailadmin_pages:view_draft": READERS,
    "wagtailadmin_pages:revisions_index": READERS,
    "wagtailadmin_pages:revisions_view": READERS,
    "wagtailadmin_pages:revisions_compare": READERS,
    "wagtailadmin_pages:history": READERS,
    "wagtailadmin_pages:history_results": READERS,
    "wagtailadmin_pages:workflow_history": READERS,
    "wagtailadmin_pages:workflow_history_detail": READERS,
    # page chooser, for links in rich text
    "wagtailadmin_choose_page": DRAFTERS,
    "wagtailadmin_choose_page_child": DRAFTERS,
    "wagtailadmin_choose_page_search": DRAFTERS,
    # documents and pictures, narrowed by the collection of the division
    "wagtaildocs": LIBRARY,
    "wagtaildocs_chooser": LIBRARY,
    "wagtailimages": LIBRARY,
    "wagtailimages_chooser": LIBRARY,
    "wagtailadmin_tag_autocomplete": LIBRARY,
    "wagtailadmin_tag_model_autocomplete": LIBRARY,
    # administration
    "wagtailusers_users": SITE_ADMIN,
    "wagtailadmin_workflows": SITE_ADMIN,
}


def keys_of(name: str) -> Iterator[str]:
    """The keys under which a URL name may be listed, the more specific first: its full name, then its namespace."""
    yield name
    if ":" in name:
        yield name.rpartition(":")[0]


def refusal_to_enter(name: str, roles: frozenset[Role], *, is_superuser: bool) -> str | None:
    """Why somebody with these roles may not open the admin URL of this name, or None."""
    if not NEVER_OPEN.isdisjoint(keys_of(name)):
        return "ระบบนี้ไม่ใช้หน้าที่เปิด"
    if is_superuser or not name or name.startswith(CHECKED_BY_VIEW):
        return None
    allowed = next((ROLES_BY_URL_NAME[key] for key in keys_of(name) if key in ROLES_BY_URL_NAME), NOBODY)
    if roles & allowed:
        return None
    return "ท่านไม่มีสิทธิ์เปิดหน้านี้"
