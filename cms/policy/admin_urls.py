"""Which roles may open which of Wagtail's own admin URLs. Plain values in, a reason or None out.

Wagtail's URLs are refused unless they are listed here, so that an upgrade opens nothing by itself. Our own URLs
(`cms_…`, those of the other apps, approvable snippets) are checked by their views. What an allowed URL shows is
narrowed further by the division that owns the object.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from cms.policy.roles import MAY_DRAFT, READS_ALL_DRAFTS, Role

EVERYBODY = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()
SITE_ADMIN = frozenset({Role.SITE_ADMIN})

# How the URL names of views begin that check permissions themselves, beside those of our apps (`cms_…`). Of snippets
# `cms.checks` requires it.
CHECKED_BY_VIEW = ("wagtailsnippets_", "wagtailsnippetchoosers_", "wagtailadmin_password_reset")
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


@cache
def roles_by_url_name(drafters: frozenset[Role]) -> Mapping[str, frozenset[Role]]:
    """Who may open which of Wagtail's URLs, by full name or namespace, where these roles draft pages."""
    readers = drafters | READS_ALL_DRAFTS
    return {
        # everybody who signs in
        "wagtailadmin_home": EVERYBODY,
        "wagtailadmin_account": EVERYBODY,
        "wagtailadmin_login": EVERYBODY,
        "wagtailadmin_logout": EVERYBODY,
        "wagtailadmin_dismissibles": EVERYBODY,
        "wagtailadmin_sprite": EVERYBODY,
        "wagtailadmin_javascript_catalog": EVERYBODY,
        # the page tree and its drafts
        "wagtailadmin_explore_root": drafters,
        "wagtailadmin_explore": drafters,
        "wagtailadmin_explore_results": drafters,
        "wagtailadmin_pages:add_subpage": drafters,
        "wagtailadmin_pages:add": drafters,
        "wagtailadmin_pages:preview_on_add": drafters,
        "wagtailadmin_pages:edit": drafters,
        "wagtailadmin_pages:preview_on_edit": drafters,
        "wagtailadmin_pages:delete": drafters,
        "wagtailadmin_pages:revisions_revert": drafters,
        "wagtailadmin_pages:confirm_workflow_cancellation": drafters,
        "wagtailadmin_editing_sessions:ping": MAY_DRAFT,
        "wagtailadmin_editing_sessions:release": MAY_DRAFT,
        # drafts, revisions and history, for those who read drafts
        "wagtailadmin_pages:view_draft": readers,
        "wagtailadmin_pages:revisions_index": readers,
        "wagtailadmin_pages:revisions_view": readers,
        "wagtailadmin_pages:revisions_compare": readers,
        "wagtailadmin_pages:history": readers,
        "wagtailadmin_pages:history_results": readers,
        "wagtailadmin_pages:workflow_history": readers,
        "wagtailadmin_pages:workflow_history_detail": readers,
        # page chooser, for links in rich text
        "wagtailadmin_choose_page": drafters,
        "wagtailadmin_choose_page_child": drafters,
        "wagtailadmin_choose_page_search": drafters,
        # documents and pictures, narrowed by the collection of the division
        "wagtaildocs": MAY_DRAFT,
        "wagtaildocs_chooser": MAY_DRAFT,
        "wagtailimages": MAY_DRAFT,
        "wagtailimages_chooser": MAY_DRAFT,
        "wagtailadmin_tag_autocomplete": MAY_DRAFT,
        "wagtailadmin_tag_model_autocomplete": MAY_DRAFT,
        # administration
        "wagtailusers_users": SITE_ADMIN,
        "wagtailadmin_workflows": SITE_ADMIN,
    }


def keys_of(name: str) -> Iterator[str]:
    """The keys under which a URL name may be listed, the more specific first: its full name, then its namespace."""
    yield name
    if ":" in name:
        yield name.rpartition(":")[0]


def refusal_to_enter(
    name: str,
    roles: frozenset[Role],
    *,
    is_superuser: bool,
    drafters: frozenset[Role],
    our_apps: Iterable[str] = (),
) -> str | None:
    """Why somebody with these roles may not open the admin URL of this name, or None.

    `drafters` are the roles that draft pages, `our_apps` the labels of the apps whose views check permissions.
    """
    if not NEVER_OPEN.isdisjoint(keys_of(name)):
        return "ระบบนี้ไม่ใช้หน้าที่เปิด"
    ours = tuple(f"{label}_" for label in our_apps)
    if is_superuser or not name or name.startswith((*CHECKED_BY_VIEW, *ours)):
        return None
    open_to = roles_by_url_name(drafters)
    allowed = next((open_to[key] for key in keys_of(name) if key in open_to), NOBODY)
    if roles & allowed:
        return None
    return "ท่านไม่มีสิทธิ์เปิดหน้านี้"
