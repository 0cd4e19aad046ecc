"""Rich text (HTML) as plain paragraphs, for the PDF and the search."""

from lxml import html
from lxml.html import HtmlElement


def paragraphs(rich_text: str) -> list[str]:
    """The text of rich text (HTML), one string for each paragraph; list items begin with their number or a dash."""
    root = html.fragment_fromstring(rich_text, create_parent="div")
    for line_break in root.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    elements = [each for each in root.iter("p", "li") if each.tag == "li" or not each.xpath("ancestor::li")]
    texts = [(_bullet(element), _own_text(element).strip()) for element in elements]
    found = [f"{bullet}{text}" for bullet, text in texts if text]
    return found or [text for text in [root.text_content().strip()] if text]


def _own_text(element: HtmlElement) -> str:
    """The text of a paragraph or list item, without that of a list inside it, whose items stand for themselves."""
    parts = [element.text or ""]
    for child in element:
        is_text = isinstance(child.tag, str) and child.tag not in ("ul", "ol")  # the tag of a comment is none
        parts += [_own_text(child) if is_text else "", child.tail or ""]
    return "".join(parts)


def _bullet(element: HtmlElement) -> str:
    if element.tag != "li":
        return ""
    if element.getparent().tag != "ol":
        return "– "
    return f"{len(list(element.itersiblings('li', preceding=True))) + 1}. "
