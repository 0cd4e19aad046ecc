"""The index of the public search: one row for every public page, snippet and document version."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Count, Q, Value, When
from django.db.models.functions import StrIndex
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.models import Authority, Division, DocumentVersion
from cms.records.document import kind_name as name_of_type
from search.policy.question import Question

ATTACHMENT = "attachment"
# Between title and body in `SearchEntry.key`; `search_key` removes line breaks from both.
KEY_SEPARATOR = "\n"


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def matching(self, terms: Iterable[str]) -> "SearchEntryQuerySet":
        """Entries in which every term occurs, also inside longer words: Thai has no spaces between words."""
        return self.filter(*(Q(key__contains=term) for term in terms))

    def narrowed(self, question: Question, *, ignoring: str = "") -> "SearchEntryQuerySet":
        """Entries that match the question's filters; `ignoring` names one filter that is not applied."""
        wanted = {"year": question.year, "kind": question.kind, "division": question.division}
        columns = {"year": "fiscal_year", "kind": "kind", "division": "division"}
        return self.filter(**{columns[name]: value for name, value in wanted.items() if value and name != ignoring})

    def best_first(self, terms: Sequence[str]) -> "SearchEntryQuerySet":
        """Entries with all terms in their title first, then the newest."""
        places = {f"place{number}": StrIndex("key", Value(term)) for number, term in enumerate(terms)}
        in_title = Q(**{f"{name}__lt": StrIndex("key", Value(KEY_SEPARATOR)) for name in places})
        ranked = self.alias(**places).alias(rank=Case(When(in_title, then=0), default=1))
        return ranked.order_by("rank", "-published_at", "-pk")

    def counted(self, column: str) -> list[tuple[Any, int]]:
        """The values of a column in descending order, each with its number of entries."""
        rows = self.exclude(**{f"{column}__isnull": True}).order_by(f"-{column}").values_list(column)
        return list(rows.annotate(count=Count("pk")))

    def carriers_of(self, attachments: Sequence["SearchEntry"]) -> dict[tuple[int, str], "SearchEntry"]:
        """The entries of the records that some attachment entries belong to, by content type and object id."""
        if not attachments:
            return {}
        wanted = Q(content_type__in={entry.content_type_id for entry in attachments})
        wanted &= Q(object_id__in={entry.object_id for entry in attachments})
        rows = self.filter(wanted, version__isnull=True).defer("body", "key")
        return {(entry.content_type_id, entry.object_id): entry for entry in rows}


def kind_name(kind: str) -> str:
    """The Thai name of a kind, which is stored as the label of a model (`app.Model`) or `attachment`."""
    if kind == ATTACHMENT:
        return _now("เอกสารแนบ")
    return name_of_type(kind)


class SearchEntry(models.Model):
    """A search document: a page, snippet or document version that is public now."""

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

    objects = SearchEntryQuerySet.as_manager()

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
