"""The public search: text and filters come from the query string, results show excerpts with marked hits."""

from collections.abc import Sequence

from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.models import Division, Job
from cms.selectors.site import authority_of
from cms.views.job_lines import publication_lines
from search.models import SearchEntry
from search.models.entry import SearchEntryQuerySet, kind_name
from search.policy.excerpt import excerpt, marked
from search.policy.question import Question, parse_question

PAGE_SIZE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A page of results with the number of hits for each filter; without terms the search form alone."""
    question = parse_question(request.GET)
    context: dict[str, object] = {"question": question}
    if question.terms:
        found = SearchEntry.objects.filter(authority=authority_of(request)).matching(question.terms)
        hits = found.narrowed(question).best_first(question.terms).select_related("division").defer("key")
        page = Paginator(hits, PAGE_SIZE).get_page(request.GET.get("p"))
        context |= {"page_obj": page, "results": _results(page, question), **_choices(found, question)}
    return render(request, "search/results.html", context)


def index_lines(jobs: Sequence[Job]) -> dict[int, str]:
    """The indexing that was left to jobs, each with the title of its publication, for the page of jobs."""
    return publication_lines(_("จัด %(title)s เข้าดัชนีค้นหา"), jobs)


def _results(page: "PaginatedPage[SearchEntry]", question: Question) -> list[dict[str, object]]:
    """Each hit with its marked title and excerpt; an attachment also with the entry of its record."""
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


def _choices(found: SearchEntryQuerySet, question: Question) -> dict[str, object]:
    """The values of each filter with the number of hits that they would leave, the other filters unchanged."""
    divisions = found.narrowed(question, ignoring="division").counted("division")
    kinds = found.narrowed(question, ignoring="kind").counted("kind")
    names = Division.objects.in_bulk([pk for pk, _count in divisions])
    return {
        "years": found.narrowed(question, ignoring="year").counted("fiscal_year"),
        "kinds": [(kind, kind_name(kind), count) for kind, count in kinds],
        "divisions": [(pk, names[pk].name, count) for pk, count in divisions],
    }
