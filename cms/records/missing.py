"""What a draft lacks before it may ask for approval: everything, each with its field and a sentence in Thai."""

from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField

from cms.fields import Rule
from cms.fields.evidence import Checked, Confirmed, EachChoice, EveryMonth, EveryRow, Filled, Published, Rows
from cms.models import Approvable
from cms.models.approved_content import approved_fields, approved_rows, child_rows, declared, row_model
from cms.policy.draft_warnings import unanswered
from cms.policy.lifecycle import Period, period_label
from cms.policy.periods import months_of
from cms.records.paragraphs import paragraphs
from cms.records.tables import sentences_for_none, table_of
from cms.thai.invisible import is_blank


@dataclass(frozen=True)
class Missing:
    """Something that a draft lacks: the field or relation, what to do about it, and the evidence that needs it.

    The field of a row is called as in the form: `projects-0-budget`. With `only_a_person_knows` it is a question to the
    officer, and holds nothing up.
    """

    field: str
    sentence: str
    evidence: str = ""
    only_a_person_knows: bool = False


def missing(draft: Approvable, *, answers: bool = True) -> list[Missing]:
    """All that a draft lacks: required fields, evidence, answers to what is odd about it; at last what to look at.

    Without `answers` those are not asked for: at a later stage another record may have made it odd meanwhile.
    """
    found = [*_required(draft), *_contradictions(draft), *_evidence(draft), *(_answers(draft) if answers else ())]
    once = {(each.field, each.sentence): each for each in found}  # of a required field that is evidence, the evidence
    return sorted(once.values(), key=lambda each: each.only_a_person_knows)


def refusal_of_missing(draft: Approvable, *, answers: bool = True) -> str | None:
    """Why a draft is not complete enough to ask for approval, naming all that is missing, or None."""
    found = missing(draft, answers=answers)
    sentences = list(dict.fromkeys(each.sentence for each in found if not each.only_a_person_knows))
    if len(sentences) <= 1:
        return next(iter(sentences), None)
    return "\n".join([_("ยังส่งขออนุมัติไม่ได้ ขาด %(count)s อย่าง") % {"count": len(sentences)}, *sentences])


def evidence_of(model: type[Approvable]) -> dict[str, Rule]:
    """The evidence that a type and its bases declare."""
    return declared(model, "evidence")


def _required(draft: Approvable) -> Iterator[Missing]:
    model = type(draft)
    for name in _names_of_required(model, approved_fields(model)):
        if _is_empty(draft, name):
            yield Missing(name, _("ยังไม่ได้กรอก “%(field)s”") % {"field": _label(model, name)})
    for relation, names in child_rows(model).items():
        if required := _names_of_required(row_model(model, relation), names):
            yield from _empty_cells(draft, relation, required)


def _empty_cells(
    draft: Approvable, relation: str, names: Sequence[str], unless: tuple[str, str] | None = None
) -> Iterator[Missing]:
    """The empty cells of these columns, but for rows in which the column of `unless` has its value."""
    rows_of = row_model(type(draft), relation)
    for place, row in enumerate(getattr(draft, relation).all(), start=1):
        if unless and getattr(row, unless[0]) == unless[1]:
            continue
        for name in (name for name in names if _is_empty(row, name)):
            words = {"row": rows_of._meta.verbose_name, "place": place, "field": _label(rows_of, name)}
            yield Missing(_in_row(relation, place, name), _("%(row)s ข้อ %(place)s ยังไม่ได้กรอก “%(field)s”") % words)


def _in_row(relation: str, place: int, name: str) -> str:
    """The name of a field of a row in the form of its record, where rows count from 0."""
    return f"{relation}-{place - 1}-{name}"


def _names_of_required(model: type[models.Model], names: tuple[str, ...]) -> list[str]:
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    return [field.name for field in fields if field.editable and not field.blank and not field.many_to_many]


def _contradictions(draft: Approvable) -> Iterator[Missing]:
    """A statement that there are no rows, beside rows."""
    for relation in getattr(draft, "stated_none", None) or ():
        if relation in approved_rows(type(draft)) and not _is_empty(draft, relation):
            none = sentences_for_none(type(draft)).get(relation, "")
            yield Missing(relation, _("เลือก “%(none)s” ไว้ แต่มีรายการอยู่ เอาอย่างใดอย่างหนึ่งออก") % {"none": none})


def _evidence(draft: Approvable) -> Iterator[Missing]:
    for name, rule in evidence_of(type(draft)).items():
        for each in _lacking(draft, rule):
            yield Missing(each.field, each.sentence, name, each.only_a_person_knows)


def _answers(draft: Approvable) -> Iterator[Missing]:
    """What is odd about the draft and not yet answered."""
    for each in unanswered(draft.draft_warnings()):
        yield Missing("answers", _("ยังไม่ได้ชี้แจงข้อสังเกต: %(warning)s") % {"warning": each.sentence})


def _lacking(draft: Approvable, rule: Rule) -> Iterator[Missing]:
    model = type(draft)
    match rule:
        case Filled(names):
            if all(_is_empty(draft, name) for name in names):
                labels = _("” หรือ “").join(_label(model, name) for name in names)
                yield Missing(names[0], _("ยังไม่มี “%(fields)s” ใส่ก่อนส่งขออนุมัติ") % {"fields": labels})
        case Rows(relation):
            if _is_empty(draft, relation) and not _states_none(draft, relation):
                yield Missing(relation, _sentence_for_rows(model, relation))
        case EveryRow(relation, column, unless):
            yield from _empty_cells(draft, relation, [column], unless)
        case EachChoice() | EveryMonth():
            yield from (Missing(rule.relation, sentence) for sentence in _sentences_for_values(draft, rule))
        case Published(name):
            yield from _not_public(draft, name)
        case Confirmed(question):
            yield Missing("", str(question), only_a_person_knows=True)
        case Checked(method):
            yield from (Missing(field, sentence) for field, sentence in getattr(draft, method)())


def _not_public(draft: Approvable, name: str) -> Iterator[Missing]:
    """That the record which a foreign key names is not public; that it names none is said elsewhere."""
    if not _is_empty(draft, name) and not getattr(draft, name).live:
        words = {"field": _label(type(draft), name), "title": getattr(draft, name).title}
        yield Missing(name, _("%(field)s “%(title)s” ยังไม่เผยแพร่ เผยแพร่เรื่องนั้นก่อน") % words)


def _sentence_for_rows(model: type[Approvable], relation: str) -> str:
    table = table_of(model, relation, {})
    words = {"table": table.heading, "none": table.table.none}
    if table.table.none:
        return _("ยังไม่มีรายการใน “%(table)s” เพิ่มอย่างน้อยหนึ่งรายการ หรือเลือก “%(none)s”") % words
    return _("ยังไม่มีรายการใน “%(table)s” เพิ่มอย่างน้อยหนึ่งรายการก่อนส่งขออนุมัติ") % words


def _sentences_for_values(draft: Approvable, rule: EachChoice | EveryMonth) -> Iterator[str]:
    """That values of a column have no row."""
    if isinstance(rule, EveryMonth):
        yield from _sentences_for_months(draft, rule.relation, rule.column, rule.of)
    elif sentence := _sentence_for_choices(draft, rule.relation, rule.column, rule.values):
        yield sentence


def _sentence_for_choices(draft: Any, relation: str, column: str, values: Sequence[str]) -> str:
    """That choices of a column have no row, by their names, or ""; where there are no rows, others say so."""
    labels = dict(row_model(type(draft), relation)._meta.get_field(column).flatchoices)  # type: ignore[union-attr]  # a column
    there = {getattr(row, column) for row in getattr(draft, relation).all()}
    lacking = [str(labels[value]) for value in values or labels if value not in there]
    if not there or not lacking:
        return ""
    words = {"table": table_of(type(draft), relation, {}).heading, "choices": " · ".join(lacking)}
    return _("“%(table)s” ยังไม่มีรายการ “%(choices)s”") % words


def _sentences_for_months(draft: Any, relation: str, column: str, of: str) -> Iterator[str]:
    """That months of the period have no row, by their names; with `of` for each value of that column."""
    if _is_empty(draft, relation):
        if not _states_none(draft, relation):
            yield _sentence_for_rows(type(draft), relation)
        return
    there: dict[str, set[str]] = {}
    for row in getattr(draft, relation).all():
        there.setdefault(str(getattr(row, of)).strip() if of else "", set()).add(getattr(row, column))
    table = table_of(type(draft), relation, {}).heading
    for value, months in there.items():
        if lacking := [month for month in months_of(Period(draft.period)) if month not in months]:
            names = " · ".join(period_label(month, draft.fiscal_year) for month in lacking)
            words = {"table": table, "value": value, "months": names}
            yield (
                _("“%(table)s” ของ “%(value)s” ยังไม่มี %(months)s") if of else _("“%(table)s” ยังไม่มี %(months)s")
            ) % words


def _states_none(draft: Approvable, relation: str) -> bool:
    return relation in (getattr(draft, "stated_none", None) or ())


def _is_empty(owner: Any, name: str) -> bool:
    if name in {relation.get_accessor_name() for relation in owner._meta.related_objects}:
        return not getattr(owner, name).all()
    field = owner._meta.get_field(name)
    value = getattr(owner, field.attname)
    if isinstance(value, str):
        return is_blank(value) or (isinstance(field, RichTextField) and not paragraphs(value))
    return value is None or (isinstance(value, Sized) and not len(value))


def _label(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.verbose_name if field.concrete else field.related_model._meta.verbose_name)
