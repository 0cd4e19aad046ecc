"""Walks every address of the site with arguments of real objects, and says in one word how it answered."""

import itertools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import RegexPattern, URLResolver
from django.utils import timezone
from wagtail.admin.models import EditingSession

TABLE = Path(__file__).parents[2] / "data" / "permission_matrix.toml"
ADMIN_HOME = "/admin/"
LOGIN = "/admin/login/"
SNIPPETS = ("wagtailsnippets_", "wagtailsnippetchoosers_")
# Patterns without a name, or whose arguments no table can give.
LITERAL = {
    "admin/test404/": "/admin/test404/",
    "admin/^.*/$": "/admin/nothing-here/",
    "_util/<path:rest>": "/_util/login/",
    "wagtail_serve": "/announcements/",
}
STATES = ("draft", "waiting", "live")


@dataclass(frozen=True)
class Address:
    """A pattern of the resolver: its full name and the arguments it takes (their names, or their places)."""

    name: str
    route: str
    arguments: tuple[str, ...]


def addresses() -> list[Address]:
    """Every pattern of the resolver."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: Any, namespace: str, prefix: str) -> Iterator[Address]:
    for entry in patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, inner, route)
            continue
        yield Address(f"{namespace}{entry.name}" if entry.name else route, route, _arguments(entry))


def _arguments(entry: Any) -> tuple[str, ...]:
    if not isinstance(entry.pattern, RegexPattern):
        return tuple(entry.pattern.converters)
    named = tuple(entry.pattern.regex.groupindex)
    return named or tuple(str(index) for index in range(entry.pattern.regex.groups))


def _is_about_a_page(address: Address) -> bool:
    return "page_id" in address.arguments or address.name == "cms_record_compare"


class Things:
    """The objects that addresses are about: the clerk's page and the finance division's snippets, by state.

    `snippets` has those of each type by the label of its model.
    """

    def __init__(self, *, pages: dict[str, Any], snippets: dict[str, dict[str, Any]], common: dict[str, Any]) -> None:
        self.pages = pages
        self.snippets = snippets
        self.common = common

    def about(self, address: Address) -> dict[str, Any]:
        """What an address is about, by state."""
        kind, _underscore, label = address.name.partition(":")[0].partition("_")
        return self.snippets[label.replace("_", ".", 1)] if f"{kind}_" in SNIPPETS else self.pages

    def states(self, address: Address) -> tuple[str, ...]:
        """In which states the thing of an address is tried; an address about no draft has one."""
        about_a_draft = _is_about_a_page(address) or address.name.startswith(SNIPPETS[0])
        return STATES if about_a_draft and self._takes_a_thing(address) else ("draft",)

    def _takes_a_thing(self, address: Address) -> bool:
        return _is_about_a_page(address) or "pk" in address.arguments

    def path(self, address: Address, state: str) -> str:
        """The address with the arguments filled in."""
        if (literal := LITERAL.get(address.route) or LITERAL.get(address.name)) is not None:
            return literal
        if address.name == "wagtailadmin_pages:revisions_compare":
            return reverse(address.name, args=[self.pages[state].pk, "earliest", "latest"])
        values = {name: self._value(address, name, state) for name in address.arguments}
        return reverse(address.name, kwargs=values)

    def _value(self, address: Address, name: str, state: str) -> Any:
        if (own := f"{address.name} {name}") in self.common:
            return self.common[own]
        thing = self.about(address)[state]
        if name == "pk" and address.name.startswith(SNIPPETS):
            return thing.pk
        if name in ("page_id", "page_to_move_id") or (address.name, name) == ("cms_record_compare", "pk"):
            return self.pages[state].pk
        if name.startswith("revision_id"):
            return thing.latest_revision_id
        if name in ("task_state_id", "task_id", "workflow_state_id"):
            return self._waiting(address, name)
        for key in (f"{address.name.rpartition(':')[0]} {name}", name):
            if key in self.common:
                return self.common[key]
        raise KeyError(f"{address.name} takes {name}: give it a value")

    def _waiting(self, address: Address, name: str) -> int:
        task_state = self.about(address)["waiting"].current_workflow_task_state
        return {
            "task_state_id": task_state.pk,
            "task_id": task_state.task_id,
            "workflow_state_id": task_state.workflow_state_id,
        }[name]


class Visitor:
    """A browser of one role, whose every request leaves no trace: neither in the database nor in its cookies."""

    def __init__(self, user: Any = None) -> None:
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user)

    def answer(self, method: str, path: str) -> str:
        """How a request is answered: a status, or a word for a redirect.

        `refused` is 403 or the way back to the admin's home, `login` the way to sign in, `moved` any other redirect.
        """
        before = dict(self.client.cookies.items())
        with transaction.atomic():
            response = self.client.generic(method, path)
            if response.streaming:
                list(response)
            transaction.set_rollback(True)
        self.client.cookies.clear()
        self.client.cookies.update(before)
        if response.status_code == 403:
            return "refused"
        if 300 <= response.status_code < 400:
            target = response.headers["Location"].removeprefix("http://testserver").partition("?")[0]
            return {ADMIN_HOME: "refused", LOGIN: "login"}.get(target, "moved")
        return str(response.status_code)


class Table:
    """The written matrix."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows

    @classmethod
    def read(cls) -> "Table":
        return cls(tomllib.loads(TABLE.read_text())["rows"])

    def row(self, name: str) -> dict[str, Any] | None:
        """The row of an address: one that names it goes before one with a pattern."""
        exact = (row for row in self.rows if name in row["urls"])
        wide = (row for row in self.rows if any("*" in url and fnmatchcase(name, url) for url in row["urls"]))
        return next(itertools.chain(exact, wide), None)

    def expected(self, name: str, method: str, role: str, state: str) -> set[str]:
        """The answers that are right for a role; the states of a record may differ by name."""
        row = self.row(name)
        assert row is not None, f"no row covers {name}"
        cells = {**row.get(method, {}), **row.get(f"{method}_{state}", {})}
        found = cells.get(role, cells.get("others", "refused") if role != "anonymous" else "login")
        return set(str(found).split("|"))


def content_type_of(thing: Any) -> int:
    return ContentType.objects.get_for_model(thing).pk


def editing_session(user: Any, page: Any) -> EditingSession:
    """Somebody's open editor."""
    content_type = ContentType.objects.get_for_model(page)
    return EditingSession.objects.create(
        user=user,
        content_type=content_type,
        object_id=str(page.pk),
        last_seen_at=timezone.now(),
    )
