"""What a body should be reported for, read from the description alone: the models have no part in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from codegen.document import Document, Node
from tests.support.json_values import below


def mismatches(
    described: Document, schema: Node, value: Any, path: str = "$", *, optional: bool = False
) -> Iterator[str]:
    """The path of every place where a reader has to say that the value is not as described."""
    schema = _whole(described, schema)
    says_nothing = not {"type", "properties", "oneOf", "anyOf"} & schema.keys()
    if (value is None and optional) or says_nothing:
        return
    alternatives: list[Node] = schema.get("oneOf", schema.get("anyOf", []))
    if alternatives:
        chosen = _chosen(described, schema, alternatives, value)
        yield from [path] if chosen is None else mismatches(described, chosen, value, path)
    elif not any(_is(value, kind, schema) for kind in _kinds(schema)):
        yield path
    elif isinstance(value, dict):
        yield from _members(described, schema, value, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from mismatches(described, schema["items"], item, f"{path}[{index}]")
    elif "x-extensible-enum" in schema and value is not None and value not in schema["x-extensible-enum"]:
        yield path


def _members(described: Document, schema: Node, value: dict[str, Any], path: str) -> Iterator[str]:
    properties: Node = schema.get("properties", {})
    if not properties and isinstance(schema.get("additionalProperties"), dict):
        for key, item in value.items():
            yield from mismatches(described, schema["additionalProperties"], item, below(path, key))
    required = schema.get("required", [])
    for name in required:
        spellings = [name, *(key for key, node in properties.items() if node.get("x-alias-of") == name)]
        if not any(key in value for key in spellings):
            yield below(path, name)
    for key, node in properties.items():
        name = node.get("x-alias-of", key)
        if key in value and (name == key or value.get(name) is None):
            yield from mismatches(described, node, value[key], below(path, key), optional=name not in required)


def _whole(described: Document, schema: Node) -> Node:
    """The schema with references followed and `allOf` merged."""
    node: Node = described.resolve(schema)
    if "allOf" not in node:
        return node
    parts = [_whole(described, part) for part in node["allOf"]]
    properties = {key: item for part in parts for key, item in part.get("properties", {}).items()}
    return {"type": "object", "properties": properties, "required": [n for p in parts for n in p.get("required", [])]}


def _chosen(described: Document, schema: Node, alternatives: list[Node], value: Any) -> Node | None:
    if tag := schema.get("discriminator"):
        named = value.get(tag["propertyName"]) if isinstance(value, dict) else None
        return next(({"$ref": target} for name, target in tag["mapping"].items() if name == named), None)
    nodes = [_whole(described, node) for node in alternatives]
    if value is None:
        return next((node for node in nodes if node.get("type") == "null"), None)
    others = [node for node in nodes if node.get("type") != "null"]
    if len(others) == 1:
        return others[0]
    return next((node for node in others if any(_is(value, kind, node) for kind in _kinds(node))), None)


def _kinds(schema: Node) -> list[str]:
    kind = schema.get("type", "object" if "properties" in schema else [])
    return kind if isinstance(kind, list) else [kind]


def _is(value: Any, kind: str, schema: Node) -> bool:
    if kind == "string":
        return isinstance(value, str) and _reads_as(value, schema.get("format")) and value == schema.get("const", value)
    if kind in ("number", "integer") and not isinstance(value, bool):
        numbers = (int,) if kind == "integer" else (int, float, Decimal)
        return isinstance(value, numbers) and value in schema.get("enum", [value])
    plain = {"boolean": bool, "array": list, "object": dict, "null": type(None)}
    return kind in plain and isinstance(value, plain[kind])


def _reads_as(value: str, kind: str | None) -> bool:
    reader = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}.get(kind or "", str)
    try:
        reader(value)
    except ValueError:
        return False
    return True
