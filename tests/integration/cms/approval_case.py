"""A page and a snippet that go through the approval, behind one face: what each test of the approval runs on."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from wagtail.models import Revision, TaskState

from cms.actions import approval
from cms.models import Approvable, DraftContributor, Publication
from cms.workflow.locking import specific
from tests.factories.documents import read_waiting_files
from tests.tampering import overwrite_in_the_database

SNIPPET = "wagtailsnippets_procurement_procurementrecord"


@dataclass
class Case:
    """One approvable object, its officer, and the addresses of the admin at which it is met."""

    obj: Any
    officer: Any
    kind: str

    @property
    def edit_url_name(self) -> str:
        return "wagtailadmin_pages:edit" if self.kind == "page" else f"{SNIPPET}:edit"

    @property
    def edit_url(self) -> str:
        return reverse(self.edit_url_name, args=[self.obj.pk])

    def action_url(self, action: str, task_state: TaskState, obj: Any = None) -> str:
        """The stock address of a workflow action, for this object or (hole F) for another."""
        name = self.edit_url_name.replace(":edit", ":workflow_action")
        return reverse(name, args=[(obj or self.obj).pk, action, task_state.pk])

    def fresh(self) -> Any:
        return specific(type(self.obj)._default_manager.get(pk=self.obj.pk))

    def submit(self) -> TaskState:
        """Submit it, its files read; the task state at which it waits."""
        read_waiting_files()
        approval.submit(self.fresh(), by=self.officer)
        return self.waiting()

    def waiting(self) -> TaskState:
        return self.fresh().current_workflow_task_state

    def change_title(self, title: str, *, by: Any) -> Revision:
        draft = self.fresh().get_latest_revision_as_object()
        draft.title = title
        return draft.save_revision(user=by)

    def change_past_the_guard(self, title: str, *, by: Any, overwrite: Revision | None = None) -> Revision:
        """What a script or an older version could do: a revision saved under the reviewer, past `save_revision`."""
        draft = self.fresh().get_latest_revision_as_object()
        draft.title = title
        # The bound method of the class after Approvable in the order of resolution: Wagtail's own.
        save_revision = super(Approvable, draft).save_revision
        DraftContributor.objects.record_edit(draft, by)
        if overwrite is None:
            return save_revision(user=by)
        overwrite_in_the_database(overwrite, draft.serializable_data())
        return overwrite

    def publication(self) -> Publication | None:
        return Publication.objects.of(self.obj).first()


def decision(task_state: TaskState, action: str = "approve", **extra: Any) -> dict[str, Any]:
    """What the queue's screen posts."""
    return {
        "action": action,
        "revision": task_state.revision_id,
        "digest": task_state.review.digest,
        "comment": "",
        **extra,
    }
