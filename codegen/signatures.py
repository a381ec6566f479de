"""What each generated operation module looks like: its arguments, body, answer and documentation."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

from codegen.document import Document, DocumentError, Node, Operation, is_node
from codegen.naming import first_paragraph, one_line, snake_case
from codegen.table import operation_literal, security_of, success_of

_SCALARS: dict[tuple[str, str | None], str] = {
    ("string", None): "str",
    ("string", "date"): "datetime.date",
    ("string", "date-time"): "datetime.datetime",
    ("integer", None): "int",
    ("integer", "unix-ms"): "int",
    ("number", None): "float",
    ("boolean", None): "bool",
}


@dataclass(frozen=True)
class Parameter:
    """One argument of a generated function."""

    name: str
    wire: str
    annotation: str
    required: bool
    description: str


@dataclass(frozen=True)
class Body:
    """The request body: what to pass and how it is written."""

    annotation: str
    content_type: str
    description: str


@dataclass(frozen=True)
class Signature:
    """One generated module; `literal` is its row in the table of operations."""

    id: str
    literal: str
    docstring: str
    path_parameters: tuple[Parameter, ...]
    query_parameters: tuple[Parameter, ...]
    joined: list[str]
    body: Body | None
    returns: str


def read_signatures(document: Document) -> dict[str, Signature]:
    """Every operation under `paths` by the name of its module. Raises DocumentError naming what is missing."""
    found: dict[str, Signature] = {}
    for operation in document.operations():
        name = snake_case(operation.id)
        if name in found:
            raise DocumentError(f"{operation.pointer}: operationId {operation.id} is taken; each operation needs its own")
        found[name] = _read(document, operation)
    return found


def _read(document: Document, operation: Operation) -> Signature:
    nodes: list[Node] = [document.resolve(item) for item in operation.node["parameters"]]
    stray = [node["name"] for node in nodes if node["in"] not in ("path", "query")]
    if stray:
        raise DocumentError(f"{operation.pointer}: parameter {stray[0]} is neither in path nor query; write it as one")
    path = tuple(_parameter(document, node, operation) for node in nodes if node["in"] == "path")
    query = tuple(_parameter(document, node, operation) for node in nodes if node["in"] == "query")
    body = _body(document, operation)
    return Signature(
        id=operation.id,
        literal=operation_literal(document, operation),
        docstring=_docstring(document, operation, (*path, *query), body),
        path_parameters=path,
        query_parameters=tuple(sorted(query, key=lambda item: not item.required)),
        joined=[node["name"] for node in nodes if node["in"] == "query" and node.get("explode") is False],
        body=body,
        returns=_returns(document, operation),
    )


def _parameter(document: Document, node: Node, operation: Operation) -> Parameter:
    annotation = _annotation(document, node["schema"], f"{operation.pointer} parameter {node['name']}")
    required = bool(node.get("required"))
    return Parameter(
        name=snake_case(node["name"]),
        wire=node["name"],
        annotation=annotation if required else f"{annotation} | None",
        required=required,
        description=first_paragraph(node.get("description") or document.resolve(node["schema"]).get("description", "")),
    )


def _annotation(document: Document, schema: Node, where: str) -> str:
    if "$ref" in schema:
        target = document.resolve(schema)
        if "enum" in target or "x-extensible-enum" in target:
            return f"models.{_component(schema, where)} | str"
        return _annotation(document, target, where)
    if schema.get("type") == "array":
        return f"list[{_annotation(document, schema['items'], where)}]"
    if "enum" in schema and schema.get("type") == "integer":
        return f"Literal[{', '.join(map(str, schema['enum']))}]"
    kind = (str(schema.get("type")), schema.get("format"))
    if kind not in _SCALARS:
        raise DocumentError(f"{where}: no Python type for {kind}; use one of {sorted(map(str, _SCALARS))}")
    return _SCALARS[kind]


def _component(reference: Any, where: str) -> str:
    if is_node(reference) and str(reference.get("$ref", "")).startswith("#/components/schemas/"):
        return str(reference["$ref"]).rsplit("/", 1)[1]
    raise DocumentError(f"{where}: the schema is written in place; make it a named component and use $ref")


def _body(document: Document, operation: Operation) -> Body | None:
    node = document.resolve(operation.node.get("requestBody"))
    if node is None:
        return None
    where = f"{operation.pointer}/requestBody"
    if len(node["content"]) != 1:
        raise DocumentError(f"{where}: one media type is expected, found {list(node['content'])}")
    content_type, media = next(iter(node["content"].items()))
    name = _component(media["schema"], where)
    return Body(f"models.{name}", content_type, first_paragraph(document.schemas[name].get("description", "")))


def _returns(document: Document, operation: Operation) -> str:
    for status in success_of(operation):
        answer = document.resolve(operation.node["responses"][str(status)])
        media = answer.get("content", {}).get("application/json")
        if media is not None:
            return f"models.{_component(media['schema'], operation.pointer + '/responses')}"
    raise DocumentError(f"{operation.pointer}: no JSON body for a successful answer; describe one, even as `{{}}`")


def _docstring(
    document: Document, operation: Operation, parameters: tuple[Parameter, ...], body: Body | None
) -> str:
    node, evidence, retry = operation.node, operation.node["x-evidence"], operation.node["x-retry"]
    source = document.root.get("x-sources", {}).get(evidence["source"], {}).get("title", "")
    scopes = [scope for item in security_of(document, operation) for names in item.values() for scope in names]
    described = [(item.name, item.description) for item in parameters]
    if body is not None:
        described.append(("body", body.description))
    lines = [one_line(node.get("summary", operation.id)), "", *_wrap(node.get("description", "")), ""]
    lines.append(f"`{operation.method.upper()} {operation.path}`")
    for name, text in described:
        lines += textwrap.wrap(f"{name}: {text}", 108, initial_indent="- ", subsequent_indent="  ")
    lines += ["", f"Scope: {', '.join(scopes) or 'none'}."]
    note = f" {one_line(evidence['note'])}" if evidence.get("note") else ""
    lines += _wrap(f"Evidence: {evidence['level']}, {evidence['source']}{f' ({source})' if source else ''}.{note}")
    lines += _wrap(f"Retry: {retry['safety']}; {one_line(retry['reason'])}")
    text = "\n".join(lines).replace("\\", "\\\\").replace('"""', "'''")
    return f'"""{text}\n"""'


def _wrap(text: object) -> list[str]:
    return textwrap.wrap(one_line(text), 108)
