"""The admin of a snippet that only an approval makes public: every view of it knows the officer's division."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, workflow
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.snippets.views import snippets
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.permissions.drafting import divisions_to_draft_for, may_draft
from cms.permissions.grants import grants_of
from cms.permissions.querysets import rows_edited_by, rows_read_by
from cms.policy.refusal import Refused

DRAFTS = frozenset({"add", "change", "delete", "view"})
# Views that only show; every other one needs a post that drafts in the division.
SHOWS = (
    generic.InspectView,
    generic.RevisionsCompareView,
    generic.UsageView,
    history.HistoryView,
    history.WorkflowHistoryView,
    history.WorkflowHistoryDetailView,
    workflow.BaseWorkflowFormView,
    workflow.PreviewRevisionForTask,
    snippets.PreviewRevisionView,
)


class DraftingPolicy(ModelPermissionPolicy):
    """Who drafts follows from posts alone; publishing, locking and the like belong to nobody."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if user.is_superuser:
            return bool(user.is_active)
        grants = grants_of(user)
        if action == "view" and grants.reads_all():
            return True
        return action in DRAFTS and bool(grants.roles & self.model.drafted_by)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if not self.user_has_permission(user, action):
            return False
        grants = grants_of(user)
        if action == "view" and grants.reads(instance.owning_division_id()):
            return True
        return may_draft(user, self.model.drafted_by, instance.owning_division_id())

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[Any]:
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()
        scope = rows_read_by if "view" in actions else rows_edited_by
        return scope(user, self.model._default_manager.all())


# What a mixin is mixed into: Wagtail's views, whose types nobody knows.
MixedInto: Any = object


class ScopedView(MixedInto):
    """Mixed in before a view about one object: of another division's objects it knows nothing (404)."""

    only_shows = False
    model: Any
    request: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if "export" in request.GET:
            raise Http404  # Wagtail would hand out a sheet even where no column is named
        if "pk" in kwargs:
            rows = self.model._default_manager.all()
            mine = _is_among(rows_edited_by(request.user, rows), kwargs["pk"])
            if not (mine or (self.only_shows and _is_among(rows_read_by(request.user, rows), kwargs["pk"]))):
                raise Http404
            if not mine:
                self._offer_nothing()
        super().setup(request, *args, **kwargs)

    def _offer_nothing(self) -> None:
        """Who only reads is offered no way to change."""
        self.edit_url_name = None
        self.revisions_revert_url_name = None
        self.header_buttons: list[Any] = []

    def user_has_permission(self, permission: str) -> bool:
        """Wagtail asks who may change for views that only show."""
        asked = "view" if self.only_shows and permission in DRAFTS else permission
        return DraftingPolicy(self.model).user_has_permission(self.request.user, asked)

    def user_has_any_permission(self, permissions: Iterable[str]) -> bool:
        return any(self.user_has_permission(permission) for permission in permissions)


def _is_among(rows: QuerySet[Any], pk: Any) -> bool:
    """Whether the object of an address is one of these; what is no number is none."""
    text = unquote(str(pk))
    return text.isdecimal() and rows.filter(pk=text).exists()


class DeleteView(snippets.DeleteView):
    """A draft that waits is taken back before it is deleted."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.object.workflow_in_progress:
            raise Refused("เรื่องนี้รอพิจารณาอยู่ เรียกคืนก่อนจึงจะลบได้")
        return super().dispatch(request, *args, **kwargs)


class DraftForm(WagtailAdminModelForm):
    """Offers the divisions a person drafts for; the authority follows from the division."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "division" in self.fields and self.for_user is not None:
            self._limit_divisions(self.for_user)

    def _limit_divisions(self, user: Any) -> None:
        field = self.fields["division"]
        field.queryset = divisions_to_draft_for(user, self._meta.model.drafted_by)
        if self.instance.division_id is None and len(only := field.queryset[:2]) == 1:
            self.initial["division"] = only[0].pk

    def _post_clean(self) -> None:
        """Set before the model's own checks, which look at the authority."""
        if division := self.cleaned_data.get("division"):
            self.instance.authority_id = division.authority_id
        super()._post_clean()


def nothing_here(request: HttpRequest) -> HttpResponse:
    raise Http404


class ScopedChooserViewSet(SnippetChooserViewSet):
    """Chooses among what the person reads, and makes nothing new."""

    @property
    def create_view(self) -> Any:
        return nothing_here

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        return super().construct_view(type(view_class.__name__, (ScopedChoice, view_class), {}), **kwargs)


class ScopedChoice(MixedInto):
    """Mixed into the views of a chooser."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not DraftingPolicy(self.model_class).user_has_permission(request.user, "view"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _readable(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model_class._default_manager.all()
        return rows_read_by(self.request.user, rows)

    def get_object_list(self) -> QuerySet[Any]:
        return self._readable()

    def get_object(self, pk: Any) -> Any:
        return self._readable().get(pk=pk if str(pk).isdecimal() else None)

    def get_objects(self, pks: Any) -> QuerySet[Any]:
        return self._readable().filter(pk__in=[pk for pk in pks if str(pk).isdecimal()])


class ApprovableSnippetViewSet(SnippetViewSet):
    """Base of the admin of every approvable snippet. `form_panels` are what an officer fills in."""

    form_panels: list[Any] = []
    chooser_viewset_class = ScopedChooserViewSet
    delete_view_class = DeleteView
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_admin_menu = True
    list_export: list[str] = []

    @property
    def permission_policy(self) -> DraftingPolicy:
        return DraftingPolicy(self.model)

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        """Every view, those of later releases too, goes through the scope."""
        scoped = type(view_class.__name__, (ScopedView, view_class), {"only_shows": issubclass(view_class, SHOWS)})
        return super().construct_view(scoped, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = self.model._default_manager.select_related("division", "latest_revision")
        return rows_read_by(request.user, rows)

    def get_edit_handler(self) -> Any:
        return ObjectList(self.form_panels, base_form_class=DraftForm).bind_to_model(self.model)
