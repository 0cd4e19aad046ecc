"""The public search: one box, filters in the address, excerpts with the words that were found."""

from typing import Any

from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.models import Division
from cms.selectors.site import authority_of
from search.models import SearchEntry
from search.models.entry import SearchEntryQuerySet, kind_name
from search.policy.excerpt import excerpt, marked
from search.policy.question import Question, asked

A_PAGE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    question = asked(request.GET)
    context: dict[str, Any] = {"question": question}
    if question.terms:
        found = SearchEntry.objects.filter(authority=authority_of(request)).matching(question.terms)
        hits = found.narrowed(question).best_first(question.terms).select_related("division").defer("key")
        page = Paginator(hits, A_PAGE).get_page(request.GET.get("p"))
        context |= {"page_obj": page, "results": _results(page, question), **_choices(found, question)}
    return render(request, "search/results.html", context)


def _results(page: "PaginatedPage[SearchEntry]", question: Question) -> list[dict[str, Any]]:
    """Each hit with its marked title and excerpt; an attachment names the record that carries it."""
    entries = list(page)
    carriers = SearchEntry.objects.carriers_of([entry for entry in entries if entry.version_id])
    return [
        {
            "entry": entry,
            "kind": kind_name(entry.kind),
            "title": marked(entry.title, question.terms),
            "excerpt": excerpt(entry.body, question.terms),
            "carrier": carriers.get((entry.content_type_id, entry.object_id)) if entry.version_id else None,
        }
        for entry in entries
    ]


def _choices(found: SearchEntryQuerySet, question: Question) -> dict[str, Any]:
    """How many hits each filter would leave, the other filters being as they are."""
    divisions = found.narrowed(question, but="division").counted("division")
    kinds = found.narrowed(question, but="kind").counted("kind")
    names = Division.objects.in_bulk([pk for pk, _count in divisions])
    return {
        "years": found.narrowed(question, but="year").counted("fiscal_year"),
        "kinds": [(kind, kind_name(kind), count) for kind, count in kinds],
        "divisions": [(pk, names[pk].name, count) for pk, count in divisions],
    }
