"""The approved value of a StreamField: without identifiers of blocks, with its pictures found by the definitions."""

from collections.abc import Mapping
from typing import Any

from wagtail.blocks import Block, ChooserBlock, ListBlock, StreamBlock, StructBlock
from wagtail.images.blocks import ImageBlock

from cms.models import Picture


def with_pictures(block: Block | None, value: Any) -> Any:
    """A block's JSON value with each picture, which Wagtail stores as a bare number, as `{"picture": pk}`.

    The identifiers of blocks are left out: they are Wagtail's own, and nobody is shown them.
    """
    if value is None:
        return None
    if isinstance(block, StreamBlock):
        return [_child(block.child_blocks.get(item["type"]), item) for item in value]
    if isinstance(block, ListBlock):
        return [_item(block.child_block, item) for item in value]
    if isinstance(block, ImageBlock) and isinstance(value, int):  # Wagtail reads such values too
        return {"picture": value}
    if isinstance(block, StructBlock) and isinstance(value, dict):
        return {name: with_pictures(block.child_blocks.get(name), item) for name, item in value.items()}
    if isinstance(block, ChooserBlock) and issubclass(block.target_model, Picture):
        return {"picture": value}
    return value


def _child(block: Block | None, item: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": item["type"], "value": with_pictures(block, item["value"])}


def _item(block: Block | None, item: Any) -> Any:
    """An item of a list: the bare value, or since Wagtail 2.16 with its type and identifier."""
    if isinstance(item, dict) and item.get("type") == "item" and "value" in item:
        return _child(block, item)
    return with_pictures(block, item)


def stored_stream(value: Any) -> Any:
    """A canonical value of a StreamField as Wagtail stores it: each picture by its primary key alone."""
    if isinstance(value, dict):
        if "picture" in value and value.keys() <= {"picture", "sha256"}:
            return value["picture"]
        return {name: stored_stream(item) for name, item in value.items()}
    if isinstance(value, list):
        return [stored_stream(item) for item in value]
    return value
