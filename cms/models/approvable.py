"""The mixin of every page and snippet type that is published only by an approval."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models, transaction
from django.utils.module_loading import import_string
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex, Revision, Workflow

from cms.fields import Label, Rule
from cms.models.approval import DraftContributor
from cms.models.approved_content import approved_fields, approved_rows, row_model
from cms.models.approved_text import clean_texts
from cms.models.people import User
from cms.models.publication import Publication, PublicationQuerySet
from cms.policy.approval import WAITS
from cms.policy.draft_warnings import DraftWarning, with_answers
from cms.policy.refusal import Refused
from cms.policy.roles import DRAFTS_BY_DEFAULT, Role
from cms.policy.schema import SchemaChange

# What the mixin is mixed into: a model with Wagtail's mixins, which have no types.
WagtailModel: Any = object

# Columns that no editor's form holds: what publishing, locking, moving and saving a revision write.
STATE_FIELDS = frozenset(
    {"live", "has_unpublished_changes", "first_published_at", "last_published_at", "expired"}
    | {"live_revision", "latest_revision", "locked", "locked_by", "locked_at"}
    | {"path", "depth", "numchild", "url_path", "latest_revision_created_at"}
)


class Approvable(WagtailModel):
    """Mixin for every page and snippet type that is published only by an approval; goes before Wagtail's own mixins.

    An approver decides about every own field and child row (`cms.models.approved_content`). Path, lock, comments and
    revision pointers are not among them, so moving a page needs no new approval.
    """

    # What of this class no approval covers, with the reason.
    not_approved: ClassVar[Mapping[str, str]] = {}
    # How contents that were approved earlier differ from today's (`cms.policy.schema`).
    schema_changes: ClassVar[tuple[SchemaChange, ...]] = ()
    # What it must hold before it may ask for approval (`cms.fields.evidence`).
    evidence: ClassVar[Mapping[str, Rule]] = {}
    # Dotted name of the function that says what is odd about a draft, (draft) -> [DraftWarning]; with it the type keeps
    # the officer's answers in a field `answers`.
    warnings_by: ClassVar[str] = ""
    # What stands in the place of a field that is empty, such as "ยังไม่มี"; other empty fields are not shown.
    when_empty: ClassVar[Mapping[str, Label]] = {}
    # The field that stands with its label before the title: “มาตรการที่ 5 การให้บริการ”.
    numbered_by: ClassVar[str] = ""
    # Fields that its page shows in a part of their own and not among the short facts.
    shown_apart: ClassVar[tuple[str, ...]] = ()
    # Its parts in the order of page and paper: what readers come for is first.
    reading_order: ClassVar[tuple[str, ...]] = ("facts", "texts", "tables")
    # Dotted name of a function (Publication) -> (template, data) that lays out its PDF as a form of its own.
    paper: ClassVar[str] = ""
    drafted_by: ClassVar[frozenset[Role]] = DRAFTS_BY_DEFAULT
    # Not in Wagtail's search index: the admin searches their own tables, the public search uses `SearchEntry`.
    search_auto_update = False

    def carried_versions(self) -> list[tuple[int, str]]:
        """The document versions that become public with this: (primary key of the version, title shown)."""
        return []

    def get_workflow(self) -> Workflow | None:
        """Wagtail's workflow as our proxy `ApprovalWorkflow` (`cms.workflow`), whose `start` applies our rules."""
        workflow = super().get_workflow()
        return workflow and apps.get_model("cms", "ApprovalWorkflow")._default_manager.get(pk=workflow.pk)

    def lock_and_read_state(self) -> None:
        """Lock the row until the end of the transaction, and read anew what an editor's form does not hold.

        Somebody may have saved, published, suspended or moved the object since this copy of it was read.
        """
        table = Page if isinstance(self, Page) else type(self)  # the row that `cms.workflow.locking` locks
        names = [field.attname for field in table._meta.concrete_fields if field.name in STATE_FIELDS]
        state = table._base_manager.select_for_update().filter(pk=self.pk).values(*names).first()
        for name, value in (state or {}).items():
            setattr(self, name, value)

    @transaction.atomic
    def save_revision(
        self,
        user: User | None = None,
        *args: object,
        overwrite_revision: Revision | None = None,
        **kwargs: object,
    ) -> Revision:
        """Save a revision, its texts without invisible characters, and who saved it (`DraftContributor`).

        Wagtail's autosave asks to overwrite the latest revision; one that was ever submitted or published stays as it
        is, and the edit becomes a new revision. Raises Refused while one is pending review: it gets no successor.
        """
        self.lock_and_read_state()
        if self.pk and self.workflow_in_progress:
            raise Refused(WAITS)
        latest = overwrite_revision is not None and overwrite_revision.pk == self.latest_revision_id
        if latest and was_submitted_or_published(overwrite_revision):
            overwrite_revision = None
        clean_texts(self)
        revision = super().save_revision(user, *args, overwrite_revision=overwrite_revision, **kwargs)
        if user is not None:
            DraftContributor.objects.record_edit(self, user)
        return revision

    def with_content_json(self, content: Mapping[str, object]) -> Self:
        """The object of a revision, with the object's own state as it is now.

        Wagtail keeps `live` alone: a revision that was saved while its record was suspended names nothing as live, and
        approving it for later took the live edition down.
        """
        obj = super().with_content_json(content)
        for name in ("live_revision_id", "last_published_at", "expired"):
            setattr(obj, name, getattr(self, name))
        return obj

    @transaction.atomic
    def publish(self, *args: object, **kwargs: object) -> None:
        """Wagtail's, in one transaction: what a receiver of `published` refuses is not live either."""
        super().publish(*args, **kwargs)

    @transaction.atomic
    def unpublish(self, *args: object, **kwargs: object) -> None:
        """Wagtail's, in one transaction with the evidence."""
        super().unpublish(*args, **kwargs)

    def full_clean(self, exclude: Iterable[str] | None = None, *args: object, **kwargs: object) -> None:
        """Django's, without its query for each set foreign key whether the row exists: the database checks that."""
        named = {field.name for field in _references(type(self)) if getattr(self, field.attname) is not None}
        super().full_clean({*(exclude or ()), *named}, *args, **kwargs)

    def save(self, *args: object, **kwargs: Any) -> None:
        """Django's, with one update of Wagtail's reference index, only where approved fields or rows can change."""
        from wagtail.signal_handlers import disable_reference_index_auto_update  # needs all models to be loaded

        with disable_reference_index_auto_update():
            super().save(*args, **kwargs)
        saved = kwargs.get("update_fields")
        if saved is None or not {*approved_fields(type(self)), *approved_rows(type(self))}.isdisjoint(saved):
            ReferenceIndex.create_or_update_for_object(self)

    @classmethod
    def from_serializable_data(
        cls, data: Mapping[str, object], check_fks: bool = True, strict_fks: bool = False
    ) -> Self | None:
        """The object of a revision; foreign keys are checked only where a row may have been deleted since."""
        return super().from_serializable_data(data, check_fks and _may_dangle(cls), strict_fks)

    def public_address(self) -> str:
        """The path of its public page, or "" where it has none."""
        return str((self.get_url() if isinstance(self, Page) else self.get_absolute_url()) or "")

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Delete. Raises Refused where it was ever published; the database refuses too (PROTECT on the revision)."""
        if self.publications().exists():
            raise Refused("เรื่องนี้เคยเผยแพร่แล้ว จึงลบไม่ได้ ขอถอนการเผยแพร่แทน หลักฐานจะยังอยู่ครบ")
        return super().delete(*args, **kwargs)

    def publications(self) -> PublicationQuerySet:
        """Its publications, newest first."""
        return Publication.objects.of(self)

    def refusal_of_period(self) -> str | None:
        """Why it may not stand for its period beside the others of its type, or None; a type may have no periods."""
        return None

    def refusal_to_publish(self) -> str | None:
        """Why its draft may not become public now, whoever approved it, or None.

        Asked in the approving transaction, and in that of a lift or of the clock.
        """
        return None

    def reason_to_skip_first_stage(self) -> str | None:
        """Why the first of several stages need not decide about this content, or None; the last always does."""
        return None

    def sums_in_words(self) -> list[str]:
        """What an approver reads before the content, such as the sums of its rows."""
        return []

    def draft_warnings(self) -> list[DraftWarning]:
        """What is odd about the draft, each with its officer's answer; what looks for it stands above the models."""
        if not self.warnings_by:
            return []
        return with_answers(import_string(self.warnings_by)(self), self.answers or ())

    def owning_division_id(self) -> int | None:
        """The division whose officers draft this and whose head decides in a stage of division heads, or None."""
        return getattr(self, "division_id", None)


def was_submitted_or_published(revision: Revision) -> bool:
    """Whether a revision was ever part of an approval, and so must stay as it is (design 2.13)."""
    return bool(revision.task_states.exists() or revision.publications.exists())


def _references(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def _may_dangle(model: type[Approvable]) -> bool:
    """Whether an old revision may name a deleted row: some foreign key of the model or its rows is not PROTECT.

    Not counted: Wagtail's own pointers (revisions, owner, lock), which it sets afterwards, and a row's parent.
    """
    rows = [row_model(model, relation) for relation in approved_rows(model)]
    own = [field for field in _references(model) if field.model is not Page and field.name != "locked_by"]
    fields = own + [field for row in rows for field in _references(row) if not isinstance(field, ParentalKey)]
    return any(
        field.remote_field.on_delete is not models.PROTECT and field.related_model is not Revision
        for field in fields
        if not field.remote_field.parent_link
    )
