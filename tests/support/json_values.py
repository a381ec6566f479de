"""JSON values compared the way a reader of the API would: exactly, but for spellings that mean the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any


def exact(content: bytes) -> Any:
    """The values of a body, no number by way of a float."""
    return json.loads(content, parse_float=Decimal)


def below(path: str, key: str) -> str:
    """The JSON path of a member."""
    return f"{path}.{key}" if key.isidentifier() else f"{path}[{key!r}]"


def differences(old: Any, new: Any, path: str = "$") -> Iterator[str]:
    """Where two JSON values differ; null is the same as absent, and a moment the same in any notation."""
    if isinstance(old, dict) and isinstance(new, dict):
        left, right = ({key: item for key, item in value.items() if item is not None} for value in (old, new))
        yield from (below(path, key) for key in left.keys() ^ right.keys())
        for key in left.keys() & right.keys():
            yield from differences(left[key], right[key], below(path, key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (left, right) in enumerate(zip(old, new, strict=True)):
            yield from differences(left, right, f"{path}[{index}]")
    elif (old != new or isinstance(old, bool) != isinstance(new, bool)) and not _same_moment(old, new):
        yield path


def _same_moment(old: Any, new: Any) -> bool:
    try:
        return isinstance(old, str) and datetime.fromisoformat(old) == datetime.fromisoformat(new)
    except (TypeError, ValueError):
        return False
