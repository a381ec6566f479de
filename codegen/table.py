"""The row of one operation in the generated `operations.py`: everything the `x-` members say about calling it."""

from __future__ import annotations

from typing import Any

from codegen.document import Document, Node, Operation
from codegen.naming import one_line


def operation_literal(document: Document, operation: Operation) -> str:
    """The `Operation(...)` expression; members that have their default value are left out."""
    node = operation.node
    retry = node["x-retry"]
    members: dict[str, str | None] = {
        "id": repr(operation.id),
        "method": repr(operation.method.upper()),
        "path": repr(operation.path),
        "summary": repr(one_line(node.get("summary", ""))),
        "sdk_method": repr(node.get("x-sdk-method", "")),
        "evidence": _evidence(node["x-evidence"]),
        "retry": f"Retry({retry['safety']!r}, {one_line(retry['reason'])!r})",
        "server": repr(node["servers"][0]["url"]) if "servers" in node else None,
        **_security(document, operation),
        "success": repr(success_of(operation)) if success_of(operation) != (200,) else None,
        "record_limit": _call("RecordLimit", node.get("x-record-limit"), ("property", "records", "bytes")),
        "rate_limit": _rate_limit(node.get("x-rate-limit")),
        "identity": _names(node.get("x-identity")),
        "pagination": _call("Pagination", node.get("x-pagination"), _PAGINATION),
        "envelope": _text(node.get("x-envelope", {}).get("payload")),
        "record_wrapper": _text(node.get("x-record-wrapper")),
        "option_prefix": _text(node.get("x-option-prefix")),
        "alias_paths": _names(node.get("x-alias-paths")),
    }
    return f"Operation({', '.join(f'{name}={value}' for name, value in members.items() if value is not None)})"


def success_of(operation: Operation) -> tuple[int, ...]:
    """The documented 2xx statuses."""
    return tuple(int(code) for code in operation.node["responses"] if str(code).startswith("2"))


def security_of(document: Document, operation: Operation) -> list[dict[str, list[str]]]:
    """The operation's security requirements, or the document's."""
    holder = operation.node if "security" in operation.node else document.root
    found: list[dict[str, list[str]]] = holder.get("security", [])
    return found


_PAGINATION = ("style", "items", "request", "response", "limit", "offset", "total", "maximum", "default", "order")


def _security(document: Document, operation: Operation) -> dict[str, str | None]:
    requirements = security_of(document, operation)
    if not requirements:
        return {}
    scheme, scopes = next(iter(requirements[0].items()))
    kind = document.root["components"]["securitySchemes"][scheme]["type"]
    return {"security": repr(kind), "scopes": _names(scopes)}


def _rate_limit(node: Node | None) -> str | None:
    if node is None:
        return None
    return f"RateLimit({node['requests']!r}, {node['seconds']!r}, {_evidence(node['x-evidence'])})"


def _call(name: str, node: Node | None, members: tuple[str, ...]) -> str | None:
    if node is None:
        return None
    return f"{name}({', '.join(f'{key}={node[key]!r}' for key in members if node.get(key) is not None)})"


def _evidence(node: Node) -> str:
    note = f", {one_line(node['note'])!r}" if node.get("note") else ""
    return f"Evidence({node['level']!r}, {node['source']!r}{note})"


def _names(values: Any) -> str | None:
    return repr(tuple(values)) if values else None


def _text(value: Any) -> str | None:
    return repr(value) if value else None
