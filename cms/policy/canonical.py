"""Canonical JSON and its digest: equal content has an equal digest, wherever it is computed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

# What approval covers, as plain JSON values by field name; child rows are lists of the same.
Content = dict[str, Any]


def canonical_json(content: Mapping[str, object]) -> str:
    """JSON with sorted keys, no white space and no escaped letters: `{"b": 1, "a": "ก"}` gives `{"a":"ก","b":1}`."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(content: Mapping[str, object]) -> str:
    """SHA-256 in hexadecimal of the canonical JSON."""
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()
