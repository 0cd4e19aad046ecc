"""The types of record that officers create, as their classes declare them, in the sections where they stand."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from cms.models import Authority
from cms.models.approved_content import approved_rows, row_model
from cms.policy.places import Rules
from cms.selectors.trees import home_of


@dataclass(frozen=True)
class SectionTypes:
    """A section of the site, the types that it takes, and the keys of its year pages by fiscal year."""

    slug: str
    title: str
    description: str
    types: tuple[type[Any], ...]
    year_pages: dict[int, int]


def creatable_types() -> list[type[Any]]:
    """The classes of the types that officers create, in the order in which the apps define them."""
    base = apps.get_model("cms", "RecordPage")
    return [model for model in apps.get_models() if issubclass(model, base) and model.is_creatable]


def sections_with_types(authority: Authority) -> list[SectionTypes]:
    """The live sections that take a type, in the order of the page tree, with their year pages; in three queries."""
    home, types = home_of(authority), creatable_types()
    sections = apps.get_model("cms", "SectionPage").objects.live().child_of(home).order_by("path")
    years = apps.get_model("cms", "YearPage").objects.live().descendant_of(home)
    pages: dict[str, dict[int, int]] = {}
    for path, year, pk in years.values_list("path", "fiscal_year", "pk"):
        pages.setdefault(path[: -home.steplen], {})[year] = pk
    found = (
        SectionTypes(
            section.slug,
            section.title,
            section.description,
            tuple(kind for kind in types if not kind.sections or section.slug in kind.sections),
            pages.get(section.path, {}),
        )
        for section in sections
    )
    return [section for section in found if section.types]


def rules_of(kind: type[Any]) -> Rules:
    """What a type declares, as plain values."""
    return Rules(
        periods=tuple(kind.periods),
        one_a_period=kind.one_a_period,
        one_a_division=kind.one_a_division,
        is_copied=kind.is_copied_to_other_years,
        by_division=kind.one_a_division or kind.asked_of_each_division,
        holds_for_years=kind.holds_for_years,
    )


def name_of(kind: type[Any]) -> str:
    """The Thai name of a type."""
    return str(kind._meta.verbose_name)


def texts_of(kind: type[Any], section: SectionTypes) -> list[str]:
    """What is said of a type, the most telling text first: name and other names, sentence, rows, section."""
    rows = [str(row_model(kind, relation)._meta.verbose_name) for relation in approved_rows(kind)]
    return [
        " ".join([name_of(kind), *map(str, kind.also_called)]),
        str(kind.get_page_description()),
        " ".join(rows),
        f"{section.title} {section.description}",
    ]
