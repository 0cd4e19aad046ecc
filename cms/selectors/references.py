"""The records that a content names, as the public may read them now: the measures that an analysis points to."""

from collections.abc import Collection
from dataclasses import dataclass

from wagtail.models import Page

from cms.models import Publication
from cms.models.publication import base_content_type
from cms.policy.canonical import Content, words_of_references
from cms.policy.lifecycle import Stage
from cms.records.document import document_of, model_of


@dataclass(frozen=True)
class RecordLink:
    """A public record: its name, with what stands before its title, and its address."""

    name: str
    address: str


def records_named(record: Page, content: Content, *, without: Collection[str] = ()) -> list[RecordLink]:
    """The public records that a content of a record names, each once, in its order; a query where it names any."""
    named = words_of_references({name: value for name, value in content.items() if name not in without})
    keys = [key for label, _colon, key in (each.partition(":") for each in named) if _is_page(label)]
    if not keys:
        return []
    same = {"content_type": base_content_type(record), "object_id__in": keys, "stage": Stage.LIVE}
    links = {each.object_id: _link(each) for each in Publication.objects.filter(**same)}
    return [links[key] for key in dict.fromkeys(keys) if key in links]


def _is_page(label: str) -> bool:
    model = model_of(label)
    return model is not None and issubclass(model, Page)


def _link(publication: Publication) -> RecordLink:
    number = document_of(publication).number
    return RecordLink(f"{number} {publication.title}".strip(), publication.address)
