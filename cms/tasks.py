"""The jobs of `cms`: each takes keywords, calls an action, and may be run again after it was interrupted."""

from django.utils.module_loading import import_string

from cms.actions import publication_pdf, text_extraction
from cms.actions.jobs import job
from cms.exports import record
from cms.models import Publication
from cms.policy.approval import NOT_AS_APPROVED
from cms.policy.refusal import Refused
from cms.registry import periodic_task


@job(atomic=False)
def run_periodic(name: str) -> None:
    """Run the action of a timetable entry. The actions open their own transactions and may be repeated without harm."""
    import_string(periodic_task(name).action)()


@job(atomic=False)
def render_record_pdf(publication: int) -> None:
    """Render and store the PDF of a publication (primary key), unless it has one.

    Raises Refused where its content is not what was approved.
    """
    row = Publication.objects.select_related("authority", "division").get(pk=publication)
    if not row.is_intact:
        raise Refused(NOT_AS_APPROVED)
    if row.pdf_id is None:
        publication_pdf.store_pdf(row, record.render(row))


@job(atomic=False)
def read_file_text(sha256: str) -> str:
    """Extract the text of a stored file, once for each version of the extraction; returns its state."""
    return text_extraction.read(sha256)
