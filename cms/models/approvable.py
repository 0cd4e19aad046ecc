"""What approval covers in a page or a snippet, written down in one canonical way."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex, Revision

from cms.models.documents import DocumentVersion
from cms.models.pictures import Picture
from cms.policy.approval import WAITS
from cms.policy.canonical import digest
from cms.policy.refusal import Refused
from cms.roles import DRAFTS_DISCLOSURES, Role


class Approvable:
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

    def refusal_to_carry(self, *, by: Any) -> str | None:
        """Why this draft may not be submitted with the files that it carries: one belongs to another division."""
        carried = [version for version, _title in self.carried_versions()]
        versions = DocumentVersion.objects.filter(pk__in=carried).select_related("document")
        division = self.owning_division_id()
        refusals = (version.refusal_to_attach(by=by, division_id=division) for version in versions)
        return next((reason for reason in refusals if reason), None)

    def get_workflow(self) -> Any:
        """Its workflow, with our start."""
        wagtail: Any = super()
        workflow = wagtail.get_workflow()
        if workflow is not None:
            workflow.__class__ = apps.get_model("cms", "ApprovalWorkflow")
        return workflow

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Refuses while a revision waits for a decision: neither a newer one nor the same one overwritten."""
        me: Any = self
        if me.pk and me.workflow_in_progress:
            raise Refused(WAITS)
        wagtail: Any = super()
        return wagtail.save_revision(*args, **kwargs)

    def full_clean(self, exclude: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        """As ever, but for what the database itself ensures: that the rows it names are there."""
        me: Any = self
        named = {field.name for field in _references(type(me)) if getattr(me, field.attname) is not None}
        me_as_model: Any = super()
        me_as_model.full_clean({*(exclude or ()), *named}, *args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As ever; what it refers to is written down once for itself and its rows, where they can have changed."""
        from wagtail.signal_handlers import disable_reference_index_auto_update  # wants all models to be loaded

        me: Any = self
        model: Any = super()
        with disable_reference_index_auto_update():
            model.save(*args, **kwargs)
        saved = kwargs.get("update_fields")
        if saved is None or not {*self.approved_fields, *self.approved_rows}.isdisjoint(saved):
            ReferenceIndex.create_or_update_for_object(me)

    @classmethod
    def from_serializable_data(cls, data: Any, check_fks: bool = True, strict_fks: bool = False) -> Any:
        """A revision as an object; the rows it names are looked up only where one may have been deleted since."""
        model: Any = super()
        return model.from_serializable_data(data, check_fks and _may_dangle(cls), strict_fks)

    def public_address(self) -> str:
        """Where the public finds it, without the host."""
        me: Any = self
        return str((me.get_url() if isinstance(me, Page) else me.get_absolute_url()) or "")

    @classmethod
    def pdf_sections(cls, content: "Content") -> list[dict[str, Any]]:
        """What a publication says beyond the register's own columns, as `cms.exports.pdf` asks for it."""
        return []

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuses what was ever public; below it the database refuses too (a publication protects its revision)."""
        if self.publications().exists():
            raise Refused("เรื่องนี้เคยเผยแพร่แล้ว จึงลบไม่ได้ ขอถอนการเผยแพร่แทน หลักฐานจะยังอยู่ครบ")
        model: Any = super()
        return model.delete(*args, **kwargs)

    def publications(self) -> models.QuerySet[Any]:
        """What the public was given of this, newest first."""
        me: Any = self
        return apps.get_model("cms", "Publication").objects.of(me)

    def owning_division_id(self) -> int | None:
        """The division whose officers draft this and whose head decides first where there is such a stage."""
        return getattr(self, "division_id", None)


Content = dict[str, Any]


def approved_content(obj: Any) -> Content:
    """The canonical content of a live object or of `revision.as_object()`: plain JSON values, files by SHA-256."""
    data = obj.serializable_data()
    content: Content = {"type": obj._meta.label_lower}
    content |= _plain(type(obj), data, obj.approved_fields)
    for relation, fields in obj.approved_rows.items():
        model = obj._meta.get_field(relation).related_model
        rows = sorted(data[relation], key=lambda row: (row.get("sort_order") is None, row.get("sort_order") or 0))
        content[relation] = [_plain(model, row, fields) for row in rows]
    return _with_files(content)


def digest_of(obj: Any) -> str:
    """SHA-256 of the canonical content; equal for an approved revision and for the live object it became."""
    return digest(approved_content(obj))


def base_content_type(obj: models.Model) -> ContentType:
    """The type under which Wagtail files the revisions and the workflow of an object (Page for every page)."""
    if hasattr(obj, "get_base_content_type"):
        return obj.get_base_content_type()
    return ContentType.objects.get_for_model(obj, for_concrete_model=False)


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


def _plain(model: type[models.Model], data: Mapping[str, Any], names: Iterable[str]) -> Content:
    return {name: _plain_value(model, name, data[name]) for name in names}


def _plain_value(model: type[models.Model], name: str, value: Any) -> Any:
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return value
    if value is None:
        return None
    if isinstance(field, StreamField) and isinstance(value, str):
        return json.loads(value)
    if isinstance(field, models.DecimalField):
        return str(Decimal(value).quantize(Decimal(1).scaleb(-field.decimal_places)))
    if isinstance(field, models.ForeignKey) and field.related_model in (DocumentVersion, Picture):
        return {field.related_model._meta.model_name: value}
    return json.loads(DjangoJSONEncoder().encode(value))


def _with_files(content: Content) -> Content:
    """Replaces references to document versions and pictures by what identifies their bytes."""
    versions = _referenced(content, "documentversion")
    pictures = _referenced(content, "picture")
    known: dict[tuple[str, int], Content] = {}
    if versions:
        for row in DocumentVersion.objects.filter(pk__in=versions).select_related("file", "document"):
            known["documentversion", row.pk] = {
                "document": str(row.document.uuid),
                "number": row.number,
                "name": row.name,
                "sha256": row.file.sha256,
            }
    if pictures:
        for pk, sha256 in Picture.objects.filter(pk__in=pictures).values_list("pk", "sha256"):
            known["picture", pk] = {"picture": pk, "sha256": sha256}
    return _replaced(content, known)


def _referenced(value: Any, kind: str) -> set[int]:
    if isinstance(value, dict):
        if set(value) == {kind}:
            return {value[kind]}
        return set().union(*(_referenced(item, kind) for item in value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*(_referenced(item, kind) for item in value)) if value else set()
    return set()


def _replaced(value: Any, known: Mapping[tuple[str, int], Content]) -> Any:
    if isinstance(value, dict):
        if len(value) == 1 and (key := next(iter(value.items()))) in known:
            return known[key]
        return {name: _replaced(item, known) for name, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, known) for item in value]
    return value
