"""The blocks of a StreamField as an approver reads them: each with the name of its type, told by its definition."""

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.policy.canonical import canonical_json
from cms.policy.rich_text import rich_text_in_words
from cms.records.file_wording import picture_in_words
from cms.thai.invisible import mark, mark_hidden


def block_in_words(block: Any, value: Any) -> str:
    """The value of a block (as JSON) in words; a value that does not fit its definition is shown as it is."""
    if value is None or value == "":
        return ""
    if isinstance(block, blocks.BaseStreamBlock) and isinstance(value, list):
        return "\n".join(_children(block, value))
    if isinstance(block, blocks.BaseStructBlock) and isinstance(value, Mapping):
        return " · ".join(_parts(block, value))
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        return "\n".join(f"– {block_in_words(block.child_block, _item(item))}" for item in value)
    return _simple_in_words(block, value)


def _simple_in_words(block: Any, value: Any) -> str:
    if isinstance(block, blocks.RichTextBlock) and isinstance(value, str):
        return rich_text_in_words(value)
    if isinstance(block, ImageChooserBlock) or (isinstance(value, Mapping) and "sha256" in value):
        return picture_in_words(value)
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    return mark_hidden(str(value) if isinstance(value, str | int | float) else canonical_json({"": value})[4:-1])


def _children(block: blocks.BaseStreamBlock, value: list[Any]) -> Iterator[str]:
    for child in value:
        if not isinstance(child, Mapping) or "type" not in child:
            yield _simple_in_words(None, child)
            continue
        definition = block.child_blocks.get(child["type"])
        name = str(definition.label) if definition else str(child["type"])
        yield f"{mark(mark_hidden(name))} {block_in_words(definition, child.get('value'))}"


def _parts(block: blocks.BaseStructBlock, value: Mapping[str, Any]) -> Iterator[str]:
    """The parts of a structure with their labels; the first one, which gives the block its sense, without."""
    for name in sorted(value, key=[*block.child_blocks, *value].index):  # a database may order stored keys otherwise
        definition = block.child_blocks.get(name)
        if words := block_in_words(definition, value[name]):
            label = str(definition.label) if definition else name
            yield words if isinstance(definition, ImageChooserBlock) else f"{label}: {words}"


def _item(item: Any) -> Any:
    """An item of a list as its value, in the form with ids and in the older one without."""
    return item["value"] if isinstance(item, Mapping) and {"type", "value"} <= set(item) else item
