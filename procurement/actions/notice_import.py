"""Bringing notices in from a feed of e-GP as drafts, and taking a whole file back."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.actions import audit
from cms.actions.records import draft
from cms.models import Authority, Division, User
from cms.permissions.drafting import divisions_to_draft_for, may_draft
from cms.policy.refusal import Refused
from cms.selectors.trees import year_pages_of
from cms.thai.dates import fiscal_year
from procurement.models import ProcurementRecord
from procurement.pages import ProcurementNoticePage
from procurement.policy.egp_feed import FeedNotice

NOBODY = _("นำเข้าได้เฉพาะเจ้าหน้าที่พัสดุ")


@transaction.atomic
def bring_notices_in(authority: Authority, notices: Sequence[FeedNotice], *, by: User) -> UUID:
    """Make a draft of each notice, linked to the only public record with its number; returns the batch.

    All or none. Raises `Refused` for a person who drafts no procurement, and where a year is not open.
    """
    division = divisions_to_draft_for(by, ProcurementNoticePage.drafted_by).filter(authority=authority).first()
    if division is None:
        raise Refused(NOBODY)
    years = {page.fiscal_year: page for page in year_pages_of(authority, ProcurementNoticePage.sections[0])}
    batch = uuid4()
    for notice in notices:
        year = fiscal_year(notice.announced or timezone.localdate())
        if year not in years:
            raise Refused(_("ยังไม่ได้เปิดปีงบประมาณ %(year)s") % {"year": year})
        draft(_page(notice, authority, division, batch), years[year], by=by)
    data = {"batch": str(batch), "count": len(notices)}
    audit.append("content", "notices.import", by=by, authority=authority, data=data)
    return batch


@transaction.atomic
def take_batch_back(authority: Authority, batch: UUID, *, by: User) -> tuple[int, int]:
    """Delete the drafts of a file that were neither published nor submitted nor edited since.

    Returns how many were deleted and how many stay. Raises `Refused` for a person who drafts none of them.
    """
    drafts = list(ProcurementNoticePage.objects.filter(authority=authority, import_batch=batch))
    own = [page for page in drafts if may_draft(by, page.drafted_by, page.division_id)]
    if not own:
        raise Refused(NOBODY)
    untouched = [page for page in own if _is_untouched(page)]
    for page in untouched:
        page.delete()
    data = {"batch": str(batch), "count": len(untouched)}
    audit.append("content", "notices.take_back", by=by, authority=authority, data=data)
    return len(untouched), len(drafts) - len(untouched)


def _is_untouched(page: ProcurementNoticePage) -> bool:
    never_public = page.first_published_at is None and not page.live
    return never_public and page.revisions.count() == 1 and not page.workflow_states.exists()


def _page(notice: FeedNotice, authority: Authority, division: Division, batch: UUID) -> ProcurementNoticePage:
    records = _records(authority, notice.egp_number)
    return ProcurementNoticePage(
        title=notice.title,
        kind=notice.kind,
        egp_number=notice.egp_number,
        announced=notice.announced,
        source_url=notice.link,
        division=division,
        record=records[0] if len(records) == 1 else None,
        import_batch=batch,
    )


def _records(authority: Authority, number: str) -> Sequence[ProcurementRecord]:
    if not number:
        return []
    return list(ProcurementRecord.objects.filter(authority=authority, live=True, egp_number=number)[:2])
