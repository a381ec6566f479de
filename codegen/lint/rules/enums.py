"""Lists of values: open where the server speaks, closed only in requests, and always named when they are strings."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.document import pointer
from codegen.lint.nodes import sequence, types
from codegen.lint.problem import Problem
from codegen.lint.reach import answered, speaks
from codegen.lint.registry import rule
from codegen.lint.spec import Spec

_PYTHON: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


@rule("enum-named")
def enum_named(spec: Spec) -> Iterator[Problem]:
    """A list of string values is a named component."""
    for place in spec.of("schema"):
        listed = any(isinstance(value, str) for value in sequence(place.node.get("enum")))
        if (listed or "x-extensible-enum" in place.node) and not place.component:
            yield Problem(
                place.pointer, "a list of string values in place", "make it a named component and refer to it"
            )


@rule("enum-open")
def enum_open(spec: Spec) -> Iterator[Problem]:
    """Where the server speaks a list of values is x-extensible-enum: published lists are never known to be complete."""
    reached = answered(spec)
    for place in spec.of("schema"):
        if "enum" in place.node and (speaks(place) or pointer(*place.tokens[:3]) in reached):
            fix = "write x-extensible-enum, or give requests a schema of their own"
            yield Problem(place.pointer, "a closed enum that an answer or a webhook can carry", fix)


@rule("enum-string")
def enum_string(spec: Spec) -> Iterator[Problem]:
    """A component with x-extensible-enum is `type: string` and has no enum beside it."""
    for place in spec.of("schema"):
        if "x-extensible-enum" in place.node and (place.node.get("type") != "string" or "enum" in place.node):
            fix = "write `type: string` and x-extensible-enum only; null goes where the component is used"
            yield Problem(place.pointer, "x-extensible-enum on something else than a plain string", fix)


@rule("enum-typed")
def enum_typed(spec: Spec) -> Iterator[Problem]:
    """A closed enum stands with a type, and its values are of that type."""
    for place in spec.of("schema"):
        values = sequence(place.node.get("enum"))
        allowed = tuple(kind for name in types(place.node) for kind in _PYTHON.get(name, ()))
        wrong = [value for value in values if type(value) not in allowed]
        if wrong:
            written = ", ".join(sorted(types(place.node))) or "no type"
            yield Problem(place.pointer, f"{wrong[0]!r:.40} in an enum with {written}", "make type and values agree")
