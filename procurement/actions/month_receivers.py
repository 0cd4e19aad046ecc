"""Receivers: a month is drawn up anew when a record of it changes, and when its own review ends.

Whoever submits it, and on whichever screen, its contributors are noted.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.db.models.signals import post_save
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_rejected, task_submitted, workflow_cancelled

from cms.models import Membership, Publication
from cms.signals import publication_changed
from procurement.actions.months import ROWS, ask_to_refresh, assign_division, note_hands
from procurement.models import ProcurementRecord, ProcurementSettings
from procurement.pages import MonthlyProcurementPage
from procurement.policy.roles import DRAFTS_PROCUREMENT
from procurement.selectors.months import months_of_record


def on_record(publication: Publication, **kwargs: object) -> None:
    """A record was published, suspended, withdrawn or let go on: every month in which an edition of it counted."""
    wanted = Q(pk__in=[])
    for year, month in months_of_record(publication):
        wanted |= Q(fiscal_year=year, period=month)
    pages = MonthlyProcurementPage.objects.filter(wanted, authority=publication.authority_id).order_by("pk")
    _ask(pages.values_list("pk", flat=True))


def on_month(publication: Publication, **kwargs: object) -> None:
    """A month itself was published, suspended or withdrawn: records may have changed while it waited."""
    _ask([int(publication.object_id)])


def on_submission(instance: TaskState, **kwargs: object) -> None:
    """A month waits: for none of those who had a hand in its records."""
    state = instance.workflow_state
    if state.content_type.model_class() is MonthlyProcurementPage:
        note_hands(MonthlyProcurementPage(pk=int(state.object_id)), instance.revision.content[ROWS])


def on_rejection(instance: TaskState, **kwargs: object) -> None:
    """A month was sent back."""
    on_end_of_review(instance.workflow_state)


def on_end_of_review(instance: WorkflowState, **kwargs: object) -> None:
    """A month was recalled."""
    if instance.content_type.model_class() is MonthlyProcurementPage:
        _ask([int(instance.object_id)])


def on_post(instance: Membership, raw: bool = False, **kwargs: object) -> None:
    """A procurement officer came or went: another division may be in charge."""
    if not raw and instance.role in DRAFTS_PROCUREMENT:
        assign_division(instance.authority)


def on_settings(instance: ProcurementSettings, raw: bool = False, **kwargs: object) -> None:
    """Another division may have been put in charge."""
    if not raw:
        assign_division(instance.authority)


def _ask(pages: Iterable[int]) -> None:
    """Lock each page, in one order, and put it into the queue."""
    for pk in pages:
        Page._base_manager.select_for_update().values_list("pk").get(pk=pk)
        ask_to_refresh(MonthlyProcurementPage(pk=pk))


def connect() -> None:
    """Connect the receivers; called once, when all apps are loaded."""
    publication_changed.connect(on_record, sender=ProcurementRecord, dispatch_uid="procurement.month_of_record")
    publication_changed.connect(on_month, sender=MonthlyProcurementPage, dispatch_uid="procurement.month")
    task_submitted.connect(on_submission, dispatch_uid="procurement.month_submitted")
    task_rejected.connect(on_rejection, dispatch_uid="procurement.month_rejected")
    workflow_cancelled.connect(on_end_of_review, dispatch_uid="procurement.month_recalled")
    post_save.connect(on_post, sender=Membership, dispatch_uid="procurement.post")
    post_save.connect(on_settings, sender=ProcurementSettings, dispatch_uid="procurement.settings")
