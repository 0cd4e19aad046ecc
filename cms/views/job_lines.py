"""A line of plain Thai for each background job: what it does and for which object. Read for a page of jobs at once.

An app registers the name of each of its jobs, and may name a function that words several at once, like those here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from cms.models import DocumentVersion, Publication
from cms.models.jobs import Job
from cms.policy.registration import JobKind
from cms.registry import registered
from cms.thai.dates import thai_date


def lines_of(jobs: Iterable[Job], kinds: Iterable[JobKind] | None = None) -> dict[int, str]:
    """The line of each job by its primary key; a job of a task that is no longer registered gets “งานอื่นของระบบ”."""
    jobs = list(jobs)
    lines = {job.pk: _("งานอื่นของระบบ") for job in jobs}
    for kind in registered().jobs if kinds is None else kinds:
        if of_kind := [job for job in jobs if job.task == kind.task]:
            lines |= {job.pk: kind.name for job in of_kind}
            lines |= import_string(kind.lines)(of_kind) if kind.lines else {}
    return lines


def pdf_lines(jobs: Sequence[Job]) -> dict[int, str]:
    """The making of PDFs, each with the title of its publication."""
    return publication_lines(_("สร้างไฟล์ PDF ของ %(title)s"), jobs)


def publication_lines(sentence: str, jobs: Sequence[Job]) -> dict[int, str]:
    """The sentence with the title of the publication that each job names."""
    return _worded(sentence, jobs, _titles_of_publications(_named(jobs, "publication")), "publication")


def file_lines(jobs: Sequence[Job]) -> dict[int, str]:
    """The reading of files, each with the title of its document."""
    return _worded(_("อ่านข้อความในไฟล์ของ%(title)s"), jobs, _titles_of_files(_named(jobs, "sha256")), "sha256")


def periodic_lines(jobs: Sequence[Job]) -> dict[int, str]:
    """Work of the timetable with its day; of entries that are no longer registered nothing."""
    labels = {task.name: task.label for task in registered().timetable if task.is_job}
    named = ((job, labels.get(str(job.arguments.get("name")))) for job in jobs)
    return {job.pk: _with_day(label, job) for job, label in named if label}


def _with_day(label: str, job: Job) -> str:
    """The key of the job contains the time when it was due (`verify@2026-11-25T01:00:00+07:00`)."""
    try:
        due_at = datetime.fromisoformat(job.key.partition("@")[2])
    except ValueError:
        due_at = job.created_at
    return _("%(what)s ประจำวันที่ %(day)s") % {"what": label, "day": thai_date(due_at)}


def _named(jobs: Iterable[Job], argument: str) -> set[int | str]:
    return {job.arguments.get(argument) for job in jobs}


def _worded(sentence: str, jobs: Iterable[Job], titles: Mapping[int | str, str], argument: str) -> dict[int, str]:
    """The sentence with the title that the argument of each job names; jobs without a title are left out."""
    found = ((job.pk, titles.get(job.arguments.get(argument))) for job in jobs)
    return {pk: sentence % {"title": title} for pk, title in found if title}


def _titles_of_publications(keys: Iterable[int | str]) -> dict[int | str, str]:
    rows = Publication.objects.filter(pk__in=keys).values("pk", "title", "number")
    return {row["pk"]: _("“%(title)s” ฉบับที่ %(number)s") % row for row in rows}


def _titles_of_files(digests: Iterable[int | str]) -> dict[int | str, str]:
    """By digest, the document of each stored file; where it is not public, only its division, as for any draft."""
    of_these = DocumentVersion.objects.filter(file__sha256__in=digests)
    public = set(of_these.public().values_list("pk", flat=True))
    rows = of_these.order_by("pk").select_related("file", "document__division")
    return {row.file.sha256: _title_of_file(row, is_public=row.pk in public) for row in rows}


def _title_of_file(version: DocumentVersion, *, is_public: bool) -> str:
    if is_public:
        return _("เอกสาร “%(title)s”") % {"title": version.document.title}
    division = version.document.division or _("หน่วยงาน")
    return _("เอกสารที่ยังไม่เผยแพร่ของ%(division)s") % {"division": division}
