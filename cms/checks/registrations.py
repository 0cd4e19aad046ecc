"""System checks of what the apps register: nothing clashes, every name leads somewhere, every label is in Thai."""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module

from django.apps import apps
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db.utils import OperationalError, ProgrammingError
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils.module_loading import import_string, module_has_submodule

from cms.actions.jobs import DeclaredJob
from cms.models import Approvable, Authority
from cms.pages import RecordPage, SectionPage
from cms.policy.registration import SLUG, SLUG_PREFIX, Registrations, functions_named, problems
from cms.policy.roles import MAY_DRAFT
from cms.registry import by_app, registered
from cms.selectors.trees import home_of


@register()
def registrations_are_right(app_configs: object = None, **kwargs: object) -> list[CheckMessage]:
    """One error for each registered value that clashes with another, leads nowhere or has no Thai name."""
    return [Error(finding, id="cms.E040") for finding in findings_about(registered())]


def findings_about(registrations: Registrations) -> list[str]:
    """What is wrong with the registrations of all apps together, one sentence each."""
    return [
        *problems(registrations),
        *(f"{name} names no function" for name in functions_named(registrations) if not callable(_found(name))),
        *(f"{kind.task} names no job" for kind in registrations.jobs if not isinstance(_found(kind.task), DeclaredJob)),
        *(f"{link.url_name!r} is no URL name" for link in registrations.navigation if not _is_url_name(link.url_name)),
        *(f"{each.template!r} is no template" for each in registrations.home_blocks if not _is_template(each.template)),
        *_unreserved({*registrations.reserved_addresses, *(section.slug for section in registrations.sections)}),
        *_unregistered_jobs({kind.task for kind in registrations.jobs}),
        *_unknown_sections({section.slug for section in registrations.sections}),
    ]


def _found(name: str) -> object:
    """What stands at a dotted name, or None."""
    try:
        return import_string(name)
    except ImportError:
        return None


def _is_url_name(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def _is_template(name: str) -> bool:
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return False
    return True


def _unreserved(reserved: Iterable[str]) -> Iterator[str]:
    """First parts of paths that `config.urls` serves and a section could still take; below a section is its app's."""
    for first in sorted(set(_first_parts("", get_resolver().url_patterns)) - set(reserved)):
        yield f"/{first}/ has a URL pattern, but no app registers it in `reserved_addresses`"


def _first_parts(before: str, patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    """The first part of the path of each URL pattern; of Wagtail's own, which leads to the pages, nothing."""
    for pattern in patterns:
        path = before + str(pattern.pattern).lstrip("^")
        first = path.partition("/")[0]
        if "/" in path and SLUG.fullmatch(first):
            yield first
        elif isinstance(pattern, URLResolver):
            yield from _first_parts(path, pattern.url_patterns)


def _unregistered_jobs(tasks: set[str]) -> Iterator[str]:
    """Jobs of the apps' `tasks` modules that the list of jobs could not name."""
    for name in _declared_jobs():
        if name not in tasks:
            yield f"the job {name} is not registered in `jobs`"


def _declared_jobs() -> Iterator[str]:
    for app in apps.get_app_configs():
        if app.label in by_app() and module_has_submodule(app.module, "tasks"):
            members = vars(import_module(f"{app.name}.tasks")).items()
            yield from (f"{app.name}.tasks.{name}" for name, member in members if isinstance(member, DeclaredJob))


def _unknown_sections(slugs: set[str]) -> Iterator[str]:
    """Page types that name a section which no app registers, so that they could never be created."""
    for model in apps.get_models():
        if issubclass(model, RecordPage):
            unknown = set(model.sections) - slugs
            yield from (f"{model._meta.label} names the section {slug!r}, which no app registers" for slug in unknown)


@register()
def drafts_belong_to_divisions(app_configs: object = None, **kwargs: object) -> list[CheckMessage]:
    """One error for each type whose `drafted_by` is empty or names a role that has no division to draft for."""
    return [
        Error(f"{model._meta.label}.drafted_by must name roles of cms.policy.roles.MAY_DRAFT", id="cms.E041")
        for model in apps.get_models()
        if issubclass(model, Approvable) and not (model.drafted_by and model.drafted_by <= MAY_DRAFT)
    ]


@register()
def numbers_take_no_fixed_address(app_configs: object = None, **kwargs: object) -> list[CheckMessage]:
    """One error for each page type whose running numbers would be like the fixed addresses of others in its section."""
    fixed = {section.slug for section in registered().sections if section.numbers_need_prefix}
    types = [model for model in apps.get_models() if issubclass(model, RecordPage) and model.is_creatable]
    return [
        Error(f"{model._meta.label}.slug_prefix must be like `plan-`: {model.slug_prefix!r}", id="cms.E043")
        for model in types
        if not (
            SLUG_PREFIX.fullmatch(model.slug_prefix) or (not model.slug_prefix and fixed.isdisjoint(model.sections))
        )
    ]


@register(Tags.database)
def sections_are_there(
    *, databases: Sequence[str] | None = None, app_configs: object = None, **kwargs: object
) -> list[CheckMessage]:
    """A warning for each authority without a registered section; it runs with `migrate` too, before it migrates."""
    if not databases:
        return []
    try:
        return [
            checks.Warning(
                f"{authority} lacks the sections {', '.join(sorted(lacking))}: run manage.py sync_authorities",
                id="cms.W042",
            )
            for authority in Authority.objects.exclude(site=None)
            if (lacking := _lacking_sections(authority))
        ]
    except (OperationalError, ProgrammingError):
        return []  # before the first migration there are no tables


def _lacking_sections(authority: Authority) -> set[str]:
    present = SectionPage.objects.child_of(home_of(authority)).values_list("slug", flat=True)
    return {section.slug for section in registered().sections} - set(present)
