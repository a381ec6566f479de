"""Bodies and inline schemas: what must be a named component, and what may be written in place."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.document import Node
from codegen.lint.nodes import sequence, types
from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.sound import Place
from codegen.lint.spec import Spec

_COMPOSITION = ("allOf", "anyOf", "oneOf", "not", "if", "patternProperties", "prefixItems")
_NAME_IT = "make it a named component and refer to it"


@rule("body-by-reference")
def body_by_reference(spec: Spec) -> Iterator[Problem]:
    """The schema of a JSON or form body is a `$ref` to a named component."""
    for place in spec.of("media-type"):
        schema = place.node.get("schema")
        if schema is None:
            yield Problem(place.pointer, "the media type has no schema", _NAME_IT)
        elif "$ref" not in schema and (_is_structured(place.key) or not _is_scalar(schema)):
            yield Problem(f"{place.pointer}/schema", "the body is described in place", _NAME_IT)


@rule("inline-schema")
def inline_schema(spec: Spec) -> Iterator[Problem]:
    """An inline schema is a scalar, anything (`{}`), an array of a `$ref` or scalar, a map, or a nullable `$ref`."""
    for place in spec.of("schema"):
        inner = place.parent is not None and place.parent.kind not in ("media-type", "components")
        if inner and place.role != "allOf" and not _may_be_inline(place):
            yield Problem(place.pointer, f"{_what(place.node)} is described in place", _NAME_IT)


@rule("all-of")
def all_of(spec: Spec) -> Iterator[Problem]:
    """An allOf stands in a named component and holds one `$ref` to a base and one inline object with properties."""
    for place in spec.of("schema"):
        if "allOf" not in place.node:
            continue
        branches: list[Node] = place.node["allOf"]
        bases = [branch for branch in branches if "$ref" in branch]
        added = [branch for branch in branches if "$ref" not in branch and branch.get("properties")]
        if not place.component or len(branches) != 2 or len(bases) != 1 or len(added) != 1:
            fix = "keep one $ref and one inline object with the added properties, in a named component"
            yield Problem(place.pointer, "this is not the one form of allOf in use here", fix)
        elif beside := [name for name in ("properties", "required") if name in place.node]:
            yield Problem(place.pointer, f"`{beside[0]}` beside allOf", "move it into the inline object")


@rule("null-form")
def null_form(spec: Spec) -> Iterator[Problem]:
    """Null is written `type: [string, 'null']` or `anyOf: [{$ref: …}, {type: 'null'}]`."""
    for place in spec.of("schema"):
        node = place.node
        if "nullable" in node:
            yield Problem(place.pointer, "`nullable` is OpenAPI 3.0", "write `type: [string, 'null']`")
        for member in ("anyOf", "oneOf"):
            branches = sequence(node.get(member))
            if {"null"} not in map(types, branches):
                continue
            if member == "oneOf" or all(_is_scalar(branch) for branch in branches):
                fix = "write `type: [string, 'null']`, or anyOf when the other branch is a $ref"
                yield Problem(place.pointer, f"null is a branch of {member}", fix)


@rule("closed-object")
def closed_object(spec: Spec) -> Iterator[Problem]:
    """No object forbids further members: readers are tolerant."""
    for place in spec.of("schema"):
        for member in ("additionalProperties", "unevaluatedProperties"):
            if place.node.get(member) is False:
                yield Problem(place.pointer, f"{member}: false", "delete it")


def _is_structured(media_type: str) -> bool:
    return "json" in media_type or "form" in media_type


def _is_scalar(node: Node) -> bool:
    return bool(types(node)) and not types(node) & {"object", "array"} and not any(key in node for key in _COMPOSITION)


def _is_anything(node: Node) -> bool:
    shaped = ("type", "properties", "items", "additionalProperties", "enum", "const", *_COMPOSITION)
    return not any(key in node for key in shaped)


def _may_be_inline(place: Place) -> bool:
    node = place.node
    if "$ref" in node or _is_scalar(node) or _is_anything(node) or _is_nullable_reference(node):
        return True
    if any(key in node for key in _COMPOSITION) or place.role == "items":
        return False
    if types(node) - {"null"} == {"array"}:
        return "items" in node
    return types(node) - {"null"} == {"object"} and "properties" not in node and "additionalProperties" in node


def _is_nullable_reference(node: Node) -> bool:
    branches = sequence(node.get("anyOf"))
    return len(branches) == 2 and any("$ref" in branch for branch in branches) and {"null"} in map(types, branches)


def _what(node: Node) -> str:
    if "properties" in node or "object" in types(node):
        return "an object"
    if "array" in types(node):
        return "an array that holds more than a $ref or scalar"
    return "a composed schema"
