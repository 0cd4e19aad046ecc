"""Serving documents: first whether this reader may have the version, then how its bytes are sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.storage import Storage
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from cms.models import DocumentVersion, Publication
from cms.permissions.grants import grants_of
from cms.policy import delivery
from cms.policy import visibility as policy
from cms.policy.lifecycle import GONE, Stage
from cms.policy.visibility import Visibility
from cms.selectors.documents import carriers
from cms.storage.private_files import private_storage

CHUNK = 256 * 1024
LINK_SECONDS = 60  # how long a signed URL of a remote storage is valid
PUBLIC_CACHE = "public, no-cache"  # cached, but revalidated each time: a withdrawal takes effect at once
PRIVATE_CACHE = "private, no-store"


@dataclass(frozen=True)
class DocumentVersions:
    """All versions of a document and their visibility to the public, both by version number."""

    versions: dict[int, DocumentVersion]
    visibilities: dict[int, Visibility]

    @property
    def current(self) -> int | None:
        """The number of the current public version, or None where no version is public."""
        return policy.current_number(self.visibilities)


def versions_of(uuid: UUID) -> DocumentVersions:
    """The versions of a document with their visibility; empty for an unknown `uuid`. Always two queries."""
    rows = DocumentVersion.objects.filter(document__uuid=uuid)
    versions = {version.number: version for version in rows.select_related("file", "document")}
    known = carriers(rows) if versions else {}
    return DocumentVersions(
        versions, {number: policy.visibility(known.get(row.pk, ())) for number, row in versions.items()}
    )


@require_safe
def document(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The permanent URL of a document: its current public version, else for officers of its division the newest."""
    found = versions_of(uuid)
    newest = max(found.versions, default=None)
    number = found.current or newest
    if number is None:
        return uniform_404(request)
    if found.current is None and not may_read_document(request, found.versions[number]):
        return unavailable(request, found, list(found.versions))
    return stream_version(request, found, number)


@require_safe
def version(request: HttpRequest, uuid: UUID, number: int) -> HttpResponseBase:
    """The permanent URL of one version, under the same permission check as its document."""
    found = versions_of(uuid)
    if number not in found.versions:
        return uniform_404(request)
    is_public = found.visibilities[number] in policy.PUBLIC
    if not is_public and not may_read_document(request, found.versions[number]):
        return unavailable(request, found, [number])
    return stream_version(request, found, number)


def may_read_document(request: HttpRequest, row: DocumentVersion) -> bool:
    """Whether the user may read all versions of the document of `row`, drafts included."""
    user = request.user
    return bool(user.is_authenticated and (user.is_superuser or grants_of(user).reads(row.document.division_id)))


def unavailable(request: HttpRequest, found: DocumentVersions, numbers: list[int]) -> HttpResponse:
    """The response for versions that are not public now.

    404 with a sentence for suspended ones, 410 with day and reason for ended ones, else as for an unknown URL.
    """
    visibilities = {found.visibilities[number] for number in numbers}
    versions = [found.versions[number].pk for number in numbers]
    return refused(request, visibilities, Publication.objects.filter(files__version__in=versions))


def refused(request: HttpRequest, visibilities: set[Visibility], carriers: QuerySet[Publication]) -> HttpResponse:
    """The response for a file that is not public now, given the publications that carried it."""
    if Visibility.HIDDEN in visibilities:
        return _render(request, "cms/document_hidden.html", 404)
    if Visibility.GONE not in visibilities:
        return uniform_404(request)
    last = carriers.filter(stage__in=GONE).order_by("-ended_at").select_related("division").first()
    has_expired = last is not None and last.stage == Stage.EXPIRED
    return _render(request, "cms/document_gone.html", 410, publication=last, has_expired=has_expired)


def uniform_404(request: HttpRequest) -> HttpResponse:
    """The same 404, byte for byte, whether such a document exists or not; so it suggests no search from the URL."""
    return _render(request, "404.html", 404, guess="")


def _render(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    response = render(request, template, context, status=status)
    response.headers["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Cookie"])
    return response


def stream_version(request: HttpRequest, found: DocumentVersions, number: int) -> HttpResponseBase:
    """Send a version that the reader may have: 200, 206 for a range, 304 where the client has it, 416.

    The caller has checked the permission.
    """
    row = found.versions[number]
    etag = f'"{row.file.sha256}"'
    headers = _headers(found, number, etag)
    if (known := request.headers.get("If-None-Match")) and delivery.is_not_modified(known, etag):
        return HttpResponse(status=304, headers=headers)
    headers |= {
        "Accept-Ranges": "bytes",
        "Content-Type": row.file.mime,
        "Content-Disposition": delivery.content_disposition(row.name, row.file.mime),
        "Content-Security-Policy": delivery.security_policy(row.file.mime),
        "X-Content-Type-Options": "nosniff",
    }
    try:
        part = delivery.requested_range(
            request.headers.get("Range", ""),
            row.file.size,
            if_range=request.headers.get("If-Range", ""),
            etag=etag,
        )
    except delivery.RangeNotSatisfiable:
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
    request: HttpRequest, row: DocumentVersion, part: delivery.ByteRange | None, headers: dict[str, str]
) -> HttpResponseBase:
    whole = delivery.ByteRange(0, row.file.size - 1)
    status = 206 if part else 200
    if part:
        headers |= {"Content-Range": f"bytes {part.first}-{part.last}/{row.file.size}"}
    headers |= {"Content-Length": str((part or whole).length)}
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    storage = private_storage()
    if getattr(storage, "querystring_auth", False):
        return _redirect_to_bucket(storage, row, headers)
    return StreamingHttpResponse(chunks(storage, row.file.path, part or whole), status=status, headers=headers)


def _redirect_to_bucket(storage: Any, row: DocumentVersion, headers: dict[str, str]) -> HttpResponse:
    """Redirect to a signed URL of the S3 bucket, valid for a minute; the bucket serves the bytes and ranges itself."""
    named = {"ResponseContentDisposition": headers["Content-Disposition"], "ResponseContentType": row.file.mime}
    response = HttpResponseRedirect(storage.url(row.file.path, parameters=named, expire=LINK_SECONDS))
    response.headers["Cache-Control"] = PRIVATE_CACHE  # the signed address is for this reader and this minute
    return response


def chunks(storage: Storage, name: str, part: delivery.ByteRange) -> Iterator[bytes]:
    """The bytes of a part of a stored file, in pieces."""
    with storage.open(name, "rb") as file:
        file.seek(part.first)
        left = part.length
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
