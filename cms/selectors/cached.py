"""What is read anew only after something was published or withdrawn."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.core.cache import cache

T = TypeVar("T")

SECONDS = 60 * 60


def cached_at_head(name: str, head: str | None, read: Callable[[], T]) -> T:
    """The value of `read()`, cached for an hour at most and only while this is the head of the audit chain.

    Every publication and withdrawal adds an entry to the chain, so the hash of its head is part of the cache key.
    Without a head nothing is cached.
    """
    return cast(T, cache.get_or_set(f"{name}:{head}", read, SECONDS)) if head else read()
