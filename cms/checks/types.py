"""System checks of the types that an approval covers: what would make one of them incomplete fails loudly.

Names are checked in Thai, as people read them.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import models
from django.http import HttpRequest
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import NoReverseMatch, Resolver404, resolve
from django.utils import translation
from django.utils.module_loading import import_string
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from cms.fields import Table
from cms.fields.evidence import Checked, EachChoice, EveryMonth, EveryRow, Filled, Published, Rows, Rule
from cms.models import Approvable, ApprovedSnippet
from cms.models.approved_content import approved_fields, approved_rows, not_approved, row_model
from cms.pages import PlanPage, RecordPage, ReportPage
from cms.records.missing import evidence_of

THAI = re.compile("[\u0e01-\u0e5b]")
# What people call by a name without a Thai letter.
NAMES_WITHOUT_THAI = frozenset({"Q&A", "E-Service", "No Gift Policy", "PDF"})
SOME_YEAR, SOME_KEY = 2569, 1


def approvable_types() -> list[type[Approvable]]:
    """The types that only an approval makes public, but the base of all pages, which is never created by itself."""
    return [model for model in apps.get_models() if issubclass(model, Approvable) and model is not RecordPage]


@register()
def types_are_complete(app_configs: object = None, **kwargs: object) -> list[CheckMessage]:
    """One error for each thing that a type shows without approval, cannot show, or calls by an English name."""
    with translation.override(settings.LANGUAGE_CODE):
        return [error for model in approvable_types() for error in errors_of(model)]


def errors_of(model: type[Approvable]) -> Iterator[CheckMessage]:
    """The errors of one type."""
    yield from _outside_the_approval(model)
    yield from _without_a_thai_name(model)
    yield from _declarations(model)
    if issubclass(model, Page):
        yield from _page(model)
    else:
        yield from _snippet(model)


def _outside_the_approval(model: type[Approvable]) -> Iterator[CheckMessage]:
    """What an officer can edit is approved; only what a program sets may be taken out, with a reason."""
    owners: list[Any] = [model, *(row_model(model, relation) for relation in approved_rows(model))]
    for owner in owners:
        for name, reason in not_approved(owner).items():
            field = owner._meta.get_field(name)
            if not field.concrete or field.editable:
                yield Error(f"{owner._meta.label}.{name} can be edited but no approval covers it", id="cms.E004")
            if not reason:
                yield Error(f"{owner._meta.label}.{name} is not approved and says no reason", id="cms.E004")


def _without_a_thai_name(model: type[Approvable]) -> Iterator[CheckMessage]:
    owners: list[tuple[Any, tuple[str, ...]]] = [(model, approved_fields(model))]
    owners += [(row_model(model, relation), names) for relation, names in approved_rows(model).items()]
    for owner, names in owners:
        labels: list[tuple[str, Any]] = [(owner._meta.label, owner._meta.verbose_name)]
        labels += [(f"{owner._meta.label}.{name}", _verbose_name(owner, name)) for name in names]
        for place, label in labels:
            if not THAI.search(str(label)) and str(label) not in NAMES_WITHOUT_THAI:
                yield Error(f"{place} has no Thai name: {label}", id="cms.E005")


def _verbose_name(owner: type[models.Model], name: str) -> object:
    field: Any = owner._meta.get_field(name)
    return field.verbose_name


def _declarations(model: type[Approvable]) -> Iterator[CheckMessage]:
    """Title, tables and evidence name columns and relations that exist; the page shows each part once."""
    if model.numbered_by and model.numbered_by not in approved_fields(model):
        yield Error(
            f"{model._meta.label}: its title is numbered by {model.numbered_by}, which no field is", id="cms.E006"
        )
    if sorted(model.reading_order) != sorted(Approvable.reading_order):
        yield Error(f"{model._meta.label}: its reading order has not each of its parts once", id="cms.E006")
    if model.paper and not callable(_named(model.paper)):
        yield Error(f"{model._meta.label}: its paper {model.paper} names no function", id="cms.E006")
    for relation, names in approved_rows(model).items():
        table: Table = getattr(row_model(model, relation), "table", Table())
        chart = table.chart.columns if table.chart else ()
        if table.none and "stated_none" not in approved_fields(model):
            yield Error(f"{model._meta.label}.{relation}: there is no field to state that it is none", id="cms.E006")
        from_fields = {name for each in table.computed for name in each.of}
        from_fields |= {name for each in table.matrices for name in (each.across, each.up)}
        computed = {each.name for each in table.computed}
        grouped = {table.group} - {""}
        for name in {*table.total, *chart, *grouped} - {*names, *computed} | from_fields - {*names}:
            yield Error(f"{model._meta.label}.{relation}: its table names {name}, which is no column", id="cms.E006")
    known = {*approved_fields(model), *approved_rows(model)}
    for evidence, rule in evidence_of(model).items():
        if isinstance(rule, Checked) and not callable(getattr(model, rule.method, None)):
            yield Error(f"{model._meta.label}: its evidence {evidence} names no method {rule.method}", id="cms.E006")
        if not _names_in(rule, model) <= known:
            yield Error(f"{model._meta.label}: its evidence {evidence} names what it does not have", id="cms.E006")


def _named(function: str) -> object:
    """What stands at a dotted name, or None."""
    try:
        return import_string(function)
    except ImportError:
        return None


def _names_in(rule: Rule, model: type[Approvable]) -> set[str]:
    match rule:
        case Filled(names):
            return set(names)
        case Rows(relation):
            return {relation}
        case Published(name):
            return {name}
        case EveryRow() | EveryMonth() | EachChoice():
            columns = approved_rows(model).get(rule.relation, ())
            return {rule.relation, *(f"{rule.relation}.{name}" for name in _columns_in(rule) if name not in columns)}
    return set()


def _columns_in(rule: EveryRow | EveryMonth | EachChoice) -> list[str]:
    match rule:
        case EveryRow(_, column, (other, _)):
            return [column, other]
        case EveryMonth(_, column, of) if of:
            return [column, of]
    return [rule.column]


def _page(model: type[Approvable]) -> Iterator[CheckMessage]:
    if model.is_creatable and not model.sections:
        yield Error(f"{model._meta.label} stands in no section", id="cms.E007")
    if model.holds_for_years and not model.is_copied_to_other_years:
        yield Error(f"{model._meta.label} holds for years but is not copied to another", id="cms.E011")
    if issubclass(model, ReportPage):
        yield from _report(model)
    type_of: Any = model
    some = type_of(content_type_id=SOME_KEY)  # given, as Wagtail would ask the database for it
    yield from _template(model, some.get_template(HttpRequest()))


def _report(model: type[ReportPage]) -> Iterator[CheckMessage]:
    """A report names a type of plans, which has the rows and columns that it begins with."""
    plan: Any = model._meta.get_field("plan").related_model if "plan" in approved_fields(model) else None
    if plan is None or not issubclass(plan, PlanPage):
        yield Error(f"{model._meta.label} names no plan: a foreign key to a PlanPage", id="cms.E010")
        return
    for relation, columns in model.rows_from_plan().items():
        for name in {*columns} - {*approved_rows(plan).get(relation, ())} | {*columns} - {
            *approved_rows(model)[relation]
        }:
            yield Error(
                f"{model._meta.label}.{relation}: {name} is no column of the plan and of its report", id="cms.E010"
            )


def _snippet(model: type[Approvable]) -> Iterator[CheckMessage]:
    if not issubclass(model, ApprovedSnippet):
        yield Error(f"{model._meta.label} does not extend ApprovedSnippet", id="cms.E008")
        return
    if model not in get_snippet_models():
        yield Error(f"{model._meta.label} is not registered as a snippet", id="cms.E008")
    type_of: Any = model
    try:
        some = type_of(pk=SOME_KEY, **dict.fromkeys(model.address_fields, SOME_YEAR))
        resolve(some.get_absolute_url())
    except (AttributeError, TypeError, NoReverseMatch, Resolver404):
        yield Error(f"{model._meta.label} has no public address", id="cms.E008")
        return
    yield from _template(model, some.get_preview_template(HttpRequest(), ""))


def _template(model: type[Approvable], name: str) -> Iterator[CheckMessage]:
    try:
        get_template(name)
    except TemplateDoesNotExist:
        yield Error(f"{model._meta.label} has no template {name}", id="cms.E009")
