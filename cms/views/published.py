"""Lists of publications for those who may have to withdraw one: the newest on the dashboard, all on a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from laces.components import Component

from cms.models import Publication
from cms.models.people import AnyUser
from cms.permissions.grants import grants_of
from cms.policy.lifecycle import OPEN_TO_THE_PUBLIC, Stage
from cms.policy.refusal import Refused
from cms.policy.roles import DRAFTS_DISCLOSURES, DRAFTS_PROCUREMENT, MAY_SUSPEND, READS_ALL_DRAFTS
from cms.thai.numerals import to_arabic, to_thai
from cms.views.signed_in import SignedInRequest

SHOWN = 10
PAGE_SIZE = 20
MAY_SEE_PUBLISHED = DRAFTS_DISCLOSURES | DRAFTS_PROCUREMENT | MAY_SUSPEND | READS_ALL_DRAFTS
CURRENT_STAGES = (Stage.LIVE, Stage.SUSPENDED, Stage.SCHEDULED)


@dataclass(frozen=True)
class PublishedRow:
    """One publication, and whether this user may request its withdrawal or suspend it."""

    publication: Publication
    may_ask: bool


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
        "page_title": _("เผยแพร่แล้ว"),
    }
    return render(request, "cms/admin/published.html", context)


def _visible_to(user: AnyUser) -> QuerySet[Publication]:
    grants = grants_of(user)
    publications = Publication.objects.select_related("division").defer("content")
    return publications if grants.reads_all() else publications.filter(division__in=grants.divisions())


def _rows(publications: Iterable[Publication], user: AnyUser) -> list[PublishedRow]:
    return [PublishedRow(publication, _may_ask(publication, user)) for publication in publications]


def _may_ask(publication: Publication, user: AnyUser) -> bool:
    """Whether to show the button, by the same rule as `cms.actions.takedown`, which decides."""
    grants, drafting = grants_of(user), apps.get_model(publication.kind).drafted_by
    may = bool(grants.roles & MAY_SUSPEND) or grants.drafts(publication.division_id, drafting)
    return may and publication.stage in OPEN_TO_THE_PUBLIC
