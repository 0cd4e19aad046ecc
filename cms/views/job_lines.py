"""A line of plain Thai for each background job: what it does and for which object. Read for a page of jobs at once."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from cms.actions.documents import READ_TASK as READ
from cms.actions.publish import PDF_TASK as PDF
from cms.actions.schedule import PERIODIC_TASK
from cms.models import DocumentVersion, Publication
from cms.models.jobs import Job
from cms.policy.timetable import LABEL
from cms.thai.dates import thai_date


def lines_of(jobs: Iterable[Job]) -> dict[int, str]:
    """The line of each job by its primary key; a job of an unknown task gets “งานอื่นของระบบ”."""
    jobs = list(jobs)
    titles = {PDF: _titles_of_publications(_named(jobs, PDF, "publication")), READ: _titles_of_files(jobs)}
    return {job.pk: _line(job, titles) for job in jobs}


def _line(job: Job, titles: dict[str, dict[int | str, str]]) -> str:
    if job.task == PERIODIC_TASK:
        return _periodic(job)
    if job.task == PDF:
        title = titles[PDF].get(job.arguments.get("publication"))
        return _("สร้างไฟล์ PDF ของ %(title)s") % {"title": title} if title else _("สร้างไฟล์ PDF ของเรื่องที่เผยแพร่")
    if job.task == READ:
        title = titles[READ].get(job.arguments.get("sha256"))
        return _("อ่านข้อความในไฟล์ของ%(title)s") % {"title": title} if title else _("อ่านข้อความในไฟล์ที่จัดเก็บ")
    return _("งานอื่นของระบบ")


def _periodic(job: Job) -> str:
    """Work of the timetable; its key contains the time when it was due (`verify@2026-11-25T01:00:00+07:00`)."""
    what = LABEL.get(str(job.arguments.get("name")), _("งานประจำวัน"))
    try:
        due_at = datetime.fromisoformat(job.key.partition("@")[2])
    except ValueError:
        due_at = job.created_at
    return _("%(what)s ประจำวันที่ %(day)s") % {"what": what, "day": thai_date(due_at)}


def _named(jobs: Iterable[Job], task: str, argument: str) -> set[int | str]:
    return {job.arguments.get(argument) for job in jobs if job.task == task}


def _titles_of_publications(keys: set[int | str]) -> dict[int | str, str]:
    rows = Publication.objects.filter(pk__in=keys).values("pk", "title", "number")
    return {row["pk"]: _("“%(title)s” ฉบับที่ %(number)s") % row for row in rows}


def _titles_of_files(jobs: Iterable[Job]) -> dict[int | str, str]:
    """By digest, the document of each stored file; where it is not public, only its division, as for any draft."""
    of_these = DocumentVersion.objects.filter(file__sha256__in=_named(jobs, READ, "sha256"))
    public = set(of_these.public().values_list("pk", flat=True))
    rows = of_these.order_by("pk").select_related("file", "document__division")
    return {row.file.sha256: _title_of_file(row, is_public=row.pk in public) for row in rows}


def _title_of_file(version: DocumentVersion, *, is_public: bool) -> str:
    if is_public:
        return _("เอกสาร “%(title)s”") % {"title": version.document.title}
    division = version.document.division or _("หน่วยงาน")
    return _("เอกสารที่ยังไม่เผยแพร่ของ%(division)s") % {"division": division}
