"""Notices from a feed of e-GP in the admin: a file, what it would bring in, drafts, and taking them back."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from cms.policy.refusal import Refused
from cms.views.signed_in import SignedInRequest
from cms.views.type_places import required_authority
from procurement.actions.notice_import import bring_notices_in, take_batch_back
from procurement.forms.notice_feed import NoticeFeedForm
from procurement.importing.notice_feed import FoundNotice, dry_run
from procurement.policy.egp_feed import FeedNotice
from procurement.views.summaries import require_writer

SALT, KEPT_FOR = "procurement.notices", 24 * 60 * 60
MOST_SHOWN = 200
EXPIRED = _("ข้อมูลที่ตรวจไว้หมดอายุหรือไม่ครบ เลือกไฟล์เพื่อตรวจอีกครั้ง")


@require_http_methods(["GET", "HEAD", "POST"])
def notice_feed(request: SignedInRequest) -> HttpResponse:
    """Choose a file; by POST see what it would bring in; by another POST make the drafts."""
    require_writer(request)
    if request.method == "POST" and "notices" in request.POST:
        return _confirmed(request)
    form = NoticeFeedForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"page_title": _("นำเข้าประกาศจาก e-GP"), "form": form}
    if request.method == "POST" and form.is_valid():
        items, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
        found = dry_run(required_authority(request), items, otherwise=kind, today=timezone.localdate())
        context |= _shown(found) | {"kept": _kept(found, by=request.user.pk)}
    return render(request, "procurement/admin/notice_feed.html", context)


@require_POST
def take_back(request: SignedInRequest, batch: UUID) -> HttpResponse:
    """Delete the drafts of a file that nobody touched since."""
    require_writer(request)
    deleted, kept = take_batch_back(required_authority(request), batch, by=request.user)
    words = {"deleted": deleted, "kept": kept}
    messages.success(request, _("ลบร่างที่นำเข้าแล้ว %(deleted)s เรื่อง คงไว้ %(kept)s เรื่องที่แก้ไข ส่ง หรือเผยแพร่แล้ว") % words)
    return redirect("procurement_notice_feed")


def _confirmed(request: SignedInRequest) -> HttpResponse:
    """Make the drafts of what was shown. Raises `Refused` where it is not what this person was shown."""
    try:
        asked = signing.loads(request.POST["notices"], salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature as error:
        raise Refused(EXPIRED) from error
    if asked["by"] != request.user.pk:
        raise Refused(EXPIRED)
    authority = required_authority(request)
    notices = [_notice(told) for told in asked["notices"]]
    batch = bring_notices_in(authority, notices, by=request.user)
    context = {
        "page_title": _("นำเข้าประกาศจาก e-GP"),
        "form": NoticeFeedForm(),
        "made": len(notices),
        "undo": reverse("procurement_notices_take_back", args=[batch]),
    }
    return render(request, "procurement/admin/notice_feed.html", context)


def _kept(found: list[FoundNotice], *, by: int) -> str:
    """The new notices, signed, until they are confirmed; "" where there are none or too many for one request."""
    new = [asdict(each.notice) for each in found if each.is_new]
    told = [{**each, "announced": each["announced"] and each["announced"].isoformat()} for each in new]
    kept = signing.dumps({"by": by, "notices": told}, salt=SALT, compress=True) if told else ""
    return kept if len(kept) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE * 0.9 else ""


def _notice(told: dict[str, str]) -> FeedNotice:
    day = told["announced"]
    return FeedNotice(
        told["title"], told["kind"], told["egp_number"], date.fromisoformat(day) if day else None, told["link"]
    )


def _shown(found: list[FoundNotice]) -> dict[str, object]:
    return {
        "found": found[:MOST_SHOWN],
        "more": max(0, len(found) - MOST_SHOWN),
        "new": sum(each.is_new for each in found),
        "known": sum(each.is_known for each in found),
        "wrong": sum(bool(each.problem) and not each.is_known for each in found),
    }


# Registered by `procurement.wagtail_hooks`.
admin_urls = [
    path("procurement/notices/import/", notice_feed, name="procurement_notice_feed"),
    path("procurement/notices/import/<uuid:batch>/take-back/", take_back, name="procurement_notices_take_back"),
]
