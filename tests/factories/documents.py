"""Uploads, documents of a division, and publications that carry them in any stage."""

from datetime import timedelta
from hashlib import sha1, sha256
from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.actions.documents import InspectedUpload, add_document, add_version
from cms.extraction.kinds import kind_of
from cms.extraction.verdict import Verdict
from cms.models import FileText, Publication, PublicationFile
from cms.models.publication import NOT_ENDED, base_content_type
from cms.policy.lifecycle import Stage

ANNOUNCEMENT = Path(__file__).resolve().parents[1] / "data" / "extraction" / "announcement.pdf"
THAI_NAME = "ประกาศจัดซื้อจัดจ้าง ครั้งที่ ๑.pdf"


def upload(data="ประกาศ น้ำประปาหมู่บ้าน", name="ประกาศ.txt") -> SimpleUploadedFile:
    """What a form gives to an action."""
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def upload_pdf(name=THAI_NAME) -> SimpleUploadedFile:
    return upload(ANNOUNCEMENT.read_bytes(), name)


def found_good(data, name="ประกาศ.txt") -> InspectedUpload:
    """An upload as if its inspection, which takes a process of its own, had found it good."""
    data = data.encode() if isinstance(data, str) else data
    kind = kind_of(name)
    verdict = Verdict("ok", kind.name, kind.mime)
    return InspectedUpload(
        name, verdict, "", BytesIO(data), len(data), sha256(data).hexdigest(), sha1(data).hexdigest()
    )


def make_document(*, by, division, data="ประกาศ น้ำประปาหมู่บ้าน", name="ประกาศ.txt", **kwargs):
    """A document with one version."""
    return add_document(found_good(data, name), by=by, division=division, **kwargs)


def make_version(document, *, by, data="ประกาศ ฉบับแก้ไข", name="ประกาศ.txt"):
    """A newer version of it."""
    return add_version(document, found_good(data, name), by=by)


def read_waiting_files() -> None:
    """As if the job had read every file that waits for it, and found no text: submitting waits for that."""
    FileText.objects.filter(state=FileText.State.WAITING).update(state=FileText.State.EMPTY)


def carry(version, obj, **kwargs) -> Publication:
    """A publication of an object that carried a version, as it stands in a stage."""
    publication = in_stage(obj, **kwargs)
    PublicationFile.objects.create(publication=publication, version=version)
    return publication


def in_stage(obj, *, stage=Stage.LIVE, number=1, approved_by, reason="") -> Publication:
    """A publication of an object, as it stands in a stage."""
    now = timezone.now()
    ended = {} if stage in NOT_ENDED else {"ended_at": now, "end_reason": reason}
    return Publication.objects.create(
        authority=obj.authority,
        division=obj.division,
        content_type=base_content_type(obj),
        object_id=str(obj.pk),
        kind=obj._meta.label_lower,
        number=number,
        title=str(obj),
        address=obj.public_address(),
        revision=obj.latest_revision,
        digest="0" * 64,
        content={},
        stage=stage,
        stage_before=Stage.LIVE if stage == Stage.SUSPENDED else "",
        approved_by=approved_by,
        approved_name=str(approved_by),
        approved_at=now,
        live_from=None if stage in (Stage.SCHEDULED, Stage.CANCELLED) else now - timedelta(days=1),
        **ended,
    )
