"""The items and the cursor of one page, from wherever the answer keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from productiv_client import codec
from productiv_client.types import Pagination, Request
from spokebridge.plain import is_list, is_object


@dataclass(frozen=True, slots=True)
class Found:
    """The items of a page, and the cursor of the next one."""

    items: list[Any]
    next: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A body whose items were put where the description has them, and the JSON path they came from."""

    content: bytes
    path: str


def pagination_of(request: Request[Any]) -> Pagination:
    """How the list goes on. Raises LookupError for an operation that is no list."""
    found = request.operation.pagination
    if found is None:
        raise LookupError(f"{request.operation.id}: the description names no pagination")
    return found


def described(request: Request[Any], value: Any) -> Found | None:
    """Items and cursor of a typed answer, or None when it has no list where the description says."""
    pagination = pagination_of(request)
    names = {field.encode_name: field.name for field in msgspec.structs.fields(request.returns)}
    items = getattr(value, names[pagination.items], None)
    if not is_list(items):
        return None
    cursor = None if pagination.response is None else getattr(value, names[pagination.response], None)
    return Found(items, str(cursor) if cursor not in (None, "") else None)


def moved(request: Request[Any], content: bytes) -> Moved | None:
    """The body in its described form when its only array of objects lies elsewhere; None when it has no such array.

    The key of audit events is a third party's (facts 3.12), so this is what happens if the real one is another.
    """
    items = pagination_of(request).items
    body = codec.parse(content)
    if is_list(body):
        return Moved(codec.encode({"success": True, items: body}), "$")
    members = body if is_object(body) else {}
    keys = [key for key, member in members.items() if is_list(member) and all(is_object(item) for item in member)]
    if len(keys) != 1:
        return None
    rest = {key: member for key, member in members.items() if key != keys[0]}
    return Moved(codec.encode({**rest, items: members[keys[0]]}), f"$.{keys[0]}")
