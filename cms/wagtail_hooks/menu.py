"""The sidebar: what a role needs, and nothing that leads to a closed door."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.views.my_work import may_explore

# Wagtail's own items that nobody here gets (a superuser knows the addresses).
NOT_HERE = frozenset({"explorer", "help", "snippets"})
NO_REPORTS = frozenset(
    {
        "locked-pages",
        "workflows",
        "workflow-tasks",
        "site-history",
        "aging-pages",
        "page-types-usage",
    }
)


class DraftersItem(MenuItem):
    """Shown to those who draft pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_explore(request.user)


class DraftersSearch(SearchArea):
    """The search of the sidebar, for those who draft pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_explore(request.user)


@hooks.register("register_admin_urls")
def menu_urls() -> list[URLPattern]:
    return [path("find/", find, name="cms_find")]


def find(request: HttpRequest) -> HttpResponse:
    """Search through the whole tree in the explorer, which shows one's own division."""
    if not may_explore(request.user):
        return redirect("wagtailadmin_home")
    root: Page = page_permission_policy.explorable_root_instance(request.user) or Page.get_first_root_node()
    query = {"q": request.GET.get("q", "")[:200], "search_all": "1"}
    return redirect(reverse("wagtailadmin_explore", args=[root.pk]) + "?" + urlencode(query))


@hooks.register("register_admin_menu_item")
def pages_item() -> MenuItem:
    """A plain link: Wagtail's own item asks the admin's API, which is closed."""
    return DraftersItem(
        _("เรื่องที่เผยแพร่"), reverse("wagtailadmin_explore_root"), name="pages", icon_name="folder-open-inverse", order=100
    )


@hooks.register("register_admin_search_area")
def search_area() -> SearchArea:
    return DraftersSearch(_("เรื่องที่เผยแพร่"), reverse("cms_find"), name="pages-here", icon_name="search", order=1)


@hooks.register("construct_search")
def only_our_search(request: HttpRequest, areas: list[Any]) -> None:
    areas[:] = [area for area in areas if area.name in ("pages-here", "users")]


@hooks.register("construct_main_menu")
def only_what_is_needed(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in NOT_HERE]


@hooks.register("construct_reports_menu")
def only_our_reports(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in NO_REPORTS]
