"""Verifying that all that is public, waiting or on record is what was approved: the first difference is named.

The audit chain says what a publication attested and in which stage each edition is; the content itself is compared by
digest: live objects, revisions, publications, stored files.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain as chained

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Revision

from cms.actions import audit
from cms.actions.publish import evidence
from cms.models import Approvable, AuditEntry, Picture, Publication, Review, StoredFile
from cms.models.publication import base_content_type
from cms.policy.canonical import Content, digest
from cms.policy.lifecycle import Stage
from cms.policy.schema import UNVERSIONED
from cms.records.content import content_digest
from cms.storage.private_files import private_storage
from cms.workflow.locking import specific

CHUNK = 200


@dataclass(frozen=True)
class Difference:
    """Something that is not as it was approved, in Thai: what it is, and how it differs."""

    what: str
    reason: str

    def __str__(self) -> str:
        return f"{self.what}: {self.reason}"


@dataclass
class Attested:
    """What the audit chain says about a publication, from the latest entry that mentions each fact."""

    evidence: str = ""
    digest: str = ""
    stage: str = ""
    pdf: str = ""


@dataclass(frozen=True)
class LivePublication:
    """What a live publication approved of its object: the revision, its digest, and how the content is written."""

    revision: int
    digest: str
    schema_version: int
    references: dict[str, str]
    content: Content | None

    @classmethod
    def of(cls, publication: Publication) -> "LivePublication":
        """What a publication approved; its content only where that alone says how it was written."""
        version = publication.schema_version
        content = publication.content if version == UNVERSIONED else None
        return cls(publication.revision_id, publication.digest, version, publication.references, content)


@dataclass
class Record:
    """All that the audit chain attests, by primary key of the publication."""

    publications: dict[int, Attested] = field(default_factory=dict)

    def of(self, publication: int) -> Attested:
        """What is attested about a publication, empty where nothing is."""
        return self.publications.setdefault(publication, Attested())


def first_difference() -> Difference | None:
    """The first difference between what is stored and what was approved, or None. It takes no lock."""
    return next(
        chained(
            _publications(_attested()),
            _live_objects(),
            _waiting_and_returned(),
            _stored_files(),
            _pictures(),
        ),
        None,
    )


def _attested() -> Record:
    record = Record()
    entries = AuditEntry.objects.filter(kind__in=["publication", "break_glass"], data__has_key="publication")
    for action, data, after in entries.order_by("seq").values_list("action", "data", "after").iterator():
        attested = record.of(data["publication"])
        if action == "publication.pdf":
            attested.pdf = after
            continue
        attested.digest, attested.evidence = after, data.get("evidence", "")
        for pk, stage in data.get("stages", ()):
            record.of(pk).stage = stage
    return record


def _publications(record: Record) -> Iterator[Difference]:
    rows = Publication.objects.select_related("revision", "pdf").prefetch_related("files", "pictures").order_by("pk")
    known = set()
    for publication in rows.iterator(chunk_size=CHUNK):
        known.add(publication.pk)
        if reason := _fault_of_publication(publication, record.of(publication.pk)):
            yield Difference(_("การเผยแพร่ %(pk)s “%(title)s”") % _named(publication), reason)
    for pk in sorted(record.publications.keys() - known):
        yield Difference(_("การเผยแพร่ %(pk)s") % {"pk": pk}, _("ถูกลบไป แต่บันทึกการตรวจสอบมีอยู่"))


def _named(publication: Publication) -> dict[str, object]:
    return {"pk": publication.pk, "title": publication.title}


def _fault_of_publication(publication: Publication, attested: Attested) -> str | None:
    if not attested.digest:
        return _("ไม่มีในบันทึกการตรวจสอบ")
    if attested.digest != publication.digest or not publication.is_intact:
        return _("เนื้อหาไม่ตรงกับที่อนุมัติ")
    if attested.evidence and attested.evidence != digest(evidence(publication)):
        return _("ข้อมูลหลักฐาน (ผู้อนุมัติ ชื่อเรื่อง ไฟล์ หรือเวลา) ไม่ตรงกับบันทึก")
    if attested.stage and attested.stage != publication.stage:
        return _("สถานะไม่ตรงกับบันทึก")
    if attested.pdf and (publication.pdf is None or publication.pdf.sha256 != attested.pdf):
        return _("ไฟล์ PDF ไม่ใช่ไฟล์ที่บันทึกไว้")
    if content_digest(_as_object(publication.revision), like=publication) != publication.digest:
        return _("ร่างที่อนุมัติถูกแก้")
    return None


def _as_object(revision: Revision) -> Approvable:
    return revision.as_object()


def _live_objects() -> Iterator[Difference]:
    """Each object is live exactly while a publication of it is, and shows what that approved."""
    live = {}
    for publication in Publication.objects.filter(stage=Stage.LIVE).iterator(chunk_size=CHUNK):
        live[publication.content_type_id, publication.object_id] = LivePublication.of(publication)
    for model in approvable_models():
        content_type = base_content_type(model()).pk
        for obj in model._default_manager.order_by("pk").iterator(chunk_size=CHUNK):
            approved = live.get((content_type, str(obj.pk)))
            if not obj.live and approved is None:
                continue  # neither shown nor meant to be
            obj = specific(obj)
            if reason := _fault_of_object(obj, approved):
                yield Difference(f"{obj._meta.verbose_name} {obj.pk} “{obj}”", reason)


def _fault_of_object(obj: Approvable, approved: LivePublication | None) -> str | None:
    if approved is None:
        return _("แสดงต่อประชาชนโดยไม่มีการอนุมัติ")
    if not obj.live:
        return _("ควรเผยแพร่อยู่ตามที่อนุมัติ แต่ถูกซ่อน")
    if obj.live_revision_id != approved.revision or content_digest(obj, like=approved) != approved.digest:
        return _("สิ่งที่แสดงต่อประชาชนไม่ตรงกับที่อนุมัติ")
    return None


def approvable_models() -> list[type[Approvable]]:
    """The concrete models that only an approval makes public, those of pages as one row each."""
    models = [model for model in apps.get_models() if issubclass(model, Approvable)]
    return [model for model in models if not any(issubclass(model, other) for other in models if other is not model)]


def _waiting_and_returned() -> Iterator[Difference]:
    """A revision that was submitted is what its review says, whatever became of it."""
    reviews = Review.objects.select_related("task_state__revision").order_by("pk")
    for review in reviews.exclude(_published()).iterator(chunk_size=CHUNK):
        revision = review.task_state.revision
        if content_digest(_as_object(revision), like=review) != review.digest:
            yield Difference(_("ร่าง “%(title)s”") % {"title": revision.object_str}, _("ไม่ตรงกับที่ส่งขออนุมัติ"))


def _published() -> Q:
    """Reviews of revisions that `_publications` has compared."""
    return Q(task_state__revision__in=Publication.objects.order_by().values("revision"))


def _stored_files() -> Iterator[Difference]:
    for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=CHUNK):
        if reason := _fault_of_bytes(stored.path, stored.sha256):
            yield Difference(_("ไฟล์ %(sha256)s") % {"sha256": stored.sha256}, reason)


def _pictures() -> Iterator[Difference]:
    """The original of each picture; its renditions are made of it anew whenever one is missing."""
    for picture in Picture.objects.order_by("pk").iterator(chunk_size=CHUNK):
        if reason := _fault_of_bytes(picture.file.name, picture.sha256):
            yield Difference(_("รูปภาพ %(pk)s “%(title)s”") % {"pk": picture.pk, "title": picture.title}, reason)


def _fault_of_bytes(name: str, sha256: str) -> str | None:
    try:
        with private_storage().open(name, "rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return _("ไม่มีไฟล์ในที่เก็บ")
    return None if found == sha256 else _("เนื้อไฟล์ถูกแก้")


def verify_nightly() -> None:
    """The nightly verification: what is found raises, so that the site admin sees it among the failed jobs."""
    if found := audit.verify():
        raise RuntimeError(_("บันทึกการตรวจสอบเสียที่ลำดับ %(seq)s: %(why)s") % {"seq": found.seq, "why": found.reason})
    if difference := first_difference():
        raise RuntimeError(str(difference))
