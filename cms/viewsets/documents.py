"""The chooser of document versions: what a record attaches is one fixed version."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.documents.forms import get_document_form

from cms.editor.widgets import Chooser
from cms.forms.documents import VersionFilterForm
from cms.models import DocumentVersion, OfficialDocument
from cms.models.documents import VersionQuerySet
from cms.permissions.documents import attachable_versions, library_policy, manages_library_of
from cms.permissions.grants import grants_of
from cms.policy.roles import MANAGES_LIBRARY
from cms.views.library import describe_text

# What a mixin is mixed into: Wagtail's views, whose types nobody knows.
MixedInto: Any = object


class OwnVersions(MixedInto):
    """Mixed into every view of the chooser: only versions of the divisions whose library the person keeps."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not (request.user.is_superuser or grants_of(request.user).roles & MANAGES_LIBRARY):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def versions(self) -> VersionQuerySet:
        """The newest of each document; with what a row of the list says, and without a query for each."""
        own = attachable_versions(self.request.user).newest()
        return own.select_related("document__division", "file__text")

    def get_object_list(self) -> QuerySet[DocumentVersion]:
        return self.versions()

    def get_object(self, pk: Any) -> DocumentVersion:
        return self.versions().get(pk=pk)

    def get_objects(self, pks: Any) -> QuerySet[DocumentVersion]:
        return self.versions().filter(pk__in=pks)


class UploadMixin(MixedInto):
    """The tab for a new document; what comes of it is its first version."""

    request: HttpRequest

    def get_creation_form_class(self) -> Any:
        return get_document_form(OfficialDocument)

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_creation_form_kwargs()
        return {**kwargs, "user": self.request.user, "prefix": "document-version-upload"}

    def save_form(self, form: Any) -> DocumentVersion | None:
        document: OfficialDocument = form.save()
        return document.newest


def _text(version: DocumentVersion) -> str:
    state, _problem, numbers = describe_text(getattr(version.file, "text", None))
    return f"{state} · {numbers}" if numbers else state


class ListMixin(OwnVersions, UploadMixin):
    """Newest uploads first."""

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


class ChosenView(OwnVersions, chooser.ChosenView):
    pass


class ChosenMultipleView(OwnVersions, chooser.ChosenMultipleView):
    pass


class CreateView(OwnVersions, UploadMixin, chooser.CreateView):
    pass


class VersionChooserViewSet(ChooserViewSet):
    """Becomes the widget of every foreign key to a version."""

    model = DocumentVersion
    base_widget_class = Chooser
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
    """Leads from a version to the page of its document."""

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_edit_url(self, instance: DocumentVersion) -> str | None:
        # The chooser of a form asks for nobody: whoever sees the form may follow its link, and be refused there.
        if self.user is not None and not manages_library_of(self.user, instance.document.division_id):
            return None
        return reverse("wagtaildocs:edit", args=[instance.document_id])


register_admin_url_finder(DocumentVersion, VersionURLFinder)
