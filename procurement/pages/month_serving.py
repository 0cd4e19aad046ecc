"""How the summary of a month is served: what was approved, and before that its state alone."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from wagtail.url_routing import RouteResult

from cms.models import Publication
from cms.policy.lifecycle import Period
from cms.selectors import public_context
from cms.selectors.listings import breadcrumbs
from procurement.pages.compressed import CompressedServing
from procurement.policy.calendar import month_title
from procurement.selectors.month_summary import neighbours, summary_context


class MonthServing(CompressedServing):
    """Mixin of the monthly summary; goes before the page's base.

    A month that was never public answers 200 with its state, which follows from the day: nothing of a draft.
    """

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Also routes to a month without an approval; to one that is no longer public as any record."""
        if path_components or self.live or public_context.latest_public_publication(self) is not None:
            return super().route(request, path_components)
        return RouteResult(self, kwargs={"is_state_alone": True})

    def serve(
        self,
        request: HttpRequest,
        *args: object,
        ended: Publication | None = None,
        is_state_alone: object = False,
        **kwargs: object,
    ) -> TemplateResponse:
        """The page, or the state of a month without an approval."""
        if not is_state_alone:
            return super().serve(request, *args, ended=ended, **kwargs)
        period = Period(self.period)
        context = {
            "breadcrumbs": breadcrumbs(self, request),
            "period": period,
            "month_title": month_title(self.fiscal_year, period),
            **neighbours(self, request),
        }
        response = TemplateResponse(request, "procurement/month_state.html", context)
        response.headers["Cache-Control"] = "no-cache"  # an approval takes effect at once
        return response

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Adds the sums of the month, its rows as a table and the other months of its year."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, **neighbours(self, request), **summary_context(context, request)}

    def get_template(self, request: HttpRequest, *args: object, **kwargs: object) -> str:
        return "procurement/month_page.html"
