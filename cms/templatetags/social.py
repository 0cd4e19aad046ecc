"""The tags by which LINE and others show a shared page: title, authority, picture. A preview has none."""

import re
from collections.abc import Mapping

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockContext
from django.templatetags.static import static
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from cms.models import Authority
from cms.selectors.site import SiteContext

register = template.Library()

# Drawn by us, as LINE shows no SVG.
CARD = "cms/img/card.png"
CARD_SIZE = (1200, 630)


@register.inclusion_tag("components/social.html", takes_context=True)
def social(context: Context) -> Mapping[str, object]:
    """The tags of the page that is rendered: its title, description and address as its own template says them."""
    site: SiteContext | None = context.get("site_context")
    if site is None or site.authority is None or getattr(context.get("request"), "is_preview", False):
        return {}
    address = re.search(r'href="([^"]+)"', _block(context, "canonical"))
    description = re.search(r'name="description" content="([^"]*)"', _block(context, "description"))
    return {
        "authority": site.authority,
        "title": _text(_block(context, "title")),
        "description": _text(description[1]) if description else "",
        "address": mark_safe(address[1]) if address else "",  # noqa: S308 escaped where it was rendered
        "is_home": site.request.path == "/",
        **_picture(site.authority),
    }


def _block(context: Context, name: str) -> str:
    """What the template of the page says in a block of the layout."""
    blocks: BlockContext = context.render_context[BLOCK_CONTEXT_KEY]
    return blocks.get_block(name).render(context)


def _text(html: str) -> SafeString:
    """A text that was escaped already, in one line, without tags."""
    return mark_safe(" ".join(strip_tags(html).split()))  # noqa: S308 escaped where it was rendered


def _picture(authority: Authority) -> Mapping[str, object]:
    """Emblem or place of the authority, else our card, the only one whose size is known."""
    if picture := authority.emblem or authority.place:
        size = "max-800x600" if authority.emblem else "width-1200"
        return {"picture": settings.SITE_URL + picture.address(size), "picture_alt": picture.alt}
    return {"picture": settings.SITE_URL + static(CARD), "picture_size": CARD_SIZE, "picture_alt": ""}
