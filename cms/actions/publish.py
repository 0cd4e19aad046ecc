"""Publishing exactly an approved revision, with its evidence (`Publication`), and ending a publication."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Field
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision
from wagtail.signals import page_published, published

from cms.actions import audit, jobs
from cms.models import (
    Approvable,
    AuditEntry,
    DraftContributor,
    Publication,
    PublicationFile,
    PublicationPicture,
    Takedown,
    User,
)
from cms.models.approved_content import approved_fields, approved_rows
from cms.models.publication import base_content_type
from cms.policy import approval as policy
from cms.policy.canonical import Content, digest
from cms.policy.citizen_numbers import refusal_to_show
from cms.policy.lifecycle import Stage, refusal_to_move
from cms.policy.refusal import Refused
from cms.records.citizen_numbers import examine_publications
from cms.records.content import carried_pictures, content_digest
from cms.signals import publication_changed
from cms.workflow.history import log_history
from cms.workflow.locking import lock_object
from cms.workflow.pending_review import PendingReview

PDF_TASK = "cms.tasks.render_record_pdf"  # by name: tasks call actions

# Columns that publishing does not write: the place of a page in the tree, its locks and pointers to revisions.
UNTOUCHED_FIELDS = frozenset(
    {"path", "depth", "numchild", "slug", "url_path", "content_type", "locale", "translation_key", "alias_of"}
    | {"latest_revision", "latest_revision_created_at", "draft_title", "owner", "locked", "locked_by", "locked_at"}
)

# True while one of our own actions publishes or unpublishes; anything else is a superuser's doing (break-glass).
_own_publishing: ContextVar[bool] = ContextVar("own_publishing", default=False)


@contextmanager
def own_publishing() -> Iterator[None]:
    """Mark what Wagtail publishes or unpublishes within this context as done by one of our actions."""
    token = _own_publishing.set(True)
    try:
        yield
    finally:
        _own_publishing.reset(token)


def is_own_publishing() -> bool:
    """Whether one of our actions is publishing or unpublishing in this context."""
    return _own_publishing.get()


@dataclass(frozen=True)
class Attestation:
    """What an audit entry says of a publication: its evidence, and the stages of all editions of its record."""

    evidence: dict[str, object]
    stages: list[list[object]]


def publish_approved(review: PendingReview, *, by: User, position: str) -> tuple[Publication, Attestation]:
    """Publish the revision that the last stage approved, now or at its scheduled time; the caller records it.

    Raises `Refused`, which rolls the approval back, unless each stage of the workflow was approved by a named person
    for exactly the latest revision and its digest.
    """
    approvals = review.approvals
    if reason := policy.refusal_to_finish(
        tasks=frozenset(task.pk for task in review.stages),
        approved_tasks=frozenset(approvals),
        skipped_tasks=review.skipped,
        digests=frozenset(approvals.values()),
        digest=review.digest if review.is_latest else None,
        is_suspended=is_suspended(review.publications),
    ):
        raise Refused(reason)
    # Another record may stand for its period since the submission.
    if reason := review.draft.refusal_of_period() or review.draft.refusal_to_publish():
        raise Refused(reason)
    now = timezone.now()
    carried = review.draft.carried_versions()  # before saving, after which its rows would be read again
    scheduled = not publish_revision(review.draft, review.revision, by=by, now=now)
    return create_publication(
        review.draft,
        review.revision,
        review.publications,
        content=review.content,
        schema_version=review.task_state.review.schema_version,
        carried=carried,
        by=by,
        position=position,
        requested_by=review.workflow_state.requested_by,
        now=now,
        scheduled=scheduled,
    )


def is_suspended(publications: Iterable[Publication]) -> bool:
    """Whether a record with these publications is suspended as a whole, and so neither shown nor published anew."""
    return any(each.stage == Stage.SUSPENDED and each.is_current for each in publications)


def approved_draft(publication: Publication) -> Approvable:
    """The published revision as an object, to be made public again.

    Raises `Refused` where its content is not what was approved, as whoever owns the database may have changed it, and
    where its type has a reason against it by now (`refusal_to_publish`).
    """
    draft = publication.revision.as_object()
    if not publication.is_intact or content_digest(draft, like=publication) != publication.digest:
        raise Refused(policy.NOT_AS_APPROVED)
    if reason := draft.refusal_to_publish():
        raise Refused(reason)
    return draft


def refuse_citizen_numbers(publications: Iterable[Publication]) -> None:
    """Raise `Refused` where what becomes public again holds a citizen number that nobody waived.

    An approval asks the same before it publishes (`refusal_to_approve`); this is for what was approved earlier.
    """
    if reason := refusal_to_show(examine_publications(publications)):
        raise Refused(reason)


def publish_revision(draft: Approvable, revision: Revision, *, by: User, now: datetime) -> bool:
    """Make a revision live (`draft` is its object); False where it is only scheduled for a later time.

    In the place of Wagtail's `Revision.publish`, without its further queries: reading the revision as an object again,
    validating it (it was valid when it was saved, and is the same), its old title, aliases, a workflow to cancel.
    """
    with own_publishing():
        if is_scheduled(draft, now):
            revision.publish(user=by, skip_permission_checks=True)
            return False
        unschedule(draft)
        draft.live, draft.expired = True, False
        draft.has_unpublished_changes = draft.latest_revision_id != revision.pk
        draft.live_revision, draft.last_published_at = revision, now
        draft.first_published_at = draft.first_published_at or now
        _save_content(draft)
        if isinstance(draft, Page):
            page_published.send(sender=type(draft), instance=draft, revision=revision)
        published.send(sender=type(draft), instance=draft, revision=revision)
    log_history(draft, "wagtail.publish", user=by, revision=revision)
    return True


def is_scheduled(draft: Approvable, now: datetime) -> bool:
    """Whether a draft is to be published at a later time (`go_live_at`)."""
    return draft.go_live_at is not None and draft.go_live_at > now


def _save_content(draft: Approvable) -> None:
    """Save every column but those of the tree: the approval covers the content, and the page may have been moved."""
    names = {field.name for field in draft._meta.concrete_fields if not _is_untouched(field)}
    names |= {*approved_fields(type(draft)), *approved_rows(type(draft))}
    if not isinstance(draft, Page):
        draft.save(update_fields=names)
        return
    draft.save(update_fields=names, clean=False)
    for comment in getattr(draft, COMMENTS_RELATION_NAME).all():
        comment.save(update_fields=["position"])


def _is_untouched(field: "Field[object, object]") -> bool:
    parent_link = field.remote_field is not None and field.remote_field.parent_link
    return field.primary_key or parent_link or field.name in UNTOUCHED_FIELDS


def create_publication(
    draft: Approvable,
    revision: Revision,
    earlier: list[Publication],
    *,
    content: Content,
    schema_version: int,
    carried: list[tuple[int, str]],
    by: User,
    position: str,
    requested_by: User | None,
    now: datetime,
    scheduled: bool,
    break_glass: bool = False,
) -> tuple[Publication, Attestation]:
    """Add the evidence row of a publication with its files and pictures, and end the `earlier` ones that it replaces.

    `carried` are its document versions with their titles, `earlier` all publications of the object so far; with
    `scheduled` the live one is not ended yet. Returns what the audit entry says of it too, so that what was just
    written is not read again.
    """
    number = max((each.number for each in earlier), default=0) + 1
    replaced = end_earlier(earlier, scheduled=scheduled, by=by, now=now)
    publication = Publication.objects.create(
        authority=draft.authority,
        division_id=draft.owning_division_id(),
        content_type=base_content_type(draft),
        object_id=str(draft.pk),
        kind=draft._meta.label_lower,
        number=number,
        title=str(draft)[:255],
        address=draft.public_address(),
        revision=revision,
        digest=digest(content),
        content=content,
        schema_version=schema_version,
        stage=Stage.SCHEDULED if scheduled else Stage.LIVE,
        requested_by=requested_by,
        approved_by=by,
        approved_name=str(by),
        approved_position=position,
        approved_at=now,
        break_glass=break_glass,
        live_from=None if scheduled else now,
        due_from=draft.go_live_at if scheduled else None,
        due_until=draft.expire_at,
    )
    files = PublicationFile.objects.bulk_create(
        PublicationFile(publication=publication, version_id=version, title=title, order=order)
        for order, (version, title) in enumerate(dict(carried).items())
    )
    pictures = PublicationPicture.objects.bulk_create(
        PublicationPicture(publication=publication, picture_id=picture, sha256=sha256)
        for picture, sha256 in carried_pictures(content).items()
        if sha256 is not None
    )
    DraftContributor.objects.of(draft).never_public().update(publication=publication)
    move_open_request(replaced, publication)
    editions = sorted([*earlier, publication], key=lambda each: each.number)
    stages: list[list[object]] = [[each.pk, each.stage] for each in editions]
    return publication, Attestation(_evidence(publication, files, pictures), stages)


def end_earlier(earlier: list[Publication], *, scheduled: bool, by: User, now: datetime) -> list[Publication]:
    """End the earlier publications that a newer one replaces; returns those that were live until now."""
    replaced = []
    for publication in earlier:
        if Stage.SCHEDULED in (publication.stage, publication.stage_before):
            end_publication(publication, Stage.CANCELLED, by=by, reason="", now=now)
        elif publication.stage == Stage.LIVE and not scheduled:
            end_publication(publication, Stage.SUPERSEDED, by=by, reason="", now=now)
            replaced.append(publication)
    return replaced


def move_open_request(replaced: list[Publication], publication: Publication) -> None:
    """Let an undecided takedown of a record refer to the publication that replaced the one it was requested for."""
    if replaced:
        whole = Takedown.objects.filter(decided_at__isnull=True, extent=Takedown.Extent.RECORD)
        whole.filter(publication__in=replaced).update(publication=publication)


def unschedule(obj: Approvable) -> None:
    """Clear the time at which Wagtail's own clock would publish a revision of the object."""
    Revision.objects.for_instance(obj).exclude(approved_go_live_at=None).update(approved_go_live_at=None)


def unpublish(obj: Approvable, *, by: User | None, expired: bool = False) -> None:
    """Unpublish the live object without Wagtail's permission check: nobody has the permission, the caller decides."""
    action = UnpublishPageAction if isinstance(obj, Page) else UnpublishAction
    with own_publishing():
        action(obj, set_expired=expired, user=by).execute(skip_permission_checks=True)


def end_publication(
    publication: Publication, stage: Stage, *, by: User | None, reason: str, now: datetime | None = None
) -> None:
    """Move a publication to an ending stage; the caller records it (`record_change`). Raises `Refused`."""
    if refusal := refusal_to_move(Stage(publication.stage), stage):
        raise Refused(refusal)
    publication.stage, publication.stage_before = stage, ""
    publication.ended_at = now or timezone.now()
    publication.ended_by = by
    publication.end_reason = reason
    publication.save(update_fields=["stage", "stage_before", "ended_at", "ended_by", "end_reason"])


def end_record(
    publications: Iterable[Publication], stage: Stage, *, by: User | None, reason: str, now: datetime
) -> None:
    """Move every edition of a record that the public could read to `stage` (withdrawn or expired).

    A withdrawal ends what was approved for later as well. Raises `Refused`.
    """
    for publication in publications:
        if Stage.SCHEDULED in (publication.stage, publication.stage_before):
            if stage is Stage.WITHDRAWN:
                end_publication(publication, Stage.CANCELLED, by=by, reason=reason, now=now)
        elif publication.stage in (Stage.LIVE, Stage.SUPERSEDED, Stage.SUSPENDED):
            end_publication(publication, stage, by=by, reason=reason, now=now)


def announce_change(publication: Publication, obj: Approvable, *, is_new: bool = False) -> None:
    """Send `publication_changed`, and enqueue the PDF of a publication that is live; `is_new`: it was just made."""
    publication_changed.send(sender=type(obj), publication=publication)
    if publication.stage == Stage.LIVE and publication.pdf_id is None:
        jobs.enqueue(PDF_TASK, key=f"pdf:{publication.pk}", arguments={"publication": publication.pk}, is_new=is_new)


def change_entry(
    publication: Publication, obj: Approvable, *, by: User | None, action: str, attestation: Attestation | None = None
) -> AuditEntry:
    """The entry of the audit chain about a change of a publication, to be appended as the last step of a transaction.

    It holds the stages of all editions of the record and a digest of the publication's evidence, so that a
    later change of either is found (`cms.actions.verification`). They are read where they are not given.
    """
    attestation = attestation or _read_attestation(publication)
    data = {
        "publication": publication.pk,
        "number": publication.number,
        "revision": publication.revision_id,
        "stages": attestation.stages,
        "evidence": digest(attestation.evidence),
    }
    kind = "break_glass" if publication.break_glass else "publication"
    return audit.entry(
        kind, action, by=by, authority=publication.authority, obj=obj, data=data, after=publication.digest
    )


def _read_attestation(publication: Publication) -> Attestation:
    editions = Publication.objects.of_same_record(publication).order_by("number").values_list("pk", "stage")
    return Attestation(evidence(publication), [[pk, stage] for pk, stage in editions])


def record_change(
    publication: Publication, obj: Approvable, *, by: User | None, action: str, attestation: Attestation | None = None
) -> None:
    """Announce a change of a publication and append it to the audit chain, where no decision comes between them."""
    announce_change(publication, obj)
    audit.append_entries([change_entry(publication, obj, by=by, action=action, attestation=attestation)])


def evidence(publication: Publication) -> dict[str, object]:
    """What a publication attests and no later step changes, as plain values."""
    return _evidence(publication, publication.files.all(), publication.pictures.all())


def _evidence(
    publication: Publication, files: Iterable[PublicationFile], pictures: Iterable[PublicationPicture]
) -> dict[str, object]:
    return {
        "number": publication.number,
        "kind": publication.kind,
        "object": publication.object_id,
        "title": publication.title,
        "address": publication.address,
        "revision": publication.revision_id,
        "digest": publication.digest,
        "requested_by": publication.requested_by_id,
        "approved_by": publication.approved_by_id,
        "approved_name": publication.approved_name,
        "approved_position": publication.approved_position,
        "approved_at": publication.approved_at.astimezone(UTC).isoformat(),
        "break_glass": publication.break_glass,
        "files": [[file.version_id, file.title] for file in files],
        "pictures": sorted([each.picture_id, each.sha256] for each in pictures),
    }


def lock_publication(pk: int) -> tuple[Publication, Approvable]:
    """A publication and its object, both locked until the end of the transaction; the object first (`lock_object`)."""
    obj = lock_object(Publication.objects.get(pk=pk).published_object)
    return Publication.objects.select_for_update().get(pk=pk), obj
