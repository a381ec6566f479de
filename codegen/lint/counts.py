"""The counts of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from codegen.document import Node
from codegen.lint.finding import Counts
from codegen.lint.members import LEVELS
from codegen.lint.nodes import mapping, sequence, texts
from codegen.lint.spec import Spec

_MISSING = "missing"


def count(spec: Spec) -> Counts:
    """Size and evidence of a document."""
    properties = [(schema, place) for schema in spec.schemas for place in spec.properties_of(schema)]
    examples = [place.node.get("examples") for place in spec.of("media-type", "parameter", "header", "schema")]
    return Counts(
        operations=len(spec.calls),
        webhooks=len(spec.operations) - len(spec.calls),
        schemas=len(spec.schemas),
        properties=len(properties),
        examples=sum(len(mapping(found)) + len(sequence(found)) for found in examples),
        documented_names=sum(len(texts(names)) for names in mapping(spec.documented).values()),
        operation_evidence=_levels(_level(spec, operation.node) for operation in spec.operations),
        property_evidence=_levels(
            _level(spec, place.node) or _inherited(_level(spec, schema.node)) for schema, place in properties
        ),
    )


def _level(spec: Spec, node: Node) -> str | None:
    level: str | None = mapping(spec.member(node, "x-evidence")).get("level")
    return level


def _inherited(level: str | None) -> str | None:
    return level if level == "official" else None


def _levels(found: Iterable[str | None]) -> dict[str, int]:
    counted = Counter(level or _MISSING for level in found)
    return {level: counted[level] for level in (*LEVELS, _MISSING)}
