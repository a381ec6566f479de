"""The row of one operation in the generated `operations.py`: everything the `x-` members say about calling it."""

from __future__ import annotations

from typing import Any

from codegen.document import Document, DocumentError, Node, Operation, member, pointer
from codegen.naming import one_line


def operation_literal(document: Document, operation: Operation) -> str:
    """The `Operation(...)` expression; members that have their default value are left out."""
    node, where = operation.node, operation.pointer
    members: dict[str, str | None] = {
        "id": repr(operation.id),
        "method": repr(operation.method.upper()),
        "path": repr(operation.path),
        "summary": repr(one_line(node.get("summary", ""))),
        "sdk_method": repr(node.get("x-sdk-method", "")),
        "evidence": _evidence(node, where),
        "retry": f"Retry({', '.join(map(repr, retry_of(operation)))})",
        "server": repr(server_of(node, where)) if "servers" in node else None,
        **_security(document, operation),
        "success": repr(success_of(operation)) if success_of(operation) != (200,) else None,
        "record_limit": _call("RecordLimit", node.get("x-record-limit"), ("property", "records", "bytes")),
        "rate_limit": _rate_limit(node.get("x-rate-limit"), f"{where}/x-rate-limit"),
        "identity": _names(node.get("x-identity")),
        "pagination": _call("Pagination", node.get("x-pagination"), _PAGINATION),
        "time_window": _time_window(node.get("x-time-window")),
        "minimums": repr(minimums_of(document, node)) if minimums_of(document, node) else None,
        "envelope": _text(node.get("x-envelope", {}).get("payload")),
        "record_wrapper": _text(node.get("x-record-wrapper")),
        "option_prefix": _text(node.get("x-option-prefix")),
        "alias_paths": _names(node.get("x-alias-paths")),
    }
    return f"Operation({', '.join(f'{name}={value}' for name, value in members.items() if value is not None)})"


def success_of(operation: Operation) -> tuple[int, ...]:
    """The documented 2xx statuses. Raises DocumentError for a range, which would not say what to expect."""
    codes = [str(code) for code in member(operation.node, "responses", operation.pointer)]
    if "2XX" in codes:
        raise DocumentError(f"{operation.pointer}/responses: `2XX` is a range; write the statuses out")
    return tuple(int(code) for code in codes if code.startswith("2"))


def retry_of(operation: Operation) -> tuple[str, str]:
    """Safety and reason of `x-retry`. Raises DocumentError when one is missing."""
    node = member(operation.node, "x-retry", operation.pointer)
    where = f"{operation.pointer}/x-retry"
    return member(node, "safety", where), one_line(member(node, "reason", where))


def server_of(node: Node, where: str) -> str:
    """The address of the first server of a document or operation. Raises DocumentError when there is none."""
    servers = member(node, "servers", where)
    if not servers:
        raise DocumentError(f"{where}/servers: there is no server")
    return str(member(servers[0], "url", f"{where}/servers/0"))


def security_of(document: Document, operation: Operation) -> list[dict[str, list[str]]]:
    """The operation's security requirements, or the document's."""
    holder = operation.node if "security" in operation.node else document.root
    found: list[dict[str, list[str]]] = holder.get("security", [])
    return found


def minimums_of(document: Document, node: Node) -> tuple[tuple[str, str | float], ...]:
    """Name and least value of each parameter with an `x-minimum`."""
    parameters = [document.resolve(parameter) for parameter in node.get("parameters", ())]
    return tuple((item["name"], item["x-minimum"]) for item in parameters if "x-minimum" in item)


_PAGINATION = ("style", "items", "request", "response", "limit", "offset", "total", "maximum", "default", "order")


def _security(document: Document, operation: Operation) -> dict[str, str | None]:
    schemes = [item for requirement in security_of(document, operation) for item in requirement.items()]
    if not schemes:
        return {}
    scheme, scopes = schemes[0]
    kind = document.at(pointer("components", "securitySchemes", scheme))["type"]
    return {"security": repr(kind), "scopes": _names(scopes)}


def _rate_limit(node: Node | None, where: str) -> str | None:
    if node is None:
        return None
    requests, seconds = (member(node, name, where) for name in ("requests", "seconds"))
    return f"RateLimit({requests!r}, {seconds!r}, {_evidence(node, where)})"


def _time_window(node: Node | None) -> str | None:
    if node is None:
        return None
    plain = {key.replace("-", "_"): value for key, value in node.items()}
    return _call("TimeWindow", plain, ("start", "end", "days", "oldest_days"))


def _call(name: str, node: Node | None, members: tuple[str, ...]) -> str | None:
    if node is None:
        return None
    return f"{name}({', '.join(f'{key}={node[key]!r}' for key in members if node.get(key) is not None)})"


def _evidence(node: Node, where: str) -> str:
    return f"Evidence({', '.join(repr(text) for text in evidence_of(node, where) if text)})"


def evidence_of(node: Node, where: str) -> tuple[str, str, str]:
    """Level, source and note of `x-evidence`. Raises DocumentError when level or source is missing."""
    evidence = member(node, "x-evidence", where)
    level, source = (member(evidence, name, f"{where}/x-evidence") for name in ("level", "source"))
    return level, source, one_line(evidence.get("note", ""))


def _names(values: Any) -> str | None:
    return repr(tuple(values)) if values else None


def _text(value: Any) -> str | None:
    return repr(value) if value else None
