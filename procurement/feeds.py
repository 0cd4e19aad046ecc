"""The Atom feed of the notices."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from cms.selectors.site import authority_of, site_context
from procurement.policy.codes import NOTICE_KINDS, NoticeKind
from procurement.selectors.notices import newest_notices

MOST = 50
FIELDS = ("title", "summary", "kind", "url_path", "depth", "first_published_at", "last_published_at")


def _etag(request: HttpRequest) -> str | None:
    """By the head of the audit chain, which changes whenever anything is published or withdrawn."""
    head = site_context(request).audit_head
    return f'W/"{head}-{request.GET.get("kind", "")[:8]}"' if head else None


@require_safe
@condition(etag_func=_etag)
def notices(request: HttpRequest) -> HttpResponse:
    """The 50 newest public notices; `?kind=` of one kind, by its code. Http404 for a kind that is not known."""
    kind = request.GET.get("kind", "")
    if kind and kind not in set(NoticeKind):
        raise Http404
    authority = authority_of(request)
    name = _("ประกาศจัดซื้อจัดจ้าง") if not kind else NOTICE_KINDS[NoticeKind(kind)]
    address = f"{settings.SITE_URL}{reverse('procurement_notices_feed')}" + (f"?kind={kind}" if kind else "")
    feed = Atom1Feed(
        title=f"{name} {authority.short_name if authority else ''}".strip(),
        link=f"{settings.SITE_URL}{reverse('procurement_years')}",
        description="",
        language=settings.LANGUAGE_CODE,
        feed_url=address,
        feed_guid=address,
        author_name=authority.name if authority else "",
    )
    for notice in newest_notices(authority, kind).only(*FIELDS)[:MOST]:
        _add(feed, notice, request)
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    response.headers["Cache-Control"] = "public, no-cache"  # a withdrawal takes effect at once
    return response


def _add(feed: Atom1Feed, notice: Any, request: HttpRequest) -> None:
    address = f"{settings.SITE_URL}{notice.get_url(request)}"
    published: datetime | None = notice.first_published_at
    feed.add_item(
        title=f"{notice.get_kind_display()}: {notice.title}",
        link=address,
        unique_id=address,
        description=notice.summary,
        pubdate=published,
        updateddate=notice.last_published_at or published,
        categories=[str(notice.get_kind_display())],
    )
