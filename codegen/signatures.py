"""What each generated operation module looks like: its arguments, body, answer and documentation."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

from codegen.document import Document, DocumentError, Node, Operation, is_node, member
from codegen.naming import first_paragraph, one_line, snake_case
from codegen.table import evidence_of, operation_literal, retry_of, security_of, success_of

_TAKEN = {"body", "client", "codec", "models", "render_path", "render_query", "request"}  # by the template itself

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
class Variant:
    """The answer when a parameter has a certain value (`x-variant`); `choices` are the overloads."""

    parameter: str
    condition: str
    reads: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Signature:
    """One generated module; `literal` is its row in the table of operations, `reads` the type of an ordinary answer."""

    id: str
    literal: str
    docstring: str
    path_parameters: tuple[Parameter, ...]
    query_parameters: tuple[Parameter, ...]
    joined: list[str]
    body: Body | None
    reads: str
    returns: str
    variant: Variant | None


def read_signatures(document: Document) -> dict[str, Signature]:
    """Every operation under `paths` by the name of its module. Raises DocumentError naming what is missing."""
    found: dict[str, Signature] = {}
    for operation in document.operations():
        name = snake_case(member(operation.node, "operationId", operation.pointer))
        if name in found:
            raise DocumentError(
                f"{operation.pointer}: operationId {operation.id} is taken; each operation needs its own"
            )
        found[name] = _read(document, operation)
    return found


def _read(document: Document, operation: Operation) -> Signature:
    nodes: list[Node] = [document.resolve(item) for item in operation.node["parameters"]]
    stray = [node["name"] for node in nodes if node["in"] not in ("path", "query")]
    if stray:
        raise DocumentError(f"{operation.pointer}: parameter {stray[0]} is neither in path nor query; write it as one")
    path = tuple(_parameter(document, node, operation) for node in nodes if node["in"] == "path")
    query = tuple(_parameter(document, node, operation) for node in nodes if node["in"] == "query")
    names = [item.name for item in (*path, *query)]
    for name in names:
        if names.count(name) > 1:
            raise DocumentError(f"{operation.pointer}: two parameters become {name}; rename one of them")
    reads = _reads(document, operation)
    variant = _variant(operation, query, reads)
    body = _body(document, operation)
    return Signature(
        id=operation.id,
        literal=operation_literal(document, operation),
        docstring=_docstring(document, operation, (*path, *query), body),
        path_parameters=path,
        query_parameters=tuple(sorted(query, key=lambda item: not item.required)),
        joined=[node["name"] for node in nodes if node["in"] == "query" and node.get("explode") is False],
        body=body,
        reads=reads,
        returns=variant.choices[-1][1] if variant else reads,
        variant=variant,
    )


def _parameter(document: Document, node: Node, operation: Operation) -> Parameter:
    where = f"{operation.pointer} parameter {node['name']}"
    schema = member(node, "schema", where)
    annotation = _annotation(document, schema, where)
    required = bool(node.get("required"))
    name = snake_case(node["name"])
    return Parameter(
        name=f"{name}_" if name in _TAKEN else name,
        wire=node["name"],
        annotation=annotation if required else f"{annotation} | None",
        required=required,
        description=first_paragraph(node.get("description") or document.resolve(schema).get("description", "")),
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
    content = member(node, "content", where)
    if len(content) != 1:
        raise DocumentError(f"{where}: one media type is expected, found {list(content)}")
    content_type, media = next(iter(content.items()))
    schema = member(media, "schema", where)
    name = _component(schema, where)
    return Body(f"models.{name}", content_type, first_paragraph(document.resolve(schema).get("description", "")))


def _reads(document: Document, operation: Operation) -> str:
    found: set[str] = set()
    for status in success_of(operation):
        where = f"{operation.pointer}/responses/{status}"
        answer = document.resolve(operation.node["responses"][str(status)])
        media = answer.get("content", {}).get("application/json")
        if media is None:
            raise DocumentError(f"{where}: no JSON body; describe one, even as `{{}}`")
        found.add(_component(member(media, "schema", where), where))
    if len(found) != 1:
        raise DocumentError(f"{operation.pointer}/responses: successes share one body; found {sorted(found) or 'none'}")
    return f"models.{found.pop()}"


def _variant(operation: Operation, query: tuple[Parameter, ...], plain: str) -> Variant | None:
    node = operation.node.get("x-variant")
    if node is None:
        return None
    where = f"{operation.pointer}/x-variant"
    wire, value, schema = (member(node, name, where) for name in ("parameter", "value", "schema"))
    parameter = next((item for item in query if item.wire == wire), None)
    if parameter is None or parameter.annotation != "bool | None" or value is not True:
        raise DocumentError(f"{where}: an optional boolean query parameter and `value: true` are expected")
    name, other = parameter.name, f"models.{schema}"
    choices = (
        (f"{name}: Literal[False] | None = None", plain),
        (f"{name}: Literal[True]", other),
        (f"{name}: bool | None", f"{plain} | {other}"),
    )
    return Variant(name, f"{name} is True", other, choices)


def _docstring(document: Document, operation: Operation, parameters: tuple[Parameter, ...], body: Body | None) -> str:
    node = operation.node
    level, source, note = evidence_of(node, operation.pointer)
    title = document.root.get("x-sources", {}).get(source, {}).get("title", "")
    safety, reason = retry_of(operation)
    scopes = [scope for item in security_of(document, operation) for names in item.values() for scope in names]
    described = [(item.name, item.description) for item in parameters]
    if body is not None:
        described.append(("body", body.description))
    lines = [one_line(node.get("summary", operation.id)), "", *_wrap(node.get("description", "")), ""]
    lines.append(f"`{operation.method.upper()} {operation.path}`")
    for name, text in described:
        lines += textwrap.wrap(f"{name}: {text}", 108, initial_indent="- ", subsequent_indent="  ")
    lines += ["", f"Scope: {', '.join(scopes) or 'none'}."]
    lines += _wrap(f"Evidence: {level}, {source}{f' ({title})' if title else ''}. {note}")
    lines += _wrap(f"Retry: {safety}; {reason}")
    text = "\n".join(lines).replace("\\", "\\\\").replace('"""', "'''")
    return f'"""{text}\n"""'


def _wrap(text: object) -> list[str]:
    return textwrap.wrap(one_line(text), 108)
