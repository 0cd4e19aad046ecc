"""The jobs of the ground floor: each takes keywords, calls an action, and may be run again after it was cut off."""

from django.utils.module_loading import import_string

from cms.actions import publication_pdf, text_extraction
from cms.actions.jobs import job
from cms.exports import record
from cms.models import Publication
from cms.policy.timetable import periodic_task


@job(atomic=False)
def run_periodic(name: str) -> None:
    """Daily work of the timetable. Each action opens its own transactions and does nothing when it was done already."""
    import_string(periodic_task(name).action)()


@job(atomic=False)
def render_record_pdf(publication: int) -> None:
    """Make the PDF of a publication and keep it with it, once."""
    wanted = Publication.objects.select_related("authority", "division", "approved_by").get(pk=publication)
    if wanted.pdf_id is None:
        publication_pdf.store_pdf(wanted, record.render(wanted))


@job(atomic=False)
def read_file_text(sha256: str) -> str:
    """Read the text of stored bytes, once for each reader."""
    return text_extraction.read(sha256)
