"""The head of the editor: what the draft lacks before it may be submitted, and how its files were read."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.admin.panels import Panel

from cms.models import DocumentVersion, FileText
from cms.models.publication import base_content_type
from cms.records.citizen_numbers import examine
from cms.records.content import canonical_content
from cms.records.missing import missing


class ReadinessPanel(Panel):
    """“พร้อมส่งหรือยัง”, about the draft as it was saved last."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/readiness.html"

        def is_shown(self) -> bool:
            """Neither on the form of a new record, which nobody has saved, nor while the draft waits."""
            return bool(super().is_shown() and self.instance.pk and not self.instance.workflow_in_progress)

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            """What is missing or must not be seen, what only a person can see, how the files were read, the PDF."""
            found = missing(self.instance)
            content_type = ContentType.objects.get_for_model(self.instance, for_concrete_model=False)
            return {
                **super().get_context_data(parent_context),
                "lacking": [each for each in found if not each.only_a_person_knows],
                "questions": [each for each in found if each.only_a_person_knows],
                "files": self.files(),
                "numbers": examine(self.instance, canonical_content(self.instance)).open_numbers,
                "numbers_url": reverse(
                    "cms_citizen_numbers", args=[base_content_type(self.instance).pk, self.instance.pk]
                ),
                "pdf": reverse("cms_draft_pdf", args=[content_type.pk, self.instance.pk]),
            }

        def files(self) -> list[dict[str, Any]]:
            """The attached files, each with the state of its text; one that nobody has read yet waits."""
            versions = [version for version, _title in self.instance.carried_versions()]
            rows = DocumentVersion.objects.filter(pk__in=versions).select_related("file__text")
            texts = ((row.name, getattr(row.file, "text", None)) for row in rows)
            return [
                {"name": name, "state": FileText.State(text.state) if text else FileText.State.WAITING}
                for name, text in texts
            ]
