"""Cells of a table as a public page shows them where words are not all: links, addresses of mail, pictures."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from django.db import models
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from cms.models import Picture

# Sizes of `cms.policy.pictures.SIZES`: beside some words, and where the picture is what a row is about.
SMALL, LARGE = "max-165x165", "max-800x600"
LINE, WIDTH = 48, 112
ADDRESS_OF_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
Pictures = Mapping[int, Picture]


def shown(field: Any, words: str) -> str:
    """The words of a value, as a link where they are an address; as HTML only there."""
    if isinstance(field, models.URLField) and words.startswith(("https://", "http://")):
        return format_html('<a href="{}" rel="noopener">{}</a>', words, _breakable(_shortened(words)))
    if isinstance(field, models.CharField) and ADDRESS_OF_MAIL.fullmatch(words):
        return format_html('<a href="mailto:{}">{}</a>', words, words)
    return words


def _breakable(words: str) -> SafeString:
    """The words of a link, which a narrow page breaks behind a slash and not within a name."""
    return mark_safe(conditional_escape(words).replace("/", "/<wbr>"))  # noqa: S308 escaped, but for the breaks


def _shortened(address: str) -> str:
    """The words of a link: without what computers need, and not longer than a line."""
    host, _slash, path = unquote(address.partition("://")[2].partition("?")[0]).partition("/")
    return Truncator(f"{host}/{path}".rstrip("/")).chars(LINE)


def is_picture(field: Any) -> bool:
    """Whether a field names a picture."""
    return isinstance(field, models.ForeignKey) and field.related_model is Picture


def known_pictures(values: Iterable[Any]) -> Pictures:
    """The pictures that these canonical values name, by primary key; one query."""
    keys = [value["picture"] for value in values if isinstance(value, Mapping) and "picture" in value]
    return Picture.objects.in_bulk(keys) if keys else {}


def shown_picture(value: Any, known: Pictures, *, is_large: bool, description: str) -> str:
    """A picture as HTML; "" where the value names none that is there."""
    picture = known.get(value["picture"]) if isinstance(value, Mapping) and "picture" in value else None
    if picture is None:
        return ""
    address = reverse("picture", args=[picture.uuid, LARGE if is_large else SMALL])
    if is_large:
        return format_html('<img src="{}" alt="{}" loading="lazy">', address, description)
    return format_html('<img src="{}" alt="{}" width="{}" loading="lazy">', address, description, WIDTH)
