"""Renders `docs/reference/types.md`: the sections with their page types, and what a record of each must hold."""

from typing import Any

from django.conf import settings
from django.utils import translation

from cms.fields.evidence import Checked, Confirmed, EachChoice, EveryMonth, EveryRow, Filled, Published, Rows, Rule
from cms.management.reference.markdown import code, page, table
from cms.models.approved_content import approved_rows, row_model
from cms.pages import RecordPage, families
from cms.policy.periods import EVERY_YEAR
from cms.policy.registration import Section
from cms.records.document import ATTACHMENTS
from cms.records.missing import evidence_of
from cms.records.tables import sentences_for_none
from cms.registry import registered
from cms.selectors.record_types import creatable_types

# From the narrowest to the widest, as a plan is a table too.
FAMILIES: tuple[type[RecordPage], ...] = (
    families.PlanPage,
    families.ReportPage,
    families.StatisticsPage,
    families.ManualPage,
    families.StatementPage,
    families.TablePage,
    families.NarrativePage,
)


def render_page() -> str:
    """The whole of the file, as Markdown."""
    with translation.override(settings.LANGUAGE_CODE):
        sections = [_section(section, _types_of(section)) for section in registered().sections]
        return page(
            "Page types",
            "Each type stands in one section, whose address (slug) is permanent; a record answers at "
            "`/<section>/<fiscal year>/<number>/`. Families: [ADR 0023](../adr/0023-families-of-page-types.md). "
            "A record is submitted when it holds its evidence; where a table may be empty, the officer states the "
            "quoted sentence. Copied: whether a draft of another year may begin with a record; “carried over” holds "
            "for years, and one click submits for the next year what is public. In CSV and JSON an amount is a "
            "number, 0.00 also where page, PDF and workbook say “ไม่ใช้งบประมาณ”.",
            *sections,
        )


def _types_of(section: Section) -> list[type[RecordPage]]:
    """The types that officers create in a section."""
    return [kind for kind in creatable_types() if section.slug in kind.sections]


def _section(section: Section, types: list[type[RecordPage]]) -> str:
    head = f"## {section.title} ({code(section.slug)})\n\n{section.description}"
    if not types:
        return f"{head}\n\nNo type of its own yet."
    columns = ["type", "class", "family", "periods", "rows", "copied", "must hold before it is submitted"]
    return f"{head}\n\n{table(columns, map(_row, types))}"


def _row(model: type[RecordPage]) -> list[str]:
    return [
        str(model._meta.verbose_name),
        code(model.__name__),
        next(family.__name__.removesuffix("Page").lower() for family in FAMILIES if issubclass(model, family)),
        _periods(model),
        ", ".join(code(relation) for relation in approved_rows(model) if relation != ATTACHMENTS),
        "carried over" if model.holds_for_years else "yes" if model.is_copied_to_other_years else "no",
        "; ".join(words for rule in evidence_of(model).values() if (words := _words(model, rule))),
    ]


def _periods(model: type[RecordPage]) -> str:
    periods = "year" if model.periods == EVERY_YEAR else ", ".join(model.periods)
    if model.asked_of_each_division:
        periods += "; asked of each division"
    once = " and division" if model.one_a_division else ""
    return f"{periods}; one each{once}" if model.one_a_period else periods


def _words(model: type[RecordPage], rule: Rule) -> str:
    match rule:
        case Filled(names):
            return " or ".join(_label(model, name) for name in names)
        case Rows(relation):
            return f"rows of {_label(model, relation)}{_or_none(model, relation)}"
        case EveryRow(relation, column, unless):
            but = f" unless {code(unless[1])}" if unless else ""
            return f"{_label(row_model(model, relation), column)} in each row{but}"
        case EachChoice(relation, column, values):
            return f"{_label(row_model(model, relation), column)}: {', '.join(map(code, values)) or 'each choice'}"
        case EveryMonth(relation, column, of):
            each = f" of each {_label(row_model(model, relation), of)}" if of else ""
            return f"every month{each}{_or_none(model, relation)}"
        case Published(name):
            return f"{_label(model, name)}, public"
        case Confirmed(question):
            return f"a person looks: {question}"
        case Checked(_method, words):
            return str(words)


def _or_none(model: type[RecordPage], relation: str) -> str:
    sentence = sentences_for_none(model).get(relation)
    return f" or “{sentence}”" if sentence else ""


def _label(model: Any, name: str) -> str:
    field = model._meta.get_field(name)
    return str(field.verbose_name if field.concrete else field.related_model._meta.verbose_name)
