"""The admin of approvable snippets: every view is limited to the divisions that the user drafts for or reads."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.defaultfilters import linebreaksbr
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.views import View
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, workflow
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.snippets.views import snippets
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.editor.answers import AnswersFormField
from cms.editor.approvable_form import ApprovableForm
from cms.editor.comparison import ApprovablePanels
from cms.editor.layout import panels_of
from cms.editor.texts import TextsMixin
from cms.models import Approvable
from cms.models.approved_content import SCHEDULE, approved_fields, child_rows
from cms.models.people import AnyUser
from cms.permissions.drafting import divisions_to_draft_for, may_draft
from cms.permissions.grants import grants_of
from cms.permissions.querysets import rows_edited_by, rows_read_by
from cms.policy.changes import Reading
from cms.policy.draft_warnings import answer_to
from cms.policy.refusal import Refused
from cms.records.content import canonical_content
from cms.records.wording import labels_of, reading
from cms.thai.invisible import is_blank
from cms.views.signed_in import SignedInRequest
from cms.views.state_column import StateColumn

# What the factory functions of views return.
AdminView = Callable[..., HttpResponseBase]

DRAFTING_ACTIONS = frozenset({"add", "change", "delete", "view"})
# Views that change nothing; every other one needs a post that drafts in the division.
READ_ONLY_VIEWS = (
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
    """Wagtail's permission policy, decided by posts instead of groups; no post grants publish, lock or unlock."""

    def user_has_permission(self, user: AnyUser, action: str) -> bool:
        """Whether a post of the user, in any division, allows the action; an active superuser may do everything."""
        if user.is_superuser:
            return user.is_active
        grants = grants_of(user)
        if action == "view" and grants.reads_all():
            return True
        return action in DRAFTING_ACTIONS and bool(grants.roles & self.model.drafted_by)

    def user_has_any_permission(self, user: AnyUser, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: AnyUser, action: str, instance: Approvable) -> bool:
        """Whether a post in the division that owns the object allows the action; its readers may view."""
        if not self.user_has_permission(user, action):
            return False
        grants = grants_of(user)
        if action == "view" and grants.reads(instance.owning_division_id()):
            return True
        return may_draft(user, self.model.drafted_by, instance.owning_division_id())

    def user_has_any_permission_for_instance(self, user: AnyUser, actions: Iterable[str], instance: Approvable) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: AnyUser, actions: Collection[str]) -> QuerySet[Model]:
        """The objects that the user reads where "view" is among the actions, otherwise those that the user edits."""
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()
        scope = rows_read_by if "view" in actions else rows_edited_by
        return scope(user, self.model._default_manager.all())


# What a mixin is mixed into: Wagtail's views, which have no types.
MixedInto: Any = object


class ScopedView(MixedInto):
    """Mixin placed before every view of the viewset: an object of another division does not exist for it (404)."""

    is_read_only = False
    model: type[Approvable]
    request: SignedInRequest

    def setup(self, request: SignedInRequest, *args: object, **kwargs: object) -> None:
        """Raise Http404 for an object that the user may not edit, or in a read-only view may not read either."""
        if "pk" in kwargs:
            rows = self.model._default_manager.all()
            may_edit = _contains(rows_edited_by(request.user, rows), kwargs["pk"])
            if not (may_edit or (self.is_read_only and _contains(rows_read_by(request.user, rows), kwargs["pk"]))):
                raise Http404
            if not may_edit:
                self._remove_edit_links()
        super().setup(request, *args, **kwargs)

    def _remove_edit_links(self) -> None:
        """Show somebody who may only read no link or button that would change the object."""
        self.edit_url_name = None
        self.revisions_revert_url_name = None
        self.header_buttons: list[Button] = []

    def user_has_permission(self, permission: str) -> bool:
        """Asks for "view" in a read-only view, for which Wagtail itself would ask for "change"."""
        asked = "view" if self.is_read_only and permission in DRAFTING_ACTIONS else permission
        return DraftingPolicy(self.model).user_has_permission(self.request.user, asked)

    def user_has_any_permission(self, permissions: Iterable[str]) -> bool:
        return any(self.user_has_permission(permission) for permission in permissions)


def _contains(rows: QuerySet[Model], pk: object) -> bool:
    """Whether a queryset contains the primary key of a URL (quoted); False for anything but digits."""
    text = unquote(str(pk))
    return text.isdecimal() and rows.filter(pk=text).exists()


class DeleteView(snippets.DeleteView):
    """Wagtail's delete view without drafts that are pending review: their requester recalls them first."""

    def dispatch(self, request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Raises Refused where the draft is pending review."""
        if self.object.workflow_in_progress:
            raise Refused("เรื่องนี้รอพิจารณาอยู่ เรียกคืนก่อนจึงจะลบได้")
        return super().dispatch(request, *args, **kwargs)


class InspectView(snippets.InspectView):
    """Wagtail's view of a snippet, with each value in the words of the approver's screen, its rows too."""

    @cached_property
    def words(self) -> Reading:
        """The content of the object in words; what is empty is not in it."""
        return reading(self.model, canonical_content(self.object))

    def get_field_label(self, field_name: str, field: object) -> str:
        return labels_of(self.model)[field_name]

    def get_field_display_value(self, field_name: str, field: object) -> str:
        """The value, of rows each in a paragraph; a dash where there is none."""
        found = self.words.get(field_name) or []
        lines = [linebreaksbr(each.text) for each in (found if isinstance(found, list) else [found])]
        return format_html_join("", "<p>{}</p>", ((line,) for line in lines)) or "–"


class DraftForm(TextsMixin, ApprovableForm):
    """Form of an approvable snippet: offers the divisions a person drafts for; the authority is the division's."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "division" in self.fields and self.for_user is not None:
            self._limit_divisions(self.for_user)
        if "answers" in self.fields:
            warnings = self.instance.draft_warnings() if self.instance.pk else []
            self.fields["answers"] = AnswersFormField(warnings=warnings, label=self.fields["answers"].label)

    def _limit_divisions(self, user: AnyUser) -> None:
        field = self.fields["division"]
        field.queryset = divisions_to_draft_for(user, self._meta.model.drafted_by)
        if self.instance.division_id is None and len(only := field.queryset[:2]) == 1:
            self.initial["division"] = only[0].pk

    def _post_clean(self) -> None:
        """Set the authority before the model validates itself, since its checks read it."""
        if division := self.cleaned_data.get("division"):
            self.instance.authority_id = division.authority_id
        super()._post_clean()

    def save(self, commit: bool = True) -> Approvable:
        """As that of every draft; of the answers those stay that are about what is odd now."""
        draft = super().save(commit=commit)
        if "answers" in self.fields:
            warnings = draft.draft_warnings()
            draft.answers = [answer_to(each) for each in warnings if not is_blank(each.answer)]
            if commit and not draft.live:
                draft.save(update_fields=["answers"])
        return draft


def not_found(request: HttpRequest) -> HttpResponse:
    """A view that always answers 404."""
    raise Http404


class ScopedChooserViewSet(SnippetChooserViewSet):
    """Chooser of the snippets that the user may read; it creates none."""

    @property
    def create_view(self) -> AdminView:
        """A 404: Wagtail registers the URL in any case."""
        return not_found

    def construct_view(self, view_class: type[View], **kwargs: object) -> AdminView:
        """As Wagtail does, with every view of the chooser limited by `ScopedChoice`."""
        return super().construct_view(type(view_class.__name__, (ScopedChoice, view_class), {}), **kwargs)


class ScopedChoice(MixedInto):
    """Mixin of the views of a chooser: limits it to the objects that the user may read."""

    def dispatch(self, request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Refuse (403) a user who may view no object of the model."""
        if not DraftingPolicy(self.model_class).user_has_permission(request.user, "view"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def columns(self) -> list[Column]:
        """Wagtail's, with our word for the state."""
        ours = StateColumn(sort_key=None)
        return [ours if isinstance(column, LiveStatusTagColumn) else column for column in super().columns]

    def _readable(self) -> QuerySet[Model]:
        rows: QuerySet[Model] = self.model_class._default_manager.all()
        return rows_read_by(self.request.user, rows)

    def get_object_list(self) -> QuerySet[Model]:
        return self._readable()

    def get_object(self, pk: int | str) -> Model:
        """Raises DoesNotExist for an object that the user may not read, and for a key that is no number."""
        return self._readable().get(pk=pk if str(pk).isdecimal() else None)

    def get_objects(self, pks: Iterable[int | str]) -> QuerySet[Model]:
        """Those of the keys that the user may read; the others are left out."""
        return self._readable().filter(pk__in=[pk for pk in pks if str(pk).isdecimal()])


class ApprovableSnippetViewSet(SnippetViewSet):
    """Base of the admin of every approvable snippet; its form is laid out from the fields of the model."""

    chooser_viewset_class = ScopedChooserViewSet
    delete_view_class = DeleteView
    inspect_view_class = InspectView
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_admin_menu = True
    list_export: list[str] = []

    @property
    def permission_policy(self) -> DraftingPolicy:
        return DraftingPolicy(self.model)

    def construct_view(self, view_class: type[View], **kwargs: object) -> AdminView:
        """As Wagtail does, with every view limited by `ScopedView`, so that views of later releases are too."""
        attributes = {"is_read_only": issubclass(view_class, READ_ONLY_VIEWS)}
        scoped = type(view_class.__name__, (ScopedView, view_class), attributes)
        return super().construct_view(scoped, **kwargs)

    @property
    def inspect_view_fields(self) -> list[str]:
        """What an approval covers, rows last."""
        names = [name for name in approved_fields(self.model) if name not in SCHEDULE]
        return [*names, *child_rows(self.model)]

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Model]:
        """The rows of the list: what the user may read, with the relations that a row shows."""
        rows = self.model._default_manager.select_related("division", "latest_revision")
        return rows_read_by(request.user, rows)

    def get_edit_handler(self) -> ApprovablePanels:
        return panels_of(self.model, form=DraftForm).bind_to_model(self.model)
