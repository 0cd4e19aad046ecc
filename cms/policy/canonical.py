"""Canonical JSON and its digest: equal content has an equal digest, wherever it is computed. Plain values."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

# What approval covers, as plain JSON values by field name; child rows are lists of the same.
Content = dict[str, Any]

REFERENCE = frozenset({"model", "key", "words"})


def canonical_json(content: Mapping[str, object]) -> str:
    """JSON with sorted keys, no white space and no escaped letters: `{"b": 1, "a": "ก"}` gives `{"a":"ก","b":1}`."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(content: Mapping[str, object]) -> str:
    """SHA-256 in hexadecimal of the canonical JSON."""
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def is_empty(value: object) -> bool:
    """Whether a value is left out of a content: None, "" or an empty list; never 0 or False."""
    return value is None or value == "" or value == []


def reference(model: str, key: object, words: str) -> dict[str, object]:
    """Another object as a content names it: the model's label, the primary key, and the words as they were approved."""
    return {"model": model, "key": key, "words": words}


def is_reference(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a value of a content names another object."""
    return isinstance(value, dict) and value.keys() == REFERENCE


def words_of_references(value: object) -> dict[str, str]:
    """The words of each object that a content names, by `model:key`."""
    return {f"{each['model']}:{each['key']}": each["words"] for each in _references(value)}


def _references(value: object) -> Iterator[dict[str, Any]]:
    if is_reference(value):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _references(item)
