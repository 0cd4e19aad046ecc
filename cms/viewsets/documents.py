"""The chooser of document versions: a record attaches one fixed version, not a document."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.documents.forms import BaseDocumentForm, get_document_form

from cms.editor.widgets import Chooser
from cms.forms.documents import VersionFilterForm
from cms.models import DocumentVersion, FileText, OfficialDocument
from cms.models.documents import VersionQuerySet
from cms.models.people import AnyUser
from cms.permissions.documents import attachable_versions, library_policy, manages_library_of
from cms.permissions.grants import grants_of
from cms.policy.roles import MAY_DRAFT
from cms.records.citizen_numbers import flag_of_file
from cms.views.library import describe_text
from cms.views.signed_in import SignedInRequest

# What a mixin is mixed into: Wagtail's views, which have no types.
MixedInto: Any = object


class OwnVersions(MixedInto):
    """Mixin of every view of the chooser: limits it to the divisions whose library the user manages."""

    request: SignedInRequest

    def dispatch(self, request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Refuse (403) a user who manages no library at all."""
        if not (request.user.is_superuser or grants_of(request.user).roles & MAY_DRAFT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def versions(self) -> VersionQuerySet:
        """The newest version of each document, with the relations that a row of the list shows already loaded."""
        own = attachable_versions(self.request.user).newest()
        return own.select_related("document__division", "file__text")

    def get_object_list(self) -> QuerySet[DocumentVersion]:
        return self.versions()

    def get_object(self, pk: int | str) -> DocumentVersion:
        """Raises DoesNotExist for a version of another division, and for one that is not the newest."""
        return self.versions().get(pk=pk)

    def get_objects(self, pks: Iterable[int | str]) -> QuerySet[DocumentVersion]:
        return self.versions().filter(pk__in=pks)


class UploadMixin(MixedInto):
    """Mixin of the views with the upload tab: it creates a document and chooses the first version of it."""

    request: SignedInRequest

    def get_creation_form_class(self) -> type[BaseDocumentForm]:
        """The form of a document: a version has none of its own."""
        return get_document_form(OfficialDocument)

    def get_creation_form_kwargs(self) -> dict[str, object]:
        kwargs = super().get_creation_form_kwargs()
        return {**kwargs, "user": self.request.user, "prefix": "document-version-upload"}

    def save_form(self, form: BaseDocumentForm) -> DocumentVersion | None:
        """Save the new document and return its version, which the chooser then puts into the field."""
        document: OfficialDocument = form.save()
        return document.newest


def _text(version: DocumentVersion) -> str:
    state, _problem, numbers = describe_text(getattr(version.file, "text", None))
    return f"{state} · {numbers}" if numbers else state


class ListMixin(OwnVersions, UploadMixin):
    """Mixin of the two views that list versions, the latest upload first."""

    filter_form_class = VersionFilterForm
    ordering = ["-uploaded_at", "-pk"]

    @property
    def columns(self) -> list[Column]:
        return [
            self.title_column,
            Column("document", label=_("ชื่อเอกสาร"), accessor="document.title"),
            Column("division", label=_("กอง/สำนัก"), accessor="document.division"),
            Column("text", label=_("ข้อความในไฟล์"), accessor=_text),
            DateColumn("uploaded_at", label=_("อัปโหลดเมื่อ"), width="16%"),
        ]


class ChooseView(ListMixin, chooser.ChooseView):
    pass


class ChooseResultsView(ListMixin, chooser.ChooseResultsView):
    pass


class VersionChooser(Chooser):
    """The widget of an attached version, with a red tag where its file has a citizen number."""

    def get_value_data_from_instance(self, instance: DocumentVersion) -> dict[str, Any]:
        return {**super().get_value_data_from_instance(instance), "flag": _flag(instance)}

    def render_html(self, name: str, value: Any, attrs: Any) -> SafeString:
        """Wagtail's, followed by the tag."""
        chosen = super().render_html(name, value, attrs)
        flag = (value or {}).get("flag", "")
        return format_html('{}<p><strong class="number-flag">{}</strong></p>', chosen, flag) if flag else chosen


def _flag(version: DocumentVersion) -> str:
    return flag_of_file(FileText.objects.filter(file=version.file_id).first())


class ChosenResponse(chooser.ChosenResponseMixin):
    """Mixin of the views that answer with what was chosen: its name says that the file has a citizen number."""

    def get_chosen_response_data(self, item: DocumentVersion) -> dict[str, Any]:
        data = super().get_chosen_response_data(item)
        return {**data, "title": " · ".join(filter(None, [data["title"], _flag(item)]))}


class ChosenView(ChosenResponse, OwnVersions, chooser.ChosenView):
    pass


class ChosenMultipleView(ChosenResponse, OwnVersions, chooser.ChosenMultipleView):
    pass


class CreateView(ChosenResponse, OwnVersions, UploadMixin, chooser.CreateView):
    pass


class VersionChooserViewSet(ChooserViewSet):
    """Chooser of one version; Wagtail makes its widget the form field of every foreign key to a version."""

    model = DocumentVersion
    base_widget_class = VersionChooser
    icon = "doc-full"
    choose_one_text = _("เลือกเอกสาร")
    choose_another_text = _("เลือกเอกสารอื่น")
    edit_item_text = _("ดูฉบับทั้งหมดของเอกสารนี้")
    search_tab_label = _("เอกสารที่มีอยู่")
    creation_tab_label = _("อัปโหลดเอกสารใหม่")
    create_action_label = _("อัปโหลดและแนบ")
    create_action_clicked_label = _("กำลังอัปโหลดและตรวจไฟล์…")
    permission_policy = library_policy
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    create_view_class = CreateView


viewset = VersionChooserViewSet("cms_versions", url_prefix="documents/versions")


class VersionURLFinder:
    """Wagtail's admin URL finder for a version: the edit view of its document."""

    def __init__(self, user: AnyUser | None) -> None:
        self.user = user

    def get_edit_url(self, instance: DocumentVersion) -> str | None:
        """The URL, or None where the user does not manage the library of the document's division."""
        # The chooser in a form passes no user: everybody who sees the form gets the link, and the view checks again.
        if self.user is not None and not manages_library_of(self.user, instance.document.division_id):
            return None
        return reverse("wagtaildocs:edit", args=[instance.document_id])


register_admin_url_finder(DocumentVersion, VersionURLFinder)
