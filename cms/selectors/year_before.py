"""What the public reads of an earlier year in the place of a draft: for what holds for years, the approver compares."""

from typing import Any

from wagtail.models import Page

from cms.models import Approvable, Publication


def publication_of_year_before(draft: Approvable) -> Publication | None:
    """Of a type that holds for years the publication of the newest year before the draft's; else None.

    Where a year may have several records, it is that of the same division with the same title, but for the year in it.
    """
    if not isinstance(draft, Page) or not getattr(draft, "holds_for_years", False):
        return None
    record = _records_before(draft).order_by("-fiscal_year", "-pk").first()
    return Publication.objects.of(record).current().first() if record else None


def _records_before(draft: Any) -> Any:
    same = {"authority": draft.authority_id, "period": draft.period, "live": True, "fiscal_year__lt": draft.fiscal_year}
    if draft.one_a_division or not draft.one_a_period:
        same["division"] = draft.division_id
    if not draft.one_a_period:
        last_year = draft.title.replace(str(draft.fiscal_year), str(draft.fiscal_year - 1))
        same["title__in"] = [draft.title, last_year]
    return type(draft)._default_manager.filter(**same)
