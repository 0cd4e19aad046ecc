"""Wagtail's document views in the admin, with versions instead of replaced files."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import BaseForm
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

from cms.actions import documents
from cms.forms.documents import BatchMixin, DocumentForm, upload_help_text
from cms.models import DocumentVersion, FileText, OfficialDocument, PublicationFile
from cms.permissions.documents import library_policy
from cms.policy.documents import citizen_numbers_in_words
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.visibility import LABEL
from cms.selectors.documents import visibilities
from cms.views.signed_in import SignedInRequest


@dataclass(frozen=True)
class VersionRow:
    """One row of the table of versions on the edit screen; `text`, `problem`, `numbers` come from `describe_text`."""

    version: DocumentVersion
    visibility: str
    text: str
    problem: str
    numbers: str


def version_rows(document: OfficialDocument) -> list[VersionRow]:
    """The table of versions of a document, newest first."""
    known = visibilities(document)
    versions = document.versions.select_related("document", "file__text", "uploaded_by").order_by("-number")
    return [
        VersionRow(version, LABEL[known[version.number]], *describe_text(getattr(version.file, "text", None)))
        for version in versions
    ]


def describe_text(text: FileText | None) -> tuple[str, str, str]:
    """The state of text extraction, its error, and the citizen ID numbers found; the last two empty where none."""
    if text is None:
        return str(FileText.State.WAITING.label), "", ""
    return text.get_state_display(), text.error, citizen_numbers_in_words(text.citizen_numbers)


class LibraryView(stock.IndexView):
    """The list of documents, with the name of the newest file and the number of live publications; no bulk actions."""

    def get_base_queryset(self) -> QuerySet[OfficialDocument]:
        """Wagtail's queryset with `newest_name` and `usage_count` annotated."""
        newest = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-number")
        documents = super().get_base_queryset().annotate(newest_name=Subquery(newest.values("name")[:1]))
        return documents.annotate(usage_count=_live_carriers())

    def decorate_paginated_queryset(self, object_list: Iterable[OfficialDocument]) -> Iterable[OfficialDocument]:
        """Skip Wagtail's count of usages, whose reference index has versions, not documents; see `usage_count`."""
        return object_list

    @property
    def columns(self) -> list[Column]:
        """Wagtail's columns without the checkboxes of bulk actions, and with our count of usages."""
        others = (stock.BulkActionsColumn, UsageCountColumn)
        return [*(column for column in super().columns if not isinstance(column, others)), self.usage_column]

    @property
    def usage_column(self) -> Column:
        """The count of live publications; not sortable in search results, which the search backend orders."""
        sort_key = None if self.is_searching else "usage_count"
        return Column("usage", label=_("เผยแพร่อยู่ในเรื่อง"), accessor=_usage, sort_key=sort_key, width="16%")


def _live_carriers() -> Coalesce:
    """A subquery: the number of live publications that have a version of the document attached."""
    live = PublicationFile.objects.filter(version__document=OuterRef("pk"), publication__stage=Stage.LIVE)
    counted = live.order_by().values("version__document").annotate(number=Count("publication", distinct=True))
    return Coalesce(Subquery(counted.values("number")), 0)


def _usage(document: OfficialDocument) -> str:
    return _("%(count)s เรื่อง") % {"count": document.usage_count} if document.usage_count else _("ไม่มี")


class EditView(stock.EditView):
    """The edit screen of a document: the table of its versions, and the upload of a newer one."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return {**super().get_context_data(**kwargs), "versions": version_rows(self.object)}

    def render_to_response(self, context: dict[str, object], **kwargs: object) -> HttpResponse:
        """Skip Wagtail's own method, which advises to delete a document whose file is missing."""
        return super(stock.EditView, self).render_to_response(context, **kwargs)


class AddManyView(stock_multiple.AddView):
    """Upload of several documents: each file is inspected on arrival, and one that fails is not stored."""

    def get_upload_form_class(self) -> type:
        """Our document form, with all errors on the file (see `BatchMixin`)."""
        return type("BatchDocumentForm", (BatchMixin, get_document_form(self.model)), {})

    def save_object(self, form: DocumentForm) -> OfficialDocument:
        """Save by the form, which calls our action; Wagtail's view would also write metadata of the file."""
        return form.save()

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Adds `help_text`: the accepted kinds and size, and a link to the single upload, which takes a reason."""
        one = format_html('<a href="{}">{}</a>', reverse("wagtaildocs:add"), _("เพิ่มทีละไฟล์พร้อมเหตุผล"))
        help_text = format_html("{}<br>{} {}", upload_help_text(), _("ไฟล์ที่ระบบเตือนแต่จำเป็นต้องใช้ ให้"), one)
        return {**super().get_context_data(**kwargs), "help_text": help_text}


# What the mixin is mixed into: Wagtail's delete views, which have no types.
MixedInto: Any = object


class ShowsRefusal(MixedInto):
    """Mixin of Wagtail's delete views: a refusal of our action is shown on the same page."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Delete, or show the refusal on the same page."""
        try:
            return super().form_valid(form)
        except Refused as refused:
            messages.error(self.request, str(refused))
            return self.render_to_response(self.get_context_data())


class DeleteView(ShowsRefusal, stock.DeleteView):
    """Deletes a document that was never attached to anything, by our action, which deletes its versions too."""

    usage_url_name = None
    page_title = gettext_lazy("ลบเอกสาร")

    @property
    def confirmation_message(self) -> str:
        """In our words: Wagtail's do not say that an attached document cannot be deleted."""
        return _("ลบเอกสารนี้หรือไม่ ลบได้เฉพาะเอกสารที่ไม่เคยแนบกับเรื่องใด")

    def delete_action(self) -> None:
        """Raises Refused where a record ever had the document attached (`form_valid` shows the reason)."""
        documents.discard(self.object, by=self.request.user)


def delete_of_many(request: SignedInRequest, doc_id: int) -> HttpResponse:
    """Delete a document that was just uploaded with others; JSON as of Wagtail's view, 403 without the permission."""
    document = get_object_or_404(OfficialDocument, pk=doc_id)
    if request.method != "POST" or not library_policy.user_has_permission_for_instance(
        request.user, "delete", document
    ):
        return JsonResponse({"success": False}, status=403)
    documents.discard(document, by=request.user)
    return JsonResponse({"success": True, "doc_id": doc_id})
