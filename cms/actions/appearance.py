"""The pictures by which an authority is known to the public: its emblem and its place."""

from collections.abc import Mapping
from typing import Literal

from django.core.files.uploadedfile import UploadedFile
from wagtail.models import Collection

from cms.models import Authority, Picture, User

# By field of the authority: an inspected upload, False for the one drawn by us, None for no change.
Uploads = Mapping[str, "UploadedFile[bytes] | Literal[False] | None"]
TITLE: Mapping[str, str] = {"emblem": "ตราของ{name}", "place": "ภาพของ{name}"}


def show_pictures(authority: Authority, uploads: Uploads, *, by: User | None) -> dict[str, str]:
    """Give the authority other pictures; the SHA-256 of each that changed, by field, "" where ours is shown again.

    They belong to no division, so that no record can carry them. One that is replaced stays stored and is seen by
    nobody any more. The caller saves the entry of the audit chain, in the same transaction.
    """
    changed = {field: upload for field, upload in uploads.items() if upload is not None}
    for field, upload in changed.items():
        setattr(authority, field, _stored(authority, field, upload, by=by) if upload else None)
    authority.save(update_fields=list(changed))
    return {field: picture.sha256 if (picture := getattr(authority, field)) else "" for field in changed}


def _stored(authority: Authority, field: str, upload: "UploadedFile[bytes]", *, by: User | None) -> Picture:
    title = TITLE[field].format(name=authority.name)
    picture = Picture(title=title, alt=title, file=upload, uploaded_by_user=by)
    picture.collection = Collection.get_first_root_node()
    picture.read_file()
    picture.save()
    return picture
