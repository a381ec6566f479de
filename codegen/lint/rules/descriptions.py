"""Descriptions: there is one, and it says more than the name."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.lint.nodes import sequence, text, types
from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.sound import Place
from codegen.lint.spec import Spec
from codegen.lint.words import repeats


@rule("description")
def description(spec: Spec) -> Iterator[Problem]:
    """Operations, parameters, named schemas and properties are described; a property may leave it to the `$ref`."""
    for place, _ in _described(spec):
        if not text(place.node.get("description")).strip() and not _left_to_reference(place):
            yield Problem(place.pointer, "no description", "say in a sentence what a reader needs to know")


@rule("description-says-more")
def description_says_more(spec: Spec) -> Iterator[Problem]:
    """A description holds something that the name does not say already."""
    for place, name in _described(spec):
        written = text(place.node.get("description")).strip()
        if written and repeats(written, name):
            fix = "say what the name does not: meaning, unit, origin, limits"
            yield Problem(place.pointer, f"`{written:.80}` only repeats the name `{name}`", fix)


def _described(spec: Spec) -> Iterator[tuple[Place, str]]:
    for place in spec.of("operation", "parameter", "schema"):
        if place.kind == "operation":
            yield place, text(place.node.get("operationId"))
        elif place.kind == "parameter":
            yield place, text(place.node.get("name"))
        elif place.component or place.role == "properties":
            yield place, place.key


def _left_to_reference(place: Place) -> bool:
    branches = [branch for branch in sequence(place.node.get("anyOf")) if types(branch) != {"null"}]
    return place.role == "properties" and all("$ref" in node for node in branches or [place.node])
