"""Envelopes of 9Spokes: the payload of an answer, the wrapper of its records, the prefix of their properties."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.lint.nodes import mapping
from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.spec import Spec


@rule("envelope")
def envelope(spec: Spec) -> Iterator[Problem]:
    """The payload that x-envelope names is a property of the 200 answer."""
    for operation in spec.calls:
        node = spec.member(operation.node, "x-envelope")
        if node is not None and node["payload"] not in spec.fields(spec.answer(operation)):
            message = f"the answer has no property `{node['payload']}`"
            yield Problem(f"{operation.pointer}/x-envelope", message, "name the property that holds the payload")


@rule("record-wrapper")
def record_wrapper(spec: Spec) -> Iterator[Problem]:
    """The wrapper that x-record-wrapper names is a property of the records in the payload."""
    for operation in spec.calls:
        wrapper = spec.member(operation.node, "x-record-wrapper")
        if wrapper is None or wrapper == "none":
            continue
        payload = mapping(spec.member(operation.node, "x-envelope")).get("payload", "")
        wanted = {"balance_date", "data"} if wrapper == "dated-array" else {wrapper}
        missing = wanted - spec.fields(spec.record(operation, payload)).keys()
        if missing:
            message = f"the records of the payload `{payload}` have no `{'`, `'.join(sorted(missing))}`"
            yield Problem(f"{operation.pointer}/x-record-wrapper", message, "name the property that holds the record")


@rule("option-prefix")
def option_prefix(spec: Spec) -> Iterator[Problem]:
    """The prefix that x-option-prefix gives is the wrapper of the records, or empty."""
    for operation in spec.calls:
        prefix = spec.member(operation.node, "x-option-prefix")
        wrapper = spec.member(operation.node, "x-record-wrapper")
        if prefix and prefix != f"{wrapper}.":
            message = f"`{prefix}` is not the wrapper `{wrapper}` with a point"
            yield Problem(f"{operation.pointer}/x-option-prefix", message, "make the two agree")
