"""The jobs of the ground floor: each takes keywords, calls an action, and may be run again after it was cut off."""

from django.utils.module_loading import import_string

from cms.actions import paper, texts
from cms.actions.jobs import job
from cms.exports import record
from cms.models import Publication
from cms.policy.timetable import entry_named


@job(atomic=False)
def run_periodic(name: str) -> None:
    """Daily work of the timetable. Each action opens its own transactions and does nothing when it was done already."""
    import_string(entry_named(name).action)()


@job(atomic=False)
def render_record_pdf(publication: int) -> None:
    """Make the PDF of a publication and keep it with it, once."""
    wanted = Publication.objects.select_related("authority", "division", "approved_by").get(pk=publication)
    if wanted.pdf_id is None:
        paper.keep(wanted, record.render(wanted))


@job(atomic=False)
def read_file_text(sha256: str) -> str:
    """Read the text of stored bytes, once for each reader."""
    return texts.read(sha256)
