"""The admin of a snippet that only an approval makes public: every view of it knows the officer's division."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, workflow
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import PreviewRevisionView, SnippetViewSet

from cms.models import Division
from cms.models.reach import reach_of
from cms.models.scope import rows_edited_by, rows_read_by
from cms.roles import EDITS_ALL_DRAFTS

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
    PreviewRevisionView,
)


class DraftingPolicy(ModelPermissionPolicy):
    """Who drafts follows from posts alone; publishing, locking and the like belong to nobody."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if user.is_superuser:
            return bool(user.is_active)
        reach = reach_of(user)
        if action == "view" and reach.reads_all():
            return True
        return action in DRAFTS and bool(reach.roles & self.model.drafted_by)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if not self.user_has_permission(user, action):
            return False
        reach = reach_of(user)
        if action == "view" and reach.reads(instance.owning_division_id()):
            return True
        return bool(user.is_superuser or reach.edits(instance.owning_division_id(), self.model.drafted_by))

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[Any]:
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()
        scope = rows_read_by if "view" in actions else rows_edited_by
        return scope(user, self.model._default_manager.all())


class ScopedView:
    """Mixed in before a view about one object: of another division's objects it knows nothing (404)."""

    only_shows = False
    model: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if "pk" in kwargs:
            scope = rows_read_by if self.only_shows else rows_edited_by
            rows = scope(request.user, self.model._default_manager.all())
            get_object_or_404(rows, pk=unquote(str(kwargs["pk"])))
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # the view it is mixed into has one


class DraftForm(WagtailAdminModelForm):
    """Offers the divisions a person drafts for; the authority follows from the division."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "division" in self.fields and self.for_user is not None:
            self._limit_divisions(self.for_user)

    def _limit_divisions(self, user: Any) -> None:
        field = self.fields["division"]
        reach, drafting = reach_of(user), self._meta.model.drafted_by
        field.queryset = Division.objects.filter(is_open=True)
        if not (user.is_superuser or reach.roles & EDITS_ALL_DRAFTS & drafting):
            own = {division for role, division in reach.posts if role in drafting}
            field.queryset = field.queryset.filter(pk__in=own)
        if self.instance.division_id is None and len(only := field.queryset[:2]) == 1:
            self.initial["division"] = only[0].pk

    def _post_clean(self) -> None:
        """Set before the model's own checks, which look at the authority."""
        if division := self.cleaned_data.get("division"):
            self.instance.authority_id = division.authority_id
        super()._post_clean()


class ScopedChooserViewSet(SnippetChooserViewSet):
    """Chooses among what the person reads."""

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        return super().construct_view(type(view_class.__name__, (ScopedChoice, view_class), {}), **kwargs)


class ScopedChoice:
    """Mixed into the views of a chooser."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not DraftingPolicy(self.model_class).user_has_permission(request.user, "view"):  # type: ignore[attr-defined]  # the view it is mixed into
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # as above

    def _readable(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model_class._default_manager.all()  # type: ignore[attr-defined]  # as above
        return rows_read_by(self.request.user, rows)  # type: ignore[attr-defined]  # as above

    def get_object_list(self) -> QuerySet[Any]:
        return self._readable()

    def get_object(self, pk: Any) -> Any:
        return self._readable().get(pk=pk)

    def get_objects(self, pks: Any) -> QuerySet[Any]:
        return self._readable().filter(pk__in=pks)


class ApprovableSnippetViewSet(SnippetViewSet):
    """Base of the admin of every approvable snippet. `form_panels` are what an officer fills in."""

    form_panels: list[Any] = []
    chooser_viewset_class = ScopedChooserViewSet
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
