"""Adding and deleting pictures. The original and its renditions are deleted with the row; what was used stays."""

from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.db.models.signals import post_delete, pre_delete
from wagtail.images.signal_handlers import post_delete_file_cleanup
from wagtail.models import ReferenceIndex, Revision

from cms.actions import audit
from cms.models import Approvable, Picture, Rendition, User
from cms.permissions.documents import manages_library_of
from cms.policy import pictures as policy
from cms.policy.refusal import Refused
from cms.records.content import pictures_of_revision


@transaction.atomic
def add_picture(picture: Picture, *, by: User) -> None:
    """Store an inspected picture that has a file and a collection, as a new row. Raises `Refused`."""
    _refuse_unless_manages_library(by, picture)
    picture.uploaded_by_user = by
    picture.save()
    data = {"uuid": str(picture.uuid), "title": picture.title, "size": picture.file_size}
    audit.append("content", "picture.add", by=by, obj=picture, data=data, after=picture.sha256)


@transaction.atomic
def delete_picture(picture: Picture, *, by: User) -> None:
    """Delete a picture that was never published and that no page or revision shows, with its files.

    Raises `Refused`.
    """
    locked = Picture.objects.select_for_update().get(pk=picture.pk)
    _refuse_unless_manages_library(by, locked)
    data = {"picture": locked.pk, "uuid": str(locked.uuid), "title": locked.title}
    if reason := refusal_to_delete(locked):
        raise Refused(reason)
    locked.delete()
    audit.append("content", "picture.delete", by=by, data=data, before=locked.sha256)


def _refuse_unless_manages_library(by: User, picture: Picture) -> None:
    if reason := policy.refusal_to_file(manages_library=manages_library_of(by, picture.division_id)):
        raise Refused(reason)


def refusal_to_delete(picture: Picture) -> str | None:
    """Why a picture may not be deleted, by whomever, or None."""
    was_published = picture.publications.exists()
    return policy.refusal_to_delete(was_published=was_published, is_used=not was_published and is_used(picture))


def is_used(picture: Picture) -> bool:
    """Whether a page or snippet refers to a picture as it is stored, or any of its revisions shows the picture."""
    if ReferenceIndex.get_references_to(picture).exists():
        return True
    return any(_shows(revision, picture.pk) for revision in _revisions_with(picture.pk).iterator())


def _revisions_with(pk: int) -> QuerySet[Revision]:
    """The revisions in whose JSON this number is the value of some key; most of them are about something else."""
    revisions = Revision.objects.annotate(text=Cast("content", TextField())).select_related("content_type")
    return revisions.filter(Q(text__contains=f'": {pk},') | Q(text__contains=f'": {pk}}}'))


def _shows(revision: Revision, pk: int) -> bool:
    model = revision.content_type.model_class()
    return model is not None and issubclass(model, Approvable) and pk in pictures_of_revision(model, revision.content)


def refuse_used(sender: type[Picture], instance: Picture, **kwargs: object) -> None:
    """Before each deletion, also past `delete_picture`: raises `Refused` for a picture that is used."""
    if reason := refusal_to_delete(instance):
        raise Refused(reason)


def delete_file(sender: type[Picture | Rendition], instance: Picture | Rendition, using: str, **kwargs: object) -> None:
    """After the deletion of a picture or rendition: delete its file, once the transaction is committed."""
    transaction.on_commit(partial(instance.file.storage.delete, instance.file.name), using=using)


def connect() -> None:
    """Connect the receivers, ours in the place of Wagtail's, whose task cannot name a storage by its path."""
    pre_delete.connect(refuse_used, sender=Picture, dispatch_uid="pictures.refuse_used")
    for model in (Picture, Rendition):
        post_delete.disconnect(post_delete_file_cleanup, sender=model)
        post_delete.connect(delete_file, sender=model, dispatch_uid=f"pictures.delete_file.{model.__name__}")
