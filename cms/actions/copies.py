"""Drafts that begin with what a record of an earlier year or period says, and what holds for years carried over."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.models import Page

from cms.actions.approval import submit
from cms.actions.records import draft
from cms.models import User
from cms.models.approved_content import SCHEDULE, approved_fields, child_rows, row_model
from cms.models.people import AnyUser
from cms.pages import RecordPage, YearPage
from cms.permissions.documents import refusal_to_attach
from cms.permissions.drafting import may_draft
from cms.permissions.pages import may_read
from cms.policy import copies as policy
from cms.policy.lifecycle import Period
from cms.policy.refusal import Refused
from cms.records.document import ATTACHMENTS

R = TypeVar("R", bound=RecordPage)

# What each record says for itself: its times, its letter, and that there is nothing, which is stated anew each time.
NOT_COPIED = frozenset({*SCHEDULE, "fiscal_year", "document_number", "document_date", "next_review", "stated_none"})


@dataclass(frozen=True)
class CarriedOver(Generic[R]):
    """The record of the later year: it waits for approval, or remains a draft because of what `refused` says."""

    record: R
    refused: Refused | None = None


@transaction.atomic
def carry_over(source: R, year_page: YearPage, *, by: User) -> CarriedOver[R]:
    """Copy what the public reads of a record into a later year and submit it for approval as it is, in one step.

    What may not be submitted (evidence is missing, a file could not come along) remains a draft. Raises `Refused`
    where there may be no copy, or what the record says may not be carried over (`refusal_to_carry_over`).
    """
    if reason := refusal_to_carry_over_record(source, year_page, by=by):
        raise Refused(reason)
    copy = copy_record(source, year_page, by=by)
    try:
        _submit_unchanged(copy, source, by=by)
    except Refused as refused:
        return CarriedOver(copy, refused)
    return CarriedOver(copy)


@transaction.atomic
def _submit_unchanged(copy: RecordPage, source: RecordPage, *, by: User) -> None:
    if reason := policy.refusal_of_files_left([str(row) for row in _files_left(source, by=by)]):
        raise Refused(reason)
    submit(copy, by=by)


@transaction.atomic
def copy_record(source: R, year_page: YearPage, *, by: User, period: Period | None = None) -> R:
    """Make a draft of another year from a record: its fields and rows, and the files that the person may attach.

    What is public is copied; of a record that is not public, the latest draft. The year in the title becomes the new
    one. Raises `Refused` (`refusal_to_copy`, `refusal_of_period`, what the type forbids in that year).
    """
    if reason := refusal_to_copy_record(source, year_page, by=by):
        raise Refused(reason)
    content = source if source.live else source.get_latest_revision_as_object()
    copy = _copy_of(content, by=by)
    copy.title = copy.title.replace(str(source.fiscal_year), str(year_page.fiscal_year))
    copy.period = period or copy.period
    try:
        return draft(copy, year_page, by=by)
    except ValidationError as invalid:  # such as a plan that is not in force in that year
        raise Refused("\n".join(invalid.messages)) from invalid


def refusal_to_copy_record(source: RecordPage, year_page: YearPage, *, by: AnyUser) -> str | None:
    """Why a person may not make a draft of a year from a record, or None."""
    return policy.refusal_to_copy(
        is_copied=source.is_copied_to_other_years,
        may_read=may_read(by, source),
        may_draft=may_draft(by, source.drafted_by, source.division_id),
        same_section=_path_above(source, 2) == _path_above(year_page, 1),
        from_year=source.fiscal_year,
        to_year=year_page.fiscal_year,
    )


def refusal_to_carry_over_record(source: RecordPage, year_page: YearPage, *, by: AnyUser) -> str | None:
    """Why a person may not submit what a record says for a later year as it is, or None."""
    return refusal_to_copy_record(source, year_page, by=by) or policy.refusal_to_carry_over(
        holds_for_years=source.holds_for_years,
        is_public=source.live,
        from_year=source.fiscal_year,
        to_year=year_page.fiscal_year,
        newer_year=_newer_public_year(source, before=year_page.fiscal_year),
    )


def _newer_public_year(source: RecordPage, *, before: int) -> int | None:
    """Of a type with one record a period: the newest year after the record's in which the public reads that."""
    if not source.one_a_period:
        return None
    same = {"authority": source.authority_id, "period": source.period, "live": True}
    if source.one_a_division:
        same["division"] = source.division_id
    newer = type(source).objects.filter(**same, fiscal_year__gt=source.fiscal_year, fiscal_year__lt=before)
    return newer.order_by("-fiscal_year").values_list("fiscal_year", flat=True).first()


def years_of_section(record: RecordPage) -> list[YearPage]:
    """The year pages of a record's section, the newest first: into which of them it is copied, its reader chooses."""
    years = YearPage.objects.filter(path__startswith=_path_above(record, 2), depth=record.depth - 1)
    return list(years.order_by("-fiscal_year"))


def newest_year_of(record: RecordPage) -> YearPage | None:
    """The newest year page of a record's section, where it is later than the record's own."""
    newest = next(iter(years_of_section(record)), None)
    return newest if newest and newest.fiscal_year > record.fiscal_year else None


def _path_above(page: Page, levels: int) -> str:
    """The place in the tree of the page that stands some levels above."""
    return str(page.path[: -levels * page.steplen])


def _copy_of(source: R, *, by: User) -> R:
    kind = type(source)
    copy = kind(**_values(source, [name for name in approved_fields(kind) if name not in NOT_COPIED]))
    for relation, names in child_rows(kind).items():
        rows = getattr(source, relation).all()
        if relation == ATTACHMENTS:
            left = {row.version_id for row in _files_left(source, by=by)}
            rows = [row for row in rows if row.version_id not in left]
        setattr(copy, relation, [row_model(kind, relation)(**_values(row, names)) for row in rows])
    return copy


def _files_left(source: RecordPage, *, by: User) -> list[Any]:
    """The attachments that a copy does not take over, as the person may not attach them."""
    rows: list[Any] = list(getattr(source, ATTACHMENTS).all())
    return [row for row in rows if refusal_to_attach(row.version, by=by, division_id=source.division_id)]


def _values(owner: models.Model, names: list[str] | tuple[str, ...]) -> dict[str, Any]:
    fields: list[Any] = [owner._meta.get_field(name) for name in names]
    return {field.attname: getattr(owner, field.attname) for field in fields if not field.many_to_many}
