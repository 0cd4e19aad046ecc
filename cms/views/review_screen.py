"""What the review of one waiting item shows, on its own screen and in its card of the queue."""

from functools import partial

from django.utils.translation import gettext as _

from cms.actions.citizen_numbers import refusal_to_waive
from cms.models import Approvable, CitizenNumberWaiver, DocumentVersion, Publication, User
from cms.models.publication import base_content_type
from cms.policy.changes import changes
from cms.policy.return_reasons import RETURN_REASONS
from cms.policy.shown_changes import counts, counts_in_words
from cms.records.change_units import numbered_labels, shown_change, units_of
from cms.records.document import document_of
from cms.records.wording import reading
from cms.selectors.year_before import publication_of_year_before
from cms.thai.invisible import mark_hidden
from cms.thai.words import segment
from cms.workflow.pending_review import PendingReview


def review_context(pending: PendingReview, user: User) -> dict[str, object]:
    """The context of a review, with the digest of the content that an approval from it covers."""
    draft, task_state = pending.draft, pending.task_state
    model = type(draft)
    public = Publication.objects.of(pending.obj).current().first()
    year_before = None if public else publication_of_year_before(draft)
    compared = public or year_before
    old, new = document_of(compared).content if compared else None, pending.content_of_today
    before, after = reading(model, old) if old is not None else None, reading(model, new)
    cut = partial(segment, terms=draft.authority.terms)
    found = list(changes(before, after, numbered_labels(model), tokenise=cut))
    numbers = pending.examination.numbers
    in_words = counts_in_words(counts(found, units_of(model)), is_update=compared is not None)
    earlier_year = old["fiscal_year"] if year_before and old else None
    told = {"year": earlier_year, "changes": in_words}
    return {
        "task_state": task_state,
        "title": mark_hidden(str(draft)),
        "kind": draft._meta.verbose_name,
        "division": after.get("division"),
        "public": public,
        "year_before": year_before,
        "earlier_year": earlier_year,
        "changed": [shown_change(model, each) for each in found if each.is_changed],
        "unchanged": [shown_change(model, each) for each in found if not each.is_changed],
        "counts": _("เรื่องใหม่ เทียบกับปี %(year)s %(changes)s") % told if year_before else in_words,
        "files": _files(draft),
        "requester": pending.workflow_state.requested_by,
        "digest": task_state.review.digest,
        "is_same": old == new,
        "sums": draft.sums_in_words(),
        "warnings": draft.draft_warnings(),
        "skipped": [pending.skips[task].skipped_because for task in pending.skipped],
        "is_last_stage": pending.next_stage() is None,
        "page_title": mark_hidden(str(draft)),
        "examination": pending.examination,
        "withheld": pending.pending_content().withheld,
        "waivers": CitizenNumberWaiver.objects.of(draft).select_related("waived_by") if numbers else [],
        "waiver_refusal": refusal_to_waive(pending.obj, user) if pending.examination.open_numbers else None,
        "content_type": base_content_type(draft).pk,
        "object_id": draft.pk,
        "reasons": RETURN_REASONS,
    }


def _files(draft: Approvable) -> list[DocumentVersion]:
    versions = [version for version, _title in draft.carried_versions()]
    return list(DocumentVersion.objects.filter(pk__in=versions).select_related("file__text", "document"))
