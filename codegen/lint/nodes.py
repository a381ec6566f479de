"""Reading untrusted nodes: each helper hands back a value of the promised kind, empty when the node is another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codegen.document import Node
from codegen.facts.notation import is_list, is_mapping


def mapping(value: Any) -> Node:
    """The value when it is a mapping, an empty one otherwise."""
    return value if is_mapping(value) else {}


def sequence(value: Any) -> list[Any]:
    """The value when it is a list, an empty one otherwise."""
    return value if is_list(value) else []


def text(value: Any) -> str:
    """The value when it is a string, an empty one otherwise."""
    return value if isinstance(value, str) else ""


def texts(value: Any) -> list[str]:
    """The strings of a list."""
    return [item for item in sequence(value) if isinstance(item, str)]


def types(schema: Mapping[str, Any]) -> set[str]:
    """The `type` of a schema as a set; empty when it says none."""
    written = schema.get("type")
    return {written} if isinstance(written, str) else set(texts(written))
