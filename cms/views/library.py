"""The library of documents in the admin: Wagtail's views, with versions instead of replaced files."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, UsageCountColumn
from wagtail.documents.forms import get_document_form
from wagtail.documents.views import documents as stock
from wagtail.documents.views import multiple as stock_multiple
from wagtail.images.forms import get_image_form
from wagtail.images.views import multiple as stock_pictures

from cms.actions import documents
from cms.forms.documents import BatchMixin, what_is_taken
from cms.models import DocumentVersion, FileText, OfficialDocument, PublicationFile
from cms.permissions.documents import library_policy
from cms.policy.documents import LABEL, citizen_numbers_in_words
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.selectors.documents import visibilities
from cms.views.signed_in import SignedInRequest


@dataclass(frozen=True)
class VersionRow:
    """A version as the officer sees it."""

    version: DocumentVersion
    visibility: str
    text: str
    problem: str
    numbers: str


def version_rows(document: OfficialDocument) -> list[VersionRow]:
    """All versions of a document, the newest first: are they public, was their text read, what was found in it."""
    known = visibilities(document)
    versions = document.versions.select_related("document", "file__text", "uploaded_by").order_by("-number")
    return [
        VersionRow(version, LABEL[known[version.number]], *describe_text(getattr(version.file, "text", None)))
        for version in versions
    ]


def describe_text(text: FileText | None) -> tuple[str, str, str]:
    """State of the reading, why there is no text or not all of it, and the citizen numbers found."""
    if text is None:
        return str(FileText.State.WAITING.label), "", ""
    return text.get_state_display(), text.error, citizen_numbers_in_words(text.citizen_numbers)


class LibraryView(stock.IndexView):
    """The list names each document's newest file and counts where it is public; nothing is done to many at once."""

    def get_base_queryset(self) -> QuerySet[OfficialDocument]:
        newest = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-number")
        documents = super().get_base_queryset().annotate(newest_name=Subquery(newest.values("name")[:1]))
        return documents.annotate(usage_count=_live_carriers())

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Counted above: Wagtail's index of references names versions, never their document."""
        return object_list

    @property
    def columns(self) -> list[Any]:
        others = (stock.BulkActionsColumn, UsageCountColumn)
        return [*(column for column in super().columns if not isinstance(column, others)), self.usage_column]

    @property
    def usage_column(self) -> Column:
        sort_key = None if self.is_searching else "usage_count"
        return Column("usage", label=_("เผยแพร่อยู่ในเรื่อง"), accessor=_usage, sort_key=sort_key, width="16%")


def _live_carriers() -> Coalesce:
    """How many live publications carry a version of a document."""
    live = PublicationFile.objects.filter(version__document=OuterRef("pk"), publication__stage=Stage.LIVE)
    counted = live.order_by().values("version__document").annotate(number=Count("publication", distinct=True))
    return Coalesce(Subquery(counted.values("number")), 0)


def _usage(document: Any) -> str:
    return _("%(count)s เรื่อง") % {"count": document.usage_count} if document.usage_count else _("ไม่มี")


class EditView(stock.EditView):
    """Shows the versions, takes a newer one, and says what was found in the texts."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "versions": version_rows(self.object)}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Past the stock message that advises to delete a document whose file is not found."""
        return super(stock.EditView, self).render_to_response(context, **kwargs)


class AddManyView(stock_multiple.AddView):
    """Each file is inspected when it arrives; nothing unexamined is put aside."""

    def get_upload_form_class(self) -> Any:
        return type("BatchDocumentForm", (BatchMixin, get_document_form(self.model)), {})

    def save_object(self, form: Any) -> OfficialDocument:
        return form.save()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = format_html('<a href="{}">{}</a>', reverse("wagtaildocs:add"), _("เพิ่มทีละไฟล์พร้อมเหตุผล"))
        help_text = format_html("{}<br>{} {}", what_is_taken(), _("ไฟล์ที่ระบบเตือนแต่จำเป็นต้องใช้ ให้"), one)
        return {**super().get_context_data(**kwargs), "help_text": help_text}


class AddManyPicturesView(stock_pictures.AddView):
    """The same for pictures: what Wagtail puts aside would lie in the public folder, camera's notes and all."""

    def get_upload_form_class(self) -> Any:
        return type("BatchPictureForm", (BatchMixin, get_image_form(self.model)), {})


class DeleteView(stock.DeleteView):
    """Only what no record ever carried is deleted; by our action, which knows its versions."""

    usage_url_name = None
    page_title = gettext_lazy("ลบเอกสาร")

    @property
    def confirmation_message(self) -> str:
        return _("ลบเอกสารนี้หรือไม่ ลบได้เฉพาะเอกสารที่ไม่เคยแนบกับเรื่องใด")

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except Refused as refused:
            messages.error(self.request, str(refused))
            return self.render_to_response(self.get_context_data())

    def delete_action(self) -> None:
        documents.discard(self.object, by=self.request.user)


def delete_of_many(request: SignedInRequest, doc_id: int) -> HttpResponse:
    """The button beside a file that was just uploaded."""
    document = get_object_or_404(OfficialDocument, pk=doc_id)
    if request.method != "POST" or not library_policy.user_has_permission_for_instance(
        request.user, "delete", document
    ):
        return JsonResponse({"success": False}, status=403)
    documents.discard(document, by=request.user)
    return JsonResponse({"success": True, "doc_id": doc_id})
