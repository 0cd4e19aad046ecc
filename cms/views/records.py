"""Read-only views of records for those who read the drafts of all divisions: list, history, versions, comparison."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import Panel
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.models import RevisionsCompareView
from wagtail.admin.views.generic.preview import PreviewRevision
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.views.reports import ReportView
from wagtail.query import PageQuerySet

from cms.pages import RecordPage
from cms.permissions.grants import reads_every_draft
from cms.permissions.pages import may_read
from cms.permissions.querysets import pages_read_by
from cms.views.state_column import StateColumn


def readable_record(request: HttpRequest, pk: int | str) -> RecordPage:
    """A record as its concrete page; PermissionDenied for a user who may not read its division's drafts."""
    page = get_object_or_404(RecordPage, pk=pk).specific
    if not may_read(request.user, page):
        raise PermissionDenied
    return page


class RecordFilterSet(WagtailFilterSet):
    class Meta:
        model = RecordPage
        fields = ["division", "fiscal_year", "live"]


class RecordsView(ReportView):
    """All records with division and status, newest change first; the title links to the history. Not exported."""

    page_title = _("เรื่องทุกกอง")
    header_icon = "list-ul"
    model = RecordPage
    filterset_class = RecordFilterSet
    index_url_name = "cms_records"
    index_results_url_name = "cms_records_results"
    default_ordering = "-latest_revision_created_at"
    paginate_by = 50
    list_export: list[str] = []
    columns = [
        TitleColumn(
            "draft_title",
            label=_("ชื่อเรื่อง"),
            get_url=lambda page: reverse("cms_record_history", args=[page.pk]),
            sort_key="draft_title",
        ),
        Column("kind", label=_("ประเภท"), accessor="page_type_display_name"),
        Column("division", label=_("กอง/สำนัก"), sort_key="division__name"),
        Column("fiscal_year", label=_("ปีงบประมาณ"), sort_key="fiscal_year"),
        StateColumn(),
        DateColumn("latest_revision_created_at", label=_("แก้ไขล่าสุด"), sort_key="latest_revision_created_at"),
    ]

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Raises PermissionDenied for a user who does not read the drafts of all divisions."""
        if not reads_every_draft(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> PageQuerySet:
        """The records that the user may read, filtered and sorted by Wagtail."""
        touched = RecordPage.objects.exclude(latest_revision=None)  # no months to come, which nobody has drafted
        pages = touched.prefetch_related("division").specific(defer=True)
        self.queryset = pages_read_by(self.request.user, pages)
        return super().get_queryset()


class HistoryView(PageHistoryView):
    """Wagtail's history of a record with links to view and compare versions, without edit, revert and unschedule."""

    history_url_name = "cms_record_history"
    history_results_url_name = "cms_record_history_results"
    edit_url_name = None
    revisions_view_url_name = "cms_record_version"
    revisions_compare_url_name = "cms_record_compare"
    revisions_revert_url_name = None
    revisions_unschedule_url_name = None
    any_permission_required = None
    header_buttons: list[object] = []

    def get_object(self) -> RecordPage:
        return readable_record(self.request, self.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        return _breadcrumbs(self.object)


class CompareView(RevisionsCompareView):
    """Wagtail's comparison of two versions, without the links to edit."""

    history_url_name = "cms_record_history"
    edit_url_name = None
    header_icon = "doc-empty-inverse"

    def get_object(self, queryset: PageQuerySet | None = None) -> RecordPage:
        return readable_record(self.request, self.pk)

    def get_edit_handler(self) -> Panel:
        """That of the concrete page class, as for the editor."""
        return self.object.get_edit_handler()

    def get_page_subtitle(self) -> str:
        return str(self.object.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        return _breadcrumbs(self.object)


class VersionView(PreviewRevision):
    """Wagtail's preview of one version, as the public would see it."""

    model = RecordPage

    def setup(self, request: HttpRequest, page_id: int, revision_id: int, *args: object, **kwargs: object) -> None:
        """Takes the URL argument `page_id` (the permission check looks for it), which Wagtail calls `pk`."""
        super().setup(request, page_id, revision_id, *args, **kwargs)

    def get_object(self) -> RecordPage:
        return readable_record(self.request, self.pk)


def _breadcrumbs(page: RecordPage) -> list[dict[str, object]]:
    return [
        {"url": reverse("cms_records"), "label": _("เรื่องทุกกอง")},
        {"url": "", "label": _("ประวัติ"), "sublabel": page.get_admin_display_title()},
    ]


# Registered by `cms.wagtail_hooks.scope`.
admin_urls = [
    path("records/", RecordsView.as_view(), name="cms_records"),
    path("records/results/", RecordsView.as_view(results_only=True), name="cms_records_results"),
    path("records/<int:page_id>/history/", HistoryView.as_view(), name="cms_record_history"),
    path(
        "records/<int:page_id>/history/results/",
        HistoryView.as_view(results_only=True),
        name="cms_record_history_results",
    ),
    path("records/<int:page_id>/versions/<int:revision_id>/", VersionView.as_view(), name="cms_record_version"),
    re_path(
        r"^records/(?P<pk>\d+)/compare/(?P<revision_id_a>live|earliest|\d+)/(?P<revision_id_b>live|latest|\d+)/$",
        CompareView.as_view(),
        name="cms_record_compare",
    ),
]
