"""What follows from the last approval: exactly the approved revision becomes public, with its evidence."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision, WorkflowState
from wagtail.signals import page_published, published

from cms.actions import audit, jobs
from cms.lifecycle import Stage, refusal_to_move
from cms.models import Membership, Publication, PublicationFile, Takedown, User
from cms.models.approvable import Content, approved_content, base_content_type, digest_of
from cms.models.case import Case, locked, specific
from cms.models.history import note
from cms.policy import approval as policy
from cms.policy.canonical import digest
from cms.policy.refusal import Refused
from cms.signals import publication_changed

logger = logging.getLogger(__name__)
PDF_TASK = "cms.tasks.render_record_pdf"  # by name: tasks call actions

# Where a page stands in the tree, and what of it is a record of its own.
PLACE = frozenset(
    {"path", "depth", "numchild", "slug", "url_path", "content_type", "locale", "translation_key", "alias_of"}
    | {"latest_revision", "latest_revision_created_at", "draft_title", "owner", "locked", "locked_by", "locked_at"}
)

# Set while one of our own actions publishes: a publication outside of it is a superuser's, and is told loudly.
_in_flow: ContextVar[bool] = ContextVar("in_flow", default=False)


@contextmanager
def in_flow() -> Iterator[None]:
    """Within it Wagtail's publish and unpublish are ours."""
    token = _in_flow.set(True)
    try:
        yield
    finally:
        _in_flow.reset(token)


def is_in_flow() -> bool:
    return _in_flow.get()


def publish_approved(workflow_state: WorkflowState, user: User | None = None) -> None:
    """Publish the revision that a workflow approved, or raise, which takes the approval back.

    Only if each task of the workflow was approved by a named person for exactly the latest revision and its digest.
    """
    if workflow_state.current_task_state is None:
        raise Refused(policy.NOT_APPROVED)
    case = Case.at_the_end_of(workflow_state)
    approvals = case.approvals
    if reason := policy.refusal_to_finish(
        tasks=frozenset(task.pk for task in case.tasks),
        approved_tasks=frozenset(approvals),
        approver_is_named=user is not None,
        digests=frozenset(approvals.values()),
        digest=case.digest if case.is_latest else None,
        is_suspended=any(each.stage == Stage.SUSPENDED for each in case.publications),
    ):
        raise Refused(reason)
    assert user is not None  # noqa: S101 the policy refused otherwise
    now = timezone.now()
    draft = case.draft
    scheduled = not give_out(draft, case.revision, by=user, now=now)
    publication = _write_down(
        draft,
        case.revision,
        case.publications,
        content=case.content,
        by=user,
        requested_by=workflow_state.requested_by,
        now=now,
        scheduled=scheduled,
    )
    announce(publication, draft, by=user, action="publication.scheduled" if scheduled else "publication.live")


def give_out(draft: Any, revision: Revision, *, by: User, now: datetime) -> bool:
    """Make a revision (`draft` is its object) what the site shows; False where it waits for a later time.

    Wagtail's `Revision.publish` for a draft that is due, without what it asks anew: the revision as an object, its
    validity (as it was saved it was valid, and it is the same), its older title, copies, a workflow to be cancelled.
    """
    with in_flow():
        if _waits_for_its_time(draft, now):
            revision.publish(user=by, skip_permission_checks=True)
            return False
        Revision.objects.for_instance(draft).exclude(approved_go_live_at=None).update(approved_go_live_at=None)
        draft.live, draft.expired = True, False
        draft.has_unpublished_changes = draft.latest_revision_id != revision.pk
        draft.live_revision, draft.last_published_at = revision, now
        draft.first_published_at = draft.first_published_at or now
        _save_all_but_its_place(draft)
        if isinstance(draft, Page):
            page_published.send(sender=type(draft), instance=draft, revision=revision)
        published.send(sender=type(draft), instance=draft, revision=revision)
    note(draft, "wagtail.publish", user=by, revision=revision)
    return True


def _waits_for_its_time(draft: Any, now: datetime) -> bool:
    return draft.go_live_at is not None and draft.go_live_at > now


def _save_all_but_its_place(draft: Any) -> None:
    """An approval covers the content; where a page stands in the tree is as it stands."""
    names = {field.name for field in draft._meta.concrete_fields if not _is_place(field)}
    names |= {*draft.approved_fields, *draft.approved_rows}
    if not isinstance(draft, Page):
        draft.save(update_fields=names)
        return
    draft.save(update_fields=names, clean=False)
    for comment in getattr(draft, COMMENTS_RELATION_NAME).all():
        comment.save(update_fields=["position"])


def _is_place(field: Any) -> bool:
    parent_link = field.remote_field is not None and field.remote_field.parent_link
    return field.primary_key or parent_link or field.name in PLACE


def _write_down(
    draft: Any,
    revision: Revision,
    earlier: list[Publication],
    *,
    content: Content,
    by: User,
    requested_by: User | None,
    now: datetime,
    scheduled: bool,
    break_glass: bool = False,
) -> Publication:
    number = max((each.number for each in earlier), default=0) + 1
    replaced = _end_earlier(earlier, scheduled=scheduled, by=by, now=now)
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
        stage=Stage.SCHEDULED if scheduled else Stage.LIVE,
        requested_by=requested_by,
        approved_by=by,
        approved_position=_position(by),
        approved_at=now,
        break_glass=break_glass,
        live_from=None if scheduled else now,
        due_from=draft.go_live_at if scheduled else None,
        due_until=draft.expire_at,
    )
    PublicationFile.objects.bulk_create(
        PublicationFile(publication=publication, version_id=version, title=title, order=order)
        for order, (version, title) in enumerate(dict(draft.carried_versions()).items())
    )
    _move_open_request(replaced, publication)
    return publication


def _end_earlier(earlier: list[Publication], *, scheduled: bool, by: User, now: datetime) -> list[Publication]:
    """End what the newer publication takes the place of; those that were live."""
    ending = {Stage.SCHEDULED: Stage.CANCELLED}
    if not scheduled:
        ending[Stage.LIVE] = Stage.SUPERSEDED
    replaced = [publication for publication in earlier if publication.stage in ending]
    for publication in replaced:
        end(publication, ending[Stage(publication.stage)], by=by, reason="", now=now)
    return [publication for publication in replaced if publication.stage == Stage.SUPERSEDED]


def _move_open_request(replaced: list[Publication], publication: Publication) -> None:
    """A waiting request to withdraw what is public follows the newer version that took its place."""
    if replaced:
        Takedown.objects.filter(decided_at__isnull=True, publication__in=replaced).update(publication=publication)


def hide(obj: Any, *, by: User | None, expired: bool = False) -> None:
    """Take the live object off the site; nobody holds the right, the caller's rule allowed it."""
    action = UnpublishPageAction if isinstance(obj, Page) else UnpublishAction
    with in_flow():
        action(obj, set_expired=expired, user=by).execute(skip_permission_checks=True)


def end(publication: Publication, stage: Stage, *, by: User | None, reason: str, now: datetime | None = None) -> None:
    """Move a publication to an ending stage; the caller audits and tells."""
    if refusal := refusal_to_move(Stage(publication.stage), stage):
        raise Refused(refusal)
    publication.stage = stage
    publication.ended_at = now or timezone.now()
    publication.ended_by = by
    publication.end_reason = reason
    publication.save(update_fields=["stage", "ended_at", "ended_by", "end_reason"])


def announce(publication: Publication, obj: Any, *, by: User | None, action: str) -> None:
    """Tell the index, the PDF and the audit chain (last) what became of a publication."""
    publication_changed.send(sender=type(obj), publication=publication)
    if publication.stage == Stage.LIVE and publication.pdf_id is None:
        jobs.enqueue(PDF_TASK, key=f"pdf:{publication.pk}", arguments={"publication": publication.pk})
    kind = "break_glass" if publication.break_glass else "publication"
    facts = {"publication": publication.pk, "number": publication.number, "revision": publication.revision_id}
    audit.append(kind, action, by=by, authority=publication.authority, obj=obj, data=facts, after=publication.digest)


def publish_due(now: datetime | None = None) -> int:
    """Make public what was approved for a time that has come; how many. One bad object does not stop the others."""
    now = now or timezone.now()
    due = Publication.objects.filter(stage=Stage.SCHEDULED, due_from__lte=now).values_list("pk", flat=True)
    return sum(_quietly(go_live, pk, now) for pk in due)


def expire_due(now: datetime | None = None) -> int:
    """End what was approved until a time that has come; how many."""
    now = now or timezone.now()
    due = Publication.objects.filter(stage=Stage.LIVE, due_until__lte=now).values_list("pk", flat=True)
    return sum(_quietly(expire, pk, now) for pk in due)


def held(pk: int) -> tuple[Publication, Any]:
    """A publication and its object, both held until the end of the transaction; the object first, as everywhere."""
    obj = specific(locked(Publication.objects.get(pk=pk).object))
    return Publication.objects.select_for_update().get(pk=pk), obj


def _quietly(action: Any, pk: int, now: datetime) -> bool:
    try:
        return action(pk, now)
    except Exception:
        logger.exception("%s of publication %s failed", action.__name__, pk)
        return False


@transaction.atomic
def go_live(pk: int, now: datetime) -> bool:
    """Make one scheduled publication public, if it still waits and its content is still what was approved."""
    publication, obj = held(pk)
    if publication.stage != Stage.SCHEDULED:
        return False
    draft = publication.revision.as_object()
    if digest_of(draft) != publication.digest:
        raise Refused(policy.CHANGED)
    give_out(draft, publication.revision, by=publication.approved_by, now=now)
    earlier = list(Publication.objects.of(obj).exclude(pk=publication.pk))
    replaced = _end_earlier(earlier, scheduled=False, by=publication.approved_by, now=now)
    publication.stage, publication.live_from = Stage.LIVE, now
    publication.save(update_fields=["stage", "live_from"])
    _move_open_request(replaced, publication)
    announce(publication, obj, by=None, action="publication.live")
    return True


@transaction.atomic
def expire(pk: int, now: datetime) -> bool:
    """End one publication whose approved time is over."""
    publication, obj = held(pk)
    if publication.stage != Stage.LIVE:
        return False
    hide(obj, by=None, expired=True)
    end(publication, Stage.EXPIRED, by=None, reason="ครบกำหนดเวลาเผยแพร่ตามที่อนุมัติไว้", now=now)
    announce(publication, obj, by=None, action="publication.expired")
    return True


def note_outside_flow(obj: Any, revision: Revision) -> None:
    """A superuser published past the flow: keep the evidence all the same, and say so loudly."""
    by = (
        User.objects.filter(is_superuser=True, pk=revision.user_id).first()
        or User.objects.filter(is_superuser=True).first()
    )
    if by is None:
        raise Refused("เผยแพร่ได้โดยการอนุมัติเท่านั้น")
    now = timezone.now()
    with transaction.atomic():
        scheduled = _waits_for_its_time(obj, now)
        publication = _write_down(
            obj,
            revision,
            list(Publication.objects.of(obj)),
            content=approved_content(obj),
            by=by,
            requested_by=None,
            now=now,
            scheduled=scheduled,
            break_glass=True,
        )
        announce(publication, obj, by=by, action="break_glass.publish")
    logger.critical("break-glass publication of %s %s by user %s", publication.kind, publication.object_id, by.pk)


def note_unpublished_outside_flow(obj: Any) -> None:
    """A superuser unpublished past the flow: end the publication and say so loudly."""
    publication = Publication.objects.of(obj).filter(stage=Stage.LIVE).first()
    if publication is None:
        return
    with transaction.atomic():
        publication.break_glass = True
        publication.save(update_fields=["break_glass"])
        end(publication, Stage.WITHDRAWN, by=None, reason="ถอนโดยผู้ดูแลระบบนอกขั้นตอนปกติ")
        announce(publication, obj, by=None, action="break_glass.unpublish")
    logger.critical("break-glass unpublication of %s %s", publication.kind, publication.object_id)


def _position(user: User) -> str:
    """The position in which somebody signs today, as the register shows it."""
    post = Membership.objects.current().filter(user=user).exclude(position="").first()
    return post.position if post else ""
