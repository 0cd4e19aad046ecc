"""The jobs of the search."""

from cms.actions.jobs import job
from cms.models import Publication
from cms.policy.lifecycle import Stage
from search import actions


@job()
def index_publication(publication: int) -> None:
    """Index a publication (primary key) that could not be indexed when it changed, if it is live still."""
    row = Publication.objects.get(pk=publication)
    actions.unindex(row)
    if row.stage == Stage.LIVE and row.is_intact:
        actions.index(row)
