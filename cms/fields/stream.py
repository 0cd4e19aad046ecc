"""A StreamField whose migrations stay small."""

from collections.abc import Iterable

from wagtail.blocks import Block, StreamBlock
from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """A StreamField that leaves its block definitions out of migrations: blocks change often, the column never."""

    def __init__(self, block_types: StreamBlock | Iterable[tuple[str, Block]] = (), **kwargs: object) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        """For migrations: without the block types and their `block_lookup`."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
