"""Evidence: where each statement of the document comes from."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.document import Node, pointer
from codegen.lint.nodes import mapping, sequence, text
from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.spec import Spec

_ADD = "add x-evidence: {level: official | official-head | inferred | unconfirmed, source: …}"


@rule("evidence")
def evidence(spec: Spec) -> Iterator[Problem]:
    """Every operation, webhook and named schema carries x-evidence."""
    for place in spec.of("operation", "schema"):
        if (place.kind == "operation" or place.component) and "x-evidence" not in place.node:
            yield Problem(place.pointer, "no x-evidence", _ADD)


@rule("evidence-property")
def evidence_property(spec: Spec) -> Iterator[Problem]:
    """Where the evidence of a schema is not `official` each of its properties carries its own."""
    for schema in spec.schemas:
        level = mapping(spec.member(schema.node, "x-evidence")).get("level", "official")
        for place in spec.properties_of(schema) if level != "official" else ():
            if "x-evidence" not in place.node:
                yield Problem(place.pointer, f"no x-evidence, and that of {schema.key} is `{level}`", _ADD)


@rule("evidence-note")
def evidence_note(spec: Spec) -> Iterator[Problem]:
    """A deduction (`inferred`) says on what ground it stands."""
    for where, node in _evidence(spec):
        if node["level"] == "inferred" and "note" not in node:
            yield Problem(where, "`inferred` without a note", "add a note that gives the ground")


@rule("evidence-read")
def evidence_read(spec: Spec) -> Iterator[Problem]:
    """The level `official` stands on a source that was read in full, `official-head` on one that was not."""
    for where, node in _evidence(spec):
        read = text(mapping(spec.sources.get(node["source"])).get("read"))
        wanted = {"official": True, "official-head": False}.get(node["level"])
        if read and wanted is not None and wanted != read.endswith("full"):
            message = f"`{node['level']}`, but {node['source']} was read: {read}"
            yield Problem(where, message, "correct the level or the source")


@rule("source-unknown")
def source_unknown(spec: Spec) -> Iterator[Problem]:
    """A source is an id of the document's x-sources."""
    for where, node in _evidence(spec):
        if node["source"] not in spec.sources:
            message = f"the source `{node['source']}` is not listed"
            yield Problem(where, message, "correct the id or list it under x-sources")


@rule("source-unused")
def source_unused(spec: Spec) -> Iterator[Problem]:
    """Every listed source is the source of something, here or in the ledger."""
    ledger = mapping(spec.ledger)
    entries = [entry for section in ledger.values() for entry in sequence(section)]
    cited = {node["source"] for _, node in _evidence(spec)} | {text(mapping(entry).get("source")) for entry in entries}
    for name in spec.sources:
        if name not in cited:
            yield Problem(pointer("x-sources", name), "nothing cites this source", "delete it or cite it")


def _evidence(spec: Spec) -> Iterator[tuple[str, Node]]:
    """Every well-formed x-evidence, also those inside other `x-` members."""
    for place in spec.places:
        holders = [
            ((), place.node),
            *(((name,), mapping(value)) for name, value in place.node.items() if name[:2] == "x-"),
        ]
        for tokens, holder in holders:
            found = spec.member(holder, "x-evidence")
            if found is not None:
                yield pointer(*place.tokens, *tokens, "x-evidence"), found
