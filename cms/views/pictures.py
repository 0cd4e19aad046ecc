"""Serving pictures: first whether this reader may see the picture, then one of its sizes, from the private storage."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.images.models import SourceImageIOError

from cms.extraction.kinds import UNKNOWN_MIME, kind_of
from cms.models import Picture, Publication
from cms.permissions.pictures import may_see
from cms.policy import delivery
from cms.policy.pictures import SIZES
from cms.policy.visibility import PUBLIC
from cms.selectors.pictures import visibility
from cms.views.documents import PRIVATE_CACHE, chunks, refused, uniform_404

PUBLIC_CACHE = "public, max-age=300"  # how long a copy may outlive a suspension or a withdrawal


@require_safe
def picture(request: HttpRequest, uuid: UUID, size: str) -> HttpResponseBase:
    """A picture at one of the served sizes; the same rule as for a document, 404 for any other size."""
    found = Picture.objects.filter(uuid=uuid).select_related("collection__division").first()
    if found is None or size not in SIZES:
        return uniform_404(request)
    seen = visibility(found)
    if seen in PUBLIC:
        return stream_rendition(request, found, size, cache=PUBLIC_CACHE)
    if may_see(request.user, found):
        return stream_rendition(request, found, size, cache=PRIVATE_CACHE)
    return refused(request, {seen}, Publication.objects.filter(pictures__picture=found))


def stream_rendition(request: HttpRequest, found: Picture, size: str, *, cache: str) -> HttpResponseBase:
    """Send a picture at a size, which is made where it was never asked for: 200, 304 where the client has it.

    404 where a file is missing. The caller has checked the permission. Always streamed, also from a bucket: the content
    security policy of our pages would refuse a picture to which another host answers.
    """
    etag = f'"{found.sha256[:32]}-{size}"'
    headers = {"ETag": etag, "Cache-Control": cache}
    if (known := request.headers.get("If-None-Match")) and delivery.is_not_modified(known, etag):
        return HttpResponse(status=304, headers=headers)
    try:
        file = found.get_rendition(size).file
        length = file.size
    except (SourceImageIOError, FileNotFoundError):
        return uniform_404(request)
    kind = kind_of(file.name)
    mime = kind.mime if kind else UNKNOWN_MIME
    headers |= {
        "Content-Type": mime,
        "Content-Length": str(length),
        "Content-Disposition": "inline",  # without the name of the upload, which was not approved
        "Content-Security-Policy": delivery.security_policy(mime),
        "X-Content-Type-Options": "nosniff",
    }
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    part = delivery.ByteRange(0, length - 1)
    return StreamingHttpResponse(chunks(file.storage, file.name, part), headers=headers)
