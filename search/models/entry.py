"""One row for every public thing that can be found."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.models import Authority, Division, DocumentVersion


class SearchEntry(models.Model):
    """What the public search asks: a page, a snippet or a document version that is public now."""

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.CharField(max_length=255)
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(_("ประเภท"), max_length=100)
    title = models.CharField(_("ชื่อเรื่อง"), max_length=255)
    body = models.TextField(blank=True)
    # Letters folded for comparison (cms.thai.repair.search_key), title before body.
    key = models.TextField(blank=True)
    fiscal_year = models.PositiveSmallIntegerField(null=True, db_index=True)
    division = models.ForeignKey(Division, on_delete=models.CASCADE, null=True, related_name="+")
    published_at = models.DateTimeField(db_index=True)
    address = models.CharField(max_length=255)

    class Meta:
        verbose_name = _("รายการค้นหา")
        verbose_name_plural = _("รายการค้นหา")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], condition=Q(version__isnull=True), name="search_entry_object_once"
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_id", "version"],
                condition=Q(version__isnull=False),
                name="search_entry_version_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title
