"""The sidebar of the admin: what a role needs, and no link that the user may not open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem, SubmenuMenuItem
from wagtail.admin.search import SearchArea
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.registry import by_app
from cms.views.my_work import may_explore

# Wagtail's own items that nobody is shown; a superuser may still open their URLs.
HIDDEN_ITEMS = frozenset({"explorer", "help", "snippets"})
# The steps are opened from their workflow.
HIDDEN_SETTINGS = frozenset({"workflow-tasks"})
HIDDEN_REPORTS = frozenset(
    {
        "locked-pages",
        "workflows",
        "workflow-tasks",
        "site-history",
        "aging-pages",
        "page-types-usage",
    }
)


class ExplorerMenuItem(MenuItem):
    """Link to the page explorer, shown to those who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_explore(request.user)


class ExplorerSearchArea(SearchArea):
    """The search of the sidebar, for those who may open the page explorer."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_explore(request.user)


@hooks.register("register_admin_urls")
def menu_urls() -> list[URLPattern]:
    """The URL to which the sidebar's search leads."""
    return [path("find/", find, name="cms_find")]


def find(request: HttpRequest) -> HttpResponse:
    """Redirect a search of the sidebar to the explorer, for the whole tree; it shows what one's divisions may see."""
    if not may_explore(request.user):
        return redirect("wagtailadmin_home")
    root: Page = page_permission_policy.explorable_root_instance(request.user) or Page.get_first_root_node()
    query = {"q": request.GET.get("q", "")[:200], "search_all": "1"}
    return redirect(reverse("wagtailadmin_explore", args=[root.pk]) + "?" + urlencode(query))


@hooks.register("register_admin_menu_item")
def pages_item() -> MenuItem:
    """A plain link: Wagtail's own item needs the admin's API, which the permission check refuses."""
    return ExplorerMenuItem(
        _("เรื่องทั้งหมด"), reverse("wagtailadmin_explore_root"), name="pages", icon_name="folder-open-inverse", order=100
    )


@hooks.register("register_admin_search_area")
def search_area() -> SearchArea:
    """The first search of the sidebar, for pages."""
    return ExplorerSearchArea(_("เรื่องทั้งหมด"), reverse("cms_find"), name="pages-here", icon_name="search", order=1)


@hooks.register("construct_search")
def limit_search_areas(request: HttpRequest, areas: list[SearchArea]) -> None:
    """Of the sidebar's searches leave those whose classes are of our apps, and Wagtail's for users."""
    ours = by_app()
    areas[:] = [area for area in areas if type(area).__module__.partition(".")[0] in ours or area.name == "users"]


@hooks.register("construct_main_menu")
def hide_menu_items(request: HttpRequest, items: list[MenuItem]) -> None:
    """Remove `HIDDEN_ITEMS` from the sidebar; what remains shows itself by permission, without Wagtail's version."""
    items[:] = [_without_footer(item) for item in items if item.name not in HIDDEN_ITEMS]


def _without_footer(item: MenuItem) -> MenuItem:
    """Wagtail's settings menu as a plain submenu: below the entries of its own it says “Wagtail v7.4”."""
    if item.name != "settings":
        return item
    return SubmenuMenuItem(item.label, item.menu, name=item.name, icon_name=item.icon_name, order=item.order)


@hooks.register("construct_settings_menu")
def hide_settings(request: HttpRequest, items: list[MenuItem]) -> None:
    """Remove `HIDDEN_SETTINGS` from the menu of settings."""
    items[:] = [item for item in items if item.name not in HIDDEN_SETTINGS]


@hooks.register("construct_reports_menu")
def hide_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Remove `HIDDEN_REPORTS`, Wagtail's own, from the menu of reports."""
    items[:] = [item for item in items if item.name not in HIDDEN_REPORTS]
