"""Examples: every body has one, and each fits its schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.document import pointer
from codegen.lint.nodes import mapping, sequence, text
from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.sound import Place
from codegen.lint.spec import Spec
from codegen.lint.values import Values


@rule("example-missing")
def example_missing(spec: Spec) -> Iterator[Problem]:
    """Every media type of a request, an answer or a webhook has at least one entry under `examples`."""
    for place in spec.of("media-type"):
        if not place.node.get("examples") and place.node.get("schema", {}).get("format") != "binary":
            yield Problem(place.pointer, "no examples", "add one with invented data: `examples: {typical: {value: …}}`")


@rule("example-form")
def example_form(spec: Spec) -> Iterator[Problem]:
    """A body or schema has `examples` (not `example`), and each holds its value, so that it can be checked."""
    for place in spec.of("schema", "media-type"):
        if "example" in place.node:
            yield Problem(place.pointer, "`example` instead of `examples`", "write it under `examples`")
    for place in spec.of("example"):
        if "value" not in place.node:
            yield Problem(place.pointer, "the example has no value", "write the value in place")


@rule("example-invalid")
def example_invalid(spec: Spec) -> Iterator[Problem]:
    """Every example validates against its schema and uses no key that the schema does not declare."""
    values = Values(spec)
    for stood_at, schemas, value in _examples(spec):
        found = min((values.faults(schema, value) for schema in schemas), key=_distance)
        for path, message in found:
            fix = "correct the example, or the schema when the example is right"
            yield Problem(stood_at + pointer(*path), message, fix)


def _distance(faults: list[tuple[tuple[str, ...], str]]) -> tuple[int, int]:
    """How far a value is from a schema: by the number of faults, then by how near the surface they are."""
    return len(faults), -max((len(path) for path, _ in faults), default=0)


def _examples(spec: Spec) -> Iterator[tuple[str, list[str], Any]]:
    """Where each example value stands, the pointers of the schemas it may fit, and the value."""
    for place in spec.of("media-type", "parameter", "header"):
        if "schema" in place.node:
            schemas = [f"{place.pointer}/schema", *_variants(spec, place)]
            if "example" in place.node and place.kind != "media-type":
                yield f"{place.pointer}/example", schemas, place.node["example"]
            for name in mapping(place.node.get("examples")):
                stood_at, example = _followed(spec, (*place.tokens, "examples", name))
                if "value" in example:
                    yield f"{stood_at}/value", schemas, example["value"]
    for place in spec.of("schema"):
        for index, value in enumerate(sequence(place.node.get("examples"))):
            yield f"{place.pointer}/examples/{index}", [place.pointer], value


def _followed(spec: Spec, tokens: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    stood_at = pointer(*tokens)
    example = mapping(spec.document.at(stood_at))
    while "$ref" in example:
        stood_at = example["$ref"].removeprefix("#")
        example = mapping(spec.document.at(stood_at))
    return stood_at, example


def _variants(spec: Spec, place: Place) -> Iterator[str]:
    """The other body of an operation whose answer depends on a parameter."""
    if place.tokens[0] == "paths" and place.tokens[3:4] == ("responses",):
        operation = mapping(spec.document.at(pointer(*place.tokens[:3])))
        variant = text(mapping(spec.member(operation, "x-variant")).get("schema"))
        if variant in spec.document.schemas:
            yield pointer("components", "schemas", variant)
