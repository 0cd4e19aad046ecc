"""The base of every snippet that is published only by an approval."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from cms.models.approvable import Approvable
from cms.models.people import Authority, Division


class ApprovedSnippet(
    Approvable, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model
):
    """A record that is no page, as there may be hundreds a month. A type adds its fields and names its address.

    `address_name` is the name of a URL pattern whose view is `cms.views.published_snippet`, `address_fields` the
    fields that are in the address beside the primary key.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+", editable=False)
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", verbose_name=_("กอง/สำนักเจ้าของเรื่อง")
    )

    address_name: ClassVar[str]
    address_fields: ClassVar[tuple[str, ...]] = ()
    not_approved: ClassVar[Mapping[str, str]] = {"authority": "that of the division"}

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        values = {name: getattr(self, name) for name in self.address_fields}
        return reverse(self.address_name, kwargs={**values, "pk": self.pk})

    @property
    def snippet_name(self) -> str:
        """The Thai name of its type."""
        return str(self._meta.verbose_name)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "cms/snippet.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, object]:
        """What would be submitted; read by name, as the reading of contents stands above the models."""
        preview_context = import_string("cms.selectors.public_context.preview_context")
        return {**super().get_preview_context(request, mode_name), **preview_context(self, request)}
