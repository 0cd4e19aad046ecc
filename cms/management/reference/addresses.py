"""Renders `docs/reference/addresses.md`: the URLs of our views, and which role may open which of Wagtail's."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from cms.management.reference.markdown import code, page, table
from cms.permissions.drafting import page_drafters
from cms.policy.admin_urls import roles_by_url_name
from cms.policy.roles import LABEL, Role
from cms.registry import by_app, registered


@dataclass(frozen=True)
class Address:
    """A URL pattern of one of our views: path, name with its namespace, first sentence of the view's docstring."""

    path: str
    name: str
    does: str

    @property
    def namespace(self) -> str:
        """The namespace of the name, "" where it has none."""
        return self.name.rpartition(":")[0]


def render_page() -> str:
    """The whole of the file, as Markdown."""
    ours = list(addresses())
    public = [address for address in ours if not address.path.startswith("/admin/")]
    admin = [address for address in ours if address.path.startswith("/admin/")]
    return page(
        "Addresses",
        "Pages of the tree answer at `/`, `/<section>/`, `/<section>/<fiscal year>/` and "
        "`/<section>/<fiscal year>/<record>/`; they are data, not code. Reserved at the root: "
        + ", ".join(code(slug) for slug in sorted(registered().reserved_addresses))
        + ".",
        "## Public\n\n" + _table(public),
        "## Admin, our own\n\nEach view checks itself who may open it; "
        "`tests/integration/cms/test_permission_matrix.py` opens every address in every role.\n\n"
        + _table([address for address in admin if not address.namespace])
        + "\n\nNamespaces of our view sets:\n\n"
        + _namespaces(admin),
        "## Admin, Wagtail's\n\nRefused unless listed here (`cms/policy/admin_urls.py`), so that an upgrade opens "
        "nothing by itself. What an open address shows is narrowed further by the division that owns the object.\n\n"
        + _wagtail_urls(),
    )


def _table(found: list[Address]) -> str:
    """A table sorted by path: the order in which Wagtail registers hooks differs between processes."""
    rows = ((code(one.path), code(one.name), one.does) for one in sorted(found, key=lambda one: (one.path, one.name)))
    return table(["address", "name", "what it answers"], rows)


def _namespaces(found: list[Address]) -> str:
    """A table with one row for each namespace: its first path and the names in it."""
    rows = []
    for namespace in sorted({address.namespace for address in found if address.namespace}):
        members = [address for address in found if address.namespace == namespace]
        begins = members[0].path.rpartition("new/")[0] if members[0].path.endswith("/new/") else members[0].path
        rows.append((code(begins), code(namespace), ", ".join(address.name.rpartition(":")[2] for address in members)))
    return table(["begins at", "namespace", "names in it"], rows)


def _wagtail_urls() -> str:
    """A table with one row for each set of roles and the URL names that these may open."""
    groups: dict[frozenset[Role], list[str]] = {}
    for name, allowed in roles_by_url_name(page_drafters()).items():
        groups.setdefault(allowed, []).append(name)
    rows = [(_who(allowed), ", ".join(code(name) for name in names)) for allowed, names in groups.items()]
    return table(["roles", "names of addresses; a namespace means all names in it"], rows)


def _who(allowed: frozenset[Role]) -> str:
    return (
        "everybody who signs in"
        if allowed == frozenset(Role)
        else ", ".join(LABEL[role] for role in Role if role in allowed)
    )


def addresses() -> Iterator[Address]:
    """Every URL of a view of ours in the order of the resolver; of several with one path the first."""
    seen, ours = set(), by_app()
    for path, pattern in _walk(get_resolver(), "/", ""):
        view = _innermost(pattern[1].callback)
        if view.__module__.partition(".")[0] in ours and path not in seen:
            seen.add(path)
            yield Address(path, pattern[0] + (pattern[1].name or ""), _first_sentence(view))


def _walk(resolver: URLResolver, before: str, namespace: str) -> Iterator[tuple[str, tuple[str, URLPattern]]]:
    for pattern in resolver.url_patterns:
        path = before + _path_of(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, path, inner)
        else:
            yield path, (namespace, pattern)


def _path_of(pattern: URLPattern | URLResolver) -> str:
    """The path of a pattern, `<pk>` for `<int:pk>`; of a regular expression without its anchors."""
    return re.sub(r"<\w+:(\w+)>", r"<\1>", str(pattern.pattern)).replace("^", "").replace("$", "").replace("\\Z", "")


def _innermost(view: Callable[..., object]) -> Callable[..., object]:
    """The view function or class without its decorators."""
    view = inspect.unwrap(view)
    return getattr(view, "view_class", view)


def _first_sentence(view: Callable[..., object]) -> str:
    docstring = (view.__dict__.get("__doc__") if inspect.isclass(view) else view.__doc__) or ""
    return " ".join(docstring.strip().split("\n\n")[0].split())
