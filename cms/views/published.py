"""Lists of publications for those who may have to withdraw one: the newest on the dashboard, all on a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from laces.components import Component
from wagtail.models import Page

from cms.actions import approval
from cms.models import Approvable, Publication
from cms.models.people import AnyUser
from cms.permissions.grants import grants_of
from cms.policy import takedown
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.roles import MAY_DRAFT, MAY_SUSPEND, READS_ALL_DRAFTS, Role
from cms.policy.states import State
from cms.records.document import model_of
from cms.selectors.states import states_of
from cms.thai.numerals import to_arabic, to_thai
from cms.views.signed_in import SignedInRequest

SHOWN = 10
PAGE_SIZE = 20
MAY_SEE_PUBLISHED = MAY_DRAFT | MAY_SUSPEND | READS_ALL_DRAFTS
CURRENT_STAGES = (Stage.LIVE, Stage.SUSPENDED, Stage.SCHEDULED)


@dataclass(frozen=True)
class PublishedRow:
    """One publication with the state of its record, and what this user may do: take it down, recall it, edit."""

    publication: Publication
    state: State | None
    edit_url: str
    may_ask: bool
    may_recall: bool


class PublishedPanel(Component):
    """The newest current publications that the user may see, each with a button to withdraw it."""

    order = 30
    template_name = "cms/admin/home_published.html"

    def __init__(self, user: AnyUser) -> None:
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, object] | None = None) -> dict[str, object]:
        return {"entries": _rows(_visible_to(self.user).filter(stage__in=CURRENT_STAGES)[:SHOWN], self.user)}


def may_see_published(user: AnyUser) -> bool:
    """Whether the user drafts, suspends or reads everything, and so sees the list of publications."""
    return bool(grants_of(user).roles & MAY_SEE_PUBLISHED)


def published(request: SignedInRequest) -> HttpResponse:
    """Publications that the user may see; `?q=`: part of a title in Thai or Arabic digits, `?older`: superseded too."""
    if not may_see_published(request.user):
        raise Refused(_("หน้านี้สำหรับผู้บริหารและเจ้าหน้าที่ผู้จัดทำเรื่องเผยแพร่"))
    asked, older = request.GET.get("q", "").strip(), "older" in request.GET
    stages = [*CURRENT_STAGES, Stage.SUPERSEDED] if older else CURRENT_STAGES
    found = _visible_to(request.user).filter(stage__in=stages)
    if asked:
        found = found.filter(Q(title__icontains=to_arabic(asked)) | Q(title__icontains=to_thai(asked)))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "page_obj": page,
        "entries": _rows(page, request.user),
        "asked": asked,
        "older": older,
        "page_title": _("ประชาชนเห็นอยู่"),
    }
    return render(request, "cms/admin/published.html", context)


def _visible_to(user: AnyUser) -> QuerySet[Publication]:
    grants = grants_of(user)
    publications = Publication.objects.select_related("division").defer("content")
    return publications if grants.reads_all() else publications.filter(division__in=grants.divisions())


def _rows(publications: Iterable[Publication], user: AnyUser) -> list[PublishedRow]:
    """The rows of a page of publications; their records and their states are looked up together."""
    publications = list(publications)
    prefetch_related_objects(publications, "object")
    states = states_of(each.object for each in publications if each.object is not None)
    return [_row(each, states.get((each.content_type_id, each.object_id)), user) for each in publications]


def _row(publication: Publication, state: State | None, user: AnyUser) -> PublishedRow:
    """The row with its buttons, by the rules of `cms.actions.takedown` and `cms.actions.approval`, which decide."""
    grants, stage = grants_of(user), Stage(publication.stage)
    model = model_of(publication.kind)
    drafts = model is not None and grants.drafts(publication.division_id, model.drafted_by)
    may_withdraw = drafts or Role.EXECUTIVE in grants.roles
    return PublishedRow(
        publication,
        state=None if stage is Stage.SUPERSEDED else state,
        edit_url=_edit_url(publication, model) if model and drafts and stage is not Stage.SUPERSEDED else "",
        may_ask=bool(grants.roles & MAY_SUSPEND and stage in takedown.STAGES[takedown.Act.SUSPEND])
        or (may_withdraw and stage in takedown.STAGES[takedown.Act.WITHDRAW]),
        may_recall=stage is Stage.SCHEDULED and (drafts or publication.requested_by_id == user.pk),
    )


def _edit_url(publication: Publication, model: type[Approvable]) -> str:
    """The editor of the record: of a page or of a snippet."""
    name = "wagtailadmin_pages:edit" if issubclass(model, Page) else model.snippet_viewset.get_url_name("edit")
    return reverse(name, args=[publication.object_id])


@require_POST
def recall(request: SignedInRequest, pk: int) -> HttpResponse:
    """Recall a publication that is approved for later, so that it can be edited again."""
    approval.recall_scheduled(get_object_or_404(Publication, pk=pk), by=request.user)
    messages.success(request, _("ยกเลิกการเผยแพร่ที่ตั้งเวลาไว้แล้ว แก้ไขและส่งขออนุมัติใหม่ได้"))
    return redirect("cms_published")
