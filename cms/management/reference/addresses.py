"""The addresses of the house: what our own views answer, and which role may open which of Wagtail's."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from cms.management.reference.markdown import code, page, table
from cms.pages.tree import RESERVED_SLUGS
from cms.policy.admin_urls import ROLES_BY_URL_NAME
from cms.policy.roles import LABEL, Role

OURS = ("cms", "disclosures", "procurement", "search")


@dataclass(frozen=True)
class Address:
    path: str
    name: str
    does: str

    @property
    def family(self) -> str:
        return self.name.rpartition(":")[0]


def drawing() -> str:
    ours = list(addresses())
    public = [address for address in ours if not address.path.startswith("/admin/")]
    admin = [address for address in ours if address.path.startswith("/admin/")]
    return page(
        "Addresses",
        "Pages of the tree answer at `/`, `/<section>/`, `/<section>/<fiscal year>/` and "
        "`/<section>/<fiscal year>/<record>/`; they are data, not code. Reserved at the root: "
        + ", ".join(code(slug) for slug in sorted(RESERVED_SLUGS))
        + ".",
        "## Public\n\n" + _table(public),
        "## Admin, our own\n\nEach view asks for itself who may open it; "
        "`tests/integration/cms/test_permission_matrix.py` opens every address in every role.\n\n"
        + _table([address for address in admin if not address.family])
        + "\n\nFamilies of addresses that a view set of ours answers:\n\n"
        + _families(admin),
        "## Admin, Wagtail's\n\nClosed unless named here (`cms/policy/admin_urls.py`), so that an upgrade opens "
        "nothing by itself. What an open address shows is narrowed further by the division that owns the object.\n\n"
        + _wagtail_urls(),
    )


def _table(found: list[Address]) -> str:
    """In the order of the addresses: the order in which hooks are read differs from process to process."""
    rows = ((code(one.path), code(one.name), one.does) for one in sorted(found, key=lambda one: (one.path, one.name)))
    return table(["address", "name", "what it answers"], rows)


def _families(found: list[Address]) -> str:
    """One line for each namespace: where it begins and the names in it."""
    rows = []
    for family in sorted({address.family for address in found if address.family}):
        members = [address for address in found if address.family == family]
        begins = members[0].path.rpartition("new/")[0] if members[0].path.endswith("/new/") else members[0].path
        rows.append((code(begins), code(family), ", ".join(address.name.rpartition(":")[2] for address in members)))
    return table(["begins at", "family", "names in it"], rows)


def _wagtail_urls() -> str:
    """The names that the same roles open stand together."""
    groups: dict[frozenset[Role], list[str]] = {}
    for name, allowed in ROLES_BY_URL_NAME.items():
        groups.setdefault(allowed, []).append(name)
    rows = [(_who(allowed), ", ".join(code(name) for name in names)) for allowed, names in groups.items()]
    return table(["roles", "names of addresses; a name alone stands for all that begin with it and a colon"], rows)


def _who(allowed: frozenset[Role]) -> str:
    return (
        "everybody who signs in"
        if allowed == frozenset(Role)
        else ", ".join(LABEL[role] for role in Role if role in allowed)
    )


def addresses() -> Iterator[Address]:
    """Every address that a view of ours answers, in the order in which they are tried; of two alike the first one."""
    seen = set()
    for path, pattern in _walk(get_resolver(), "/", ""):
        view = _innermost(pattern[1].callback)
        if view.__module__.partition(".")[0] in OURS and path not in seen:
            seen.add(path)
            yield Address(path, pattern[0] + (pattern[1].name or ""), _first_sentence(view))


def _walk(resolver: URLResolver, before: str, namespace: str) -> Iterator[tuple[str, tuple[str, URLPattern]]]:
    for pattern in resolver.url_patterns:
        path = before + _spoken(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, path, inner)
        else:
            yield path, (namespace, pattern)


def _spoken(pattern: Any) -> str:
    """`<int:pk>` is `<pk>`; of a regular expression only the letters matter here."""
    return re.sub(r"<\w+:(\w+)>", r"<\1>", str(pattern.pattern)).replace("^", "").replace("$", "").replace("\\Z", "")


def _innermost(view: Any) -> Any:
    """The function or class that answers, without what was put around it."""
    view = inspect.unwrap(view)
    return getattr(view, "view_class", view)


def _first_sentence(view: Any) -> str:
    format_logins = (view.__dict__.get("__doc__") if inspect.isclass(view) else view.__doc__) or ""
    return " ".join(format_logins.strip().split("\n\n")[0].split())
