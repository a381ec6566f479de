"""A full value of any schema of a description: every property set, made from nothing but types."""

from __future__ import annotations

from typing import Any

from codegen.document import Document, Node

TEXTS = {"date": "2024-07-01", "date-time": "2024-07-01T10:40:00Z"}
SCALARS = {"number": 12.5, "integer": 1719830400123, "boolean": True, "null": None}


def sample(described: Document, schema: Node | bool) -> Any:
    """A value with every documented property of the schema and of those below it; second spellings are left out."""
    node = {} if schema is True else described.resolve(schema)
    for alternatives in ("oneOf", "anyOf"):
        if alternatives in node:
            return sample(described, node[alternatives][0])
    if "allOf" in node:
        return {key: item for part in node["allOf"] for key, item in sample(described, part).items()}
    kind = node.get("type", "object" if "properties" in node else "string")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        properties = node.get("properties", {})
        full = {key: sample(described, item) for key, item in properties.items() if "x-alias-of" not in item}
        return full or {"any key": sample(described, node.get("additionalProperties", True))}
    if kind == "array":
        return [sample(described, node["items"])]
    if kind == "string":
        values = node.get("x-extensible-enum", node.get("enum", []))
        return next(filter(None, [*values, node.get("const"), TEXTS.get(node.get("format"))]), "text")
    return node.get("enum", [SCALARS[kind]])[0]
