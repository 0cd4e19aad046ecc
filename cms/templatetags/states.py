"""Template tags that say the state of a record in its one word, with its icon."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.context import Context
from wagtail.models import Page

from cms.models import Approvable
from cms.policy.states import ICON, IS_PUBLIC, LABEL, State
from cms.selectors.approvals import returned_of, waiting_of
from cms.selectors.states import object_key, state_of_object, states_of

register = template.Library()


@register.inclusion_tag("cms/admin/state.html")
def state_word(state: State) -> Mapping[str, object]:
    """A state that is known already."""
    return _shown(state)


@register.inclusion_tag("cms/admin/state.html")
def state_tag(obj: Any) -> Mapping[str, object]:
    """The state of one page or snippet, linked to its public page where it has one."""
    return _linked(obj, state_of_object(obj))


@register.inclusion_tag("cms/admin/state_link.html")
def state_link(state: State, url: str, count: int = 1) -> Mapping[str, object]:
    """A state that is known already, of so many records, as the link to them."""
    return {**_shown(state), "url": url, "count": count}


@register.inclusion_tag("cms/admin/state.html", takes_context=True)
def state_of_row(context: Context, obj: Any) -> Mapping[str, object]:
    """The state of a row of one of Wagtail's tables, whose rows are looked up together, once a table."""
    table: Any = context["table"]
    if not hasattr(table, "states"):
        table.states = states_of(table.data)
    return _linked(obj, table.states.get(object_key(obj)) or state_of_object(obj))


@register.inclusion_tag("cms/admin/approval_notice.html")
def approval_notice(obj: Any) -> Mapping[str, object]:
    """Above the form of a draft: who decides by when while it waits, who sent it back and why."""
    if not isinstance(obj, Approvable):
        return {}
    return {"waiting": waiting_of(obj), "returned": returned_of(obj)}


def _linked(obj: Any, state: State) -> Mapping[str, object]:
    url = obj.get_url() if state in IS_PUBLIC and isinstance(obj, Page) else None
    return {**_shown(state), "url": url}


def _shown(state: State) -> Mapping[str, object]:
    state = State(state)  # a template has only its value
    return {"state": state, "word": LABEL[state], "icon": ICON[state], "is_public": state in IS_PUBLIC}
