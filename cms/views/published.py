"""What the public was given, for those who may have to take it back: the newest on the home, all of it on a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from laces.components import Component

from cms.lifecycle import OPEN_TO_THE_PUBLIC, Stage
from cms.models import Publication
from cms.models.reach import reach_of
from cms.policy.refusal import Refused
from cms.roles import DRAFTS_DISCLOSURES, DRAFTS_PROCUREMENT, MAY_SUSPEND, READS_ALL_DRAFTS
from cms.thai.numerals import to_arabic, to_thai
from cms.views.signed_in import SignedInRequest

SHOWN = 10
PAGE_SIZE = 20
SEE_IT = DRAFTS_DISCLOSURES | DRAFTS_PROCUREMENT | MAY_SUSPEND | READS_ALL_DRAFTS
STANDING = (Stage.LIVE, Stage.SUSPENDED, Stage.SCHEDULED)


@dataclass(frozen=True)
class Entry:
    """One publication, and whether this person may ask that it be taken down."""

    publication: Publication
    may_ask: bool


class PublishedPanel(Component):
    """What was made public lately, with the way to take it down."""

    order = 30
    template_name = "cms/admin/home_published.html"

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"entries": _entries(_within_reach(self.user).filter(stage__in=STANDING)[:SHOWN], self.user)}


def sees_it(user: Any) -> bool:
    return bool(reach_of(user).roles & SEE_IT)


def published(request: SignedInRequest) -> HttpResponse:
    """Everything within reach, found by a part of its title in either kind of digits; older versions if asked for."""
    if not sees_it(request.user):
        raise Refused(_("หน้านี้สำหรับผู้บริหารและเจ้าหน้าที่ผู้จัดทำเรื่องเผยแพร่"))
    asked, older = request.GET.get("q", "").strip(), "older" in request.GET
    stages = [*STANDING, Stage.SUPERSEDED] if older else STANDING
    found = _within_reach(request.user).filter(stage__in=stages)
    if asked:
        found = found.filter(Q(title__icontains=to_arabic(asked)) | Q(title__icontains=to_thai(asked)))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "page_obj": page,
        "entries": _entries(page, request.user),
        "asked": asked,
        "older": older,
        "page_title": _("เผยแพร่แล้ว"),
    }
    return render(request, "cms/admin/published.html", context)


def _within_reach(user: Any) -> QuerySet[Publication]:
    reach = reach_of(user)
    publications = Publication.objects.select_related("division", "approved_by").defer("content")
    return publications if reach.reads_all() else publications.filter(division__in=reach.divisions())


def _entries(publications: Iterable[Publication], user: Any) -> list[Entry]:
    return [Entry(publication, _may_ask(publication, user)) for publication in publications]


def _may_ask(publication: Publication, user: Any) -> bool:
    """As `cms.actions.takedown` will decide, which has the last word."""
    reach, drafting = reach_of(user), apps.get_model(publication.kind).drafted_by
    may = bool(reach.roles & MAY_SUSPEND) or reach.edits(publication.division_id, drafting)
    return may and publication.stage in OPEN_TO_THE_PUBLIC
