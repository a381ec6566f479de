"""Keywords of schemas: known ones only, and formats that belong to their type."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from codegen.lint.grammar import GRAMMAR
from codegen.lint.nodes import types
from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.spec import Spec

_ELSEWHERE = {"nullable", "example"}  # the rules `null-form` and `example-form` explain these
_KEYWORDS = {*GRAMMAR["schema"], *_ELSEWHERE, "$comment", "discriminator", "externalDocs", "xml"}

FORMATS = {
    **dict.fromkeys(("date", "date-time", "uuid", "uri", "email", "binary", "byte", "password"), "string"),
    "decimal": "number",
    "unix-ms": "integer",
}
"""The formats of specs/README.md and the ones every reader knows, each with the type it refines."""


@rule("schema-keyword")
def schema_keyword(spec: Spec) -> Iterator[Problem]:
    """A schema holds only keywords of JSON Schema 2020-12 and OpenAPI: readers ignore others silently."""
    for place in spec.of("schema"):
        for key in place.node:
            if key not in _KEYWORDS and not key.startswith("x-"):
                close = get_close_matches(key, _KEYWORDS, 1)
                fix = f"did you mean `{close[0]}`?" if close else "delete it"
                yield Problem(place.pointer, f"`{key}` is no keyword of a schema", fix)


@rule("format")
def schema_format(spec: Spec) -> Iterator[Problem]:
    """A format is one of the table in specs/README.md and stands with its type."""
    for place in spec.of("schema"):
        written = place.node.get("format")
        if written is None:
            continue
        if written not in FORMATS:
            fix = f"leave it out or use one of {', '.join(FORMATS)}"
            yield Problem(place.pointer, f"the format `{written}` is not in use here", fix)
        elif FORMATS[written] not in types(place.node):
            fix = f"write `type: {FORMATS[written]}`"
            yield Problem(place.pointer, f"`format: {written}` on another type", fix)
