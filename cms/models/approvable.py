"""The mixin of every page and snippet that only an approval makes public."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex, Revision

from cms.models.publication import Publication, PublicationQuerySet
from cms.policy.approval import WAITS
from cms.policy.canonical import Content
from cms.policy.refusal import Refused
from cms.policy.roles import DRAFTS_DISCLOSURES, Role

# What the mixin is mixed into: a model with Wagtail's mixins, which have no types.
WagtailModel: Any = object


class Approvable(WagtailModel):
    """Mixed into every page and snippet that only an approval makes public, before Wagtail's own mixins.

    `approved_fields` are the columns that an approver decides about, `approved_rows` the columns of its child rows by
    relation. Path, lock, comments and revision pointers are no part of it, so that moving a page needs no new approval.
    """

    approved_fields: ClassVar[tuple[str, ...]] = ()
    approved_rows: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    drafted_by: ClassVar[frozenset[Role]] = DRAFTS_DISCLOSURES
    # The admin finds them in their own tables, the public in `SearchEntry`: no index of Wagtail's is kept of them.
    search_auto_update = False

    def refusal_to_submit(self) -> str | None:
        """Why this draft is not complete enough to ask for approval, or None."""
        return None

    def carried_versions(self) -> list[tuple[int, str]]:
        """The document versions that go public with this: (version, title shown)."""
        return []

    def get_workflow(self) -> Any:
        """Its workflow as ours, whose start asks our rules (`cms.workflow.approval_task.ApprovalWorkflow`)."""
        workflow = super().get_workflow()
        return workflow and apps.get_model("cms", "ApprovalWorkflow")._default_manager.get(pk=workflow.pk)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Refuses while a revision waits for a decision: neither a newer one nor the same one overwritten."""
        if self.pk and self.workflow_in_progress:
            raise Refused(WAITS)
        return super().save_revision(*args, **kwargs)

    def full_clean(self, exclude: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        """As Django does, without asking for each foreign key whether its row exists: the database ensures that."""
        named = {field.name for field in _references(type(self)) if getattr(self, field.attname) is not None}
        super().full_clean({*(exclude or ()), *named}, *args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As ever; the reference index is written once for itself and its rows, where they can have changed."""
        from wagtail.signal_handlers import disable_reference_index_auto_update  # wants all models to be loaded

        with disable_reference_index_auto_update():
            super().save(*args, **kwargs)
        saved = kwargs.get("update_fields")
        if saved is None or not {*self.approved_fields, *self.approved_rows}.isdisjoint(saved):
            ReferenceIndex.create_or_update_for_object(self)

    @classmethod
    def from_serializable_data(cls, data: Mapping[str, Any], check_fks: bool = True, strict_fks: bool = False) -> Any:
        """A revision as an object; the rows it names are looked up only where one may have been deleted since."""
        return super().from_serializable_data(data, check_fks and _may_dangle(cls), strict_fks)

    def public_address(self) -> str:
        """The path at which the public finds it."""
        return str((self.get_url() if isinstance(self, Page) else self.get_absolute_url()) or "")

    @classmethod
    def pdf_sections(cls, content: Content) -> list[dict[str, Any]]:
        """What a publication says beyond the register's own columns, as `cms.exports.pdf` asks for it."""
        return []

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuses what was ever public; below it the database refuses too (a publication protects its revision)."""
        if self.publications().exists():
            raise Refused("เรื่องนี้เคยเผยแพร่แล้ว จึงลบไม่ได้ ขอถอนการเผยแพร่แทน หลักฐานจะยังอยู่ครบ")
        return super().delete(*args, **kwargs)

    def publications(self) -> PublicationQuerySet:
        """Its publications, newest first."""
        return Publication.objects.of(self)

    def owning_division_id(self) -> int | None:
        """The division whose officers draft this and whose head decides first where there is such a stage."""
        return getattr(self, "division_id", None)


def _references(model: Any) -> list[Any]:
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def _may_dangle(model: Any) -> bool:
    """Whether an old revision may name a row that is gone: one that is not protected, of itself or of its rows.

    Wagtail puts its own pointers (revisions, owner, lock) right afterwards, and a row's parent is the object itself.
    """
    rows = [model._meta.get_field(relation).related_model for relation in model.approved_rows]
    own = [field for field in _references(model) if field.model is not Page and field.name != "locked_by"]
    fields = own + [field for row in rows for field in _references(row) if not isinstance(field, ParentalKey)]
    return any(
        field.remote_field.on_delete is not models.PROTECT and field.related_model is not Revision
        for field in fields
        if not field.remote_field.parent_link
    )
