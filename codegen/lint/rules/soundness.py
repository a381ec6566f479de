"""Rules without which no other rule can read the document."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.spec import Spec


@rule("json-value", "soundness")
def json_value(spec: Spec) -> Iterator[Problem]:
    """The file holds what JSON can hold: string keys, finite numbers, no node inside itself."""
    yield from spec.unsound.get("json-value", ())


@rule("node-kind", "soundness")
def node_kind(spec: Spec) -> Iterator[Problem]:
    """Where OpenAPI wants a mapping, a list or a string there is a mapping, a list or a string."""
    yield from spec.unsound.get("node-kind", ())


@rule("reference", "soundness")
def reference(spec: Spec) -> Iterator[Problem]:
    """Every `$ref` names a component of the right section and no circle of references is endless."""
    yield from spec.unsound.get("reference", ())


@rule("duplicate-key", "soundness")
def duplicate_key(spec: Spec) -> Iterator[Problem]:
    """No key stands twice in one mapping: YAML would keep the last and lose the others silently."""
    if spec.source is not None:
        for place, line in spec.source.duplicates():
            yield Problem(place, f"the key stands here a second time (line {line})", "merge the two or rename one")
