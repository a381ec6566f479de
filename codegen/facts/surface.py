"""What a user of an API can notice, as a flat mapping from path to fact.

| path | what it says |
| --- | --- |
| `/servers` | base addresses, in order |
| `/securitySchemes/<name>` | kind of a scheme; below it flows and scopes |
| `/webhooks/<operation>/…` | as for operations |
| `<operation>` | that it exists |
| `<operation>/method`, `/path`, `/security` | security is what holds in the end, inherited or not |
| `<operation>/servers` | only where it deviates from the document's |
| `<operation>/parameters/<in>/<name>…` | shape and requiredness |
| `<operation>/request…` | shape of the body; `content=` where it is not JSON, `request;<type>` for a further type |
| `<operation>/responses/<status>…` | likewise; `none` where there is no body; `header:<name>` for its headers |

Prose, examples, tags, contact, license and `x-` members say nothing about the wire and are left out, except
`x-extensible-enum`, which lists values and says that there may be more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from codegen.document import METHODS, Document, DocumentError, Node, Operation, escape, pointer
from codegen.facts.fact import Fact, Facts, trait_text
from codegen.facts.shapes import flatten

JSON = "application/json"
_PLAIN_STYLE = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}


def surface(document: Document) -> Facts:
    """Every fact of a document. Raises DocumentError for anything that cannot be read as OpenAPI."""
    _check_skeleton(document)
    facts = Facts()
    if servers := document.root.get("servers"):
        facts["/servers"] = _servers(servers)
    schemes = document.root.get("components", {}).get("securitySchemes", {})
    for name, scheme in schemes.items():
        facts.update(_scheme(f"/securitySchemes/{escape(name)}", document.resolve(scheme)))
    for operation in document.operations(webhooks=True):
        top = ("/webhooks/" if operation.webhook else "") + escape(operation.id)
        if top in facts:
            raise DocumentError(f"{document.file}: operationId {operation.id} is used twice; give each its own")
        try:
            facts.update(_operation(document, operation, top))
        except (AttributeError, KeyError, TypeError) as error:
            raise DocumentError(f"{document.file}: {operation.pointer} is malformed OpenAPI ({error!r})") from error
    return facts


def _check_skeleton(document: Document) -> None:
    """Refuse a document whose outer members are not of the kind that everything else relies on."""
    root = document.root
    kinds: list[tuple[str, type]] = [("paths", dict), ("webhooks", dict), ("components", dict)]
    for name, kind in [*kinds, ("servers", list), ("security", list)]:
        if not isinstance(root.get(name, kind()), kind):
            wanted = "mapping" if kind is dict else "list"
            raise DocumentError(f"{document.file}: /{name} is not a {wanted}; see the OpenAPI specification")
    for name in ("paths", "webhooks"):
        for path, item in root.get(name, {}).items():
            nodes: Node = {"": item} | (cast(Node, item) if isinstance(item, Mapping) else {})
            for method, node in nodes.items():
                if method in ("", *METHODS) and not isinstance(node, Mapping):
                    where = pointer(name, path, *filter(None, [method]))
                    raise DocumentError(f"{document.file}: {where} is not a mapping; describe an operation there")


def _servers(servers: list[Node]) -> Fact:
    return Fact(", ".join(map(_server, servers)))


def _server(server: Node) -> str:
    variables = server.get("variables", {})
    notes = [f"{name}={'|'.join(v.get('enum', [])) or v.get('default')}" for name, v in variables.items()]
    return " ".join([server["url"], *notes])


def _scheme(path: str, scheme: Node) -> Iterator[tuple[str, Fact]]:
    words = [str(scheme.get("type")), str(scheme.get("scheme", ""))]
    words += [f"{name}={scheme[name]}" for name in ("in", "name", "bearerFormat", "openIdConnectUrl") if name in scheme]
    yield path, Fact(" ".join(filter(None, words)))
    for flow, node in scheme.get("flows", {}).items():
        urls = [f"{name}={node[name]}" for name in ("authorizationUrl", "tokenUrl", "refreshUrl") if name in node]
        yield f"{path}/{flow}", Fact(" ".join(["flow", *urls]))
        for scope in node.get("scopes", {}):
            yield f"{path}/{flow}/{escape(scope)}", Fact("scope")


def _operation(document: Document, operation: Operation, top: str) -> Iterator[tuple[str, Fact]]:
    node = operation.node
    yield top, Fact("operation", traits=(("deprecated", "true"),) if node.get("deprecated") else ())
    yield f"{top}/method", Fact(operation.method)
    if not operation.webhook:
        yield f"{top}/path", Fact(operation.path)
    item: Node = document.root["webhooks" if operation.webhook else "paths"][operation.path]
    if servers := node.get("servers", item.get("servers")):
        yield f"{top}/servers", _servers(servers)
    inherited: list[Mapping[str, list[str]]] = document.root.get("security", [])
    yield f"{top}/security", _security(node.get("security", inherited))
    for parameter in node["parameters"]:
        yield from _parameter(document, document.resolve(parameter), f"{top}/parameters")
    if "requestBody" in node:
        body = document.resolve(node["requestBody"])
        for path, fact in _body(document, body.get("content", {}), f"{top}/request"):
            is_root = path.partition(";")[0] == f"{top}/request"
            optional = is_root and not body.get("required", False)
            yield path, replace(fact, traits=(*fact.traits, ("optional", "true"))) if optional else fact
    for status, response in node.get("responses", {}).items():
        yield from _response(document, document.resolve(response), f"{top}/responses/{status}")


def _security(alternatives: list[Mapping[str, list[str]]]) -> Fact:
    """`a[scope] + b or c`; `none` when a call needs nothing."""

    def one(requirement: Mapping[str, list[str]]) -> str:
        parts = [f"{name}[{' '.join(sorted(scopes))}]" if scopes else name for name, scopes in requirement.items()]
        return " + ".join(sorted(parts)) or "none"

    return Fact(" or ".join(map(one, alternatives)) or "none")


def _parameter(document: Document, parameter: Node, top: str) -> Iterator[tuple[str, Fact]]:
    try:
        place, name = parameter["in"], parameter["name"]
    except (KeyError, TypeError) as error:
        raise DocumentError(f"{document.file}: a parameter under {top} lacks `in` or `name`; write both") from error
    path = f"{top}/{place}/{escape(name)}"
    required = bool(parameter.get("required", False))
    content = parameter.get("content")
    schema = next(iter(content.values())).get("schema", {}) if content else parameter.get("schema", {})
    facts = flatten(document, schema, path, required=required)
    traits = [("content", next(iter(content)))] if content else list(_encoding(parameter, place, facts[path]))
    if parameter.get("deprecated"):
        traits.append(("deprecated", "true"))
    facts[path] = replace(facts[path], traits=(*facts[path].traits, *traits))
    yield from facts.items()


def _encoding(parameter: Node, place: str, fact: Fact) -> Iterator[tuple[str, str]]:
    """How a list or object is written; said only where it deviates from the rule of the place, and where it matters."""
    plain = _PLAIN_STYLE.get(place, "form")
    style = parameter.get("style", plain)
    if fact.kind not in ("array", "object", "any"):
        return
    if style != plain:
        yield "style", style
    explode = parameter.get("explode", style == "form")
    if explode != (style == "form"):
        yield "explode", trait_text(explode)


def _response(document: Document, response: Any, path: str) -> Iterator[tuple[str, Fact]]:
    if not isinstance(response, Mapping):
        raise DocumentError(f"{document.file}: {path} is not a response; write at least a description there")
    node = cast(Node, response)
    yield from _body(document, node.get("content", {}), path)
    for name, header in node.get("headers", {}).items():
        schema: Node = document.resolve(header)
        required = bool(schema.get("required", False))
        top = f"{path}/header:{escape(name)}"
        yield from flatten(document, schema.get("schema", {}), top, required=required).items()


def _body(document: Document, content: Mapping[str, Node], path: str) -> Iterator[tuple[str, Fact]]:
    """JSON (or else the first content type) stands at the path itself, each further one beside it."""
    if not content:
        yield path, Fact("none")
        return
    types = sorted(content, key=lambda name: (name != JSON, list(content).index(name)))
    for name in types:
        top = path if name == types[0] else f"{path};{escape(name)}"
        facts = flatten(document, content[name].get("schema", {}), top)
        if name == types[0] != JSON:
            facts[top] = replace(facts[top], traits=(*facts[top].traits, ("content", name)))
        yield from facts.items()
