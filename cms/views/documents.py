"""Giving documents out: whether the public may read a version is asked first, then how the bytes are sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.storage import Storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from cms.models import DocumentVersion, Publication
from cms.permissions.grants import grants_of
from cms.policy import delivery
from cms.policy import documents as policy
from cms.policy.documents import Visibility
from cms.policy.lifecycle import GONE, Stage
from cms.selectors.documents import carriers
from cms.storage.private_files import private_storage

CHUNK = 256 * 1024
LINK_SECONDS = 60  # how long an address of a remote storage holds
PUBLIC_CACHE = "public, no-cache"  # kept, but asked about each time: what was withdrawn goes at once
PRIVATE_CACHE = "private, no-store"


@dataclass(frozen=True)
class DocumentVersions:
    """All versions of a document by number, and what each is to the public."""

    versions: dict[int, DocumentVersion]
    visibilities: dict[int, Visibility]

    @property
    def current(self) -> int | None:
        return policy.current_number(self.visibilities)


def versions_of(uuid: UUID) -> DocumentVersions:
    """Two queries, however many versions and publications there are."""
    rows = DocumentVersion.objects.filter(document__uuid=uuid)
    versions = {version.number: version for version in rows.select_related("file", "document")}
    known = carriers(rows) if versions else {}
    return DocumentVersions(
        versions, {number: policy.visibility(known.get(row.pk, ())) for number, row in versions.items()}
    )


@require_safe
def document(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The document's own address: the current public version; where there is none, the newest for its officers."""
    found = versions_of(uuid)
    newest = max(found.versions, default=None)
    number = found.current or newest
    if number is None:
        return not_there(request)
    if found.current is None and not is_read_by(request, found.versions[number]):
        return unavailable(request, found, list(found.versions))
    return stream_version(request, found, number)


@require_safe
def version(request: HttpRequest, uuid: UUID, number: int) -> HttpResponseBase:
    """The fixed address of one version."""
    found = versions_of(uuid)
    if number not in found.versions:
        return not_there(request)
    is_public = found.visibilities[number] in policy.PUBLIC
    if not is_public and not is_read_by(request, found.versions[number]):
        return unavailable(request, found, [number])
    return stream_version(request, found, number)


def is_read_by(request: HttpRequest, row: DocumentVersion) -> bool:
    """Whether somebody who signed in may read every version of this document."""
    user: Any = request.user
    return bool(user.is_authenticated and (user.is_superuser or grants_of(user).reads(row.document.division_id)))


def unavailable(request: HttpRequest, found: DocumentVersions, numbers: list[int]) -> HttpResponse:
    """Suspended, gone with day and reason, or, where it never was public, what is said of any unknown address."""
    visibilities = {found.visibilities[number] for number in numbers}
    if Visibility.HIDDEN in visibilities:
        return _page(request, "cms/document_hidden.html", 404)
    if Visibility.GONE not in visibilities:
        return not_there(request)
    publications = Publication.objects.filter(files__version__in=[found.versions[number].pk for number in numbers])
    last = publications.filter(stage__in=GONE).order_by("-ended_at").select_related("division").first()
    has_expired = last is not None and last.stage == Stage.EXPIRED
    return _page(request, "cms/document_gone.html", 410, publication=last, has_expired=has_expired)


def not_there(request: HttpRequest) -> HttpResponse:
    """The same bytes whether such a document exists or not; hence nothing out of the address."""
    return _page(request, "404.html", 404, guess="")


def _page(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    response = render(request, template, context, status=status)
    response.headers["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Cookie"])
    return response


def stream_version(request: HttpRequest, found: DocumentVersions, number: int) -> HttpResponseBase:
    """The bytes of a version that this reader may have: whole, in part, or “what you have is still good”."""
    row = found.versions[number]
    etag = f'"{row.file.sha256}"'
    headers = _headers(found, number, etag)
    if (known := request.headers.get("If-None-Match")) and delivery.is_still_good(known, etag):
        return HttpResponse(status=304, headers=headers)
    headers |= {
        "Accept-Ranges": "bytes",
        "Content-Type": row.file.mime,
        "Content-Disposition": delivery.disposition(row.name, row.file.mime),
        "Content-Security-Policy": delivery.security_policy(row.file.mime),
        "X-Content-Type-Options": "nosniff",
    }
    try:
        part = delivery.wanted_part(
            request.headers.get("Range", ""),
            row.file.size,
            if_range=request.headers.get("If-Range", ""),
            etag=etag,
        )
    except delivery.NotThere:
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{row.file.size}"})
    return _send(request, row, part, headers)


def _headers(found: DocumentVersions, number: int, etag: str) -> dict[str, str]:
    row = found.versions[number]
    is_public = found.visibilities[number] in policy.PUBLIC
    headers = {
        "ETag": etag,
        "Cache-Control": PUBLIC_CACHE if is_public else PRIVATE_CACHE,
        "Content-Location": row.get_absolute_url(),
        "Vary": "Cookie",
    }
    if is_public and found.current not in (None, number):
        latest = found.versions[found.current].get_absolute_url()
        headers["Link"] = f'<{settings.SITE_URL}{latest}>; rel="latest-version"'
    return headers


def _send(
    request: HttpRequest, row: DocumentVersion, part: delivery.Part | None, headers: dict[str, str]
) -> HttpResponseBase:
    whole = delivery.Part(0, row.file.size - 1)
    status = 206 if part else 200
    if part:
        headers |= {"Content-Range": f"bytes {part.first}-{part.last}/{row.file.size}"}
    headers |= {"Content-Length": str((part or whole).length)}
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    storage = private_storage()
    if getattr(storage, "querystring_auth", False):
        return _elsewhere(storage, row, headers)
    return StreamingHttpResponse(_bytes(storage, row.file.path, part or whole), status=status, headers=headers)


def _elsewhere(storage: Any, row: DocumentVersion, headers: dict[str, str]) -> HttpResponse:
    """A bucket signs an address that holds for a minute and gives the bytes out itself, ranges too."""
    named = {"ResponseContentDisposition": headers["Content-Disposition"], "ResponseContentType": row.file.mime}
    response = HttpResponseRedirect(storage.url(row.file.path, parameters=named, expire=LINK_SECONDS))
    response.headers["Cache-Control"] = PRIVATE_CACHE  # the signed address is for this reader and this minute
    return response


def _bytes(storage: Storage, name: str, part: delivery.Part) -> Iterator[bytes]:
    with storage.open(name, "rb") as file:
        file.seek(part.first)
        left = part.length
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
