"""Requests that carry many records: the limit and what makes two records the same."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.document import Node, Operation
from codegen.lint.nodes import mapping, text
from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.spec import Spec


@rule("record-limit")
def record_limit(spec: Spec) -> Iterator[Problem]:
    """x-record-limit names an array of the request body, and agrees with its maxItems."""
    for operation in spec.calls:
        node = spec.member(operation.node, "x-record-limit")
        if node is None:
            continue
        where = f"{operation.pointer}/x-record-limit"
        schema = spec.fields(spec.request(operation)).get(node["property"], {})
        if spec.items(schema) is None:
            message = f"the request body has no array `{node['property']}`"
            yield Problem(where, message, "name the property that holds the records")
        maximum = spec.resolve(schema).get("maxItems", node["records"])
        if maximum != node["records"]:
            message = f"records: {node['records']}, but `{node['property']}` has maxItems: {maximum}"
            yield Problem(where, message, "make the two equal")


@rule("identity")
def identity(spec: Spec) -> Iterator[Problem]:
    """x-identity names properties of the records that the request carries."""
    for operation in spec.calls:
        names = spec.member(operation.node, "x-identity")
        if names is None:
            continue
        known = spec.fields(_record(spec, operation))
        for name in names:
            if name not in known:
                message = f"the record has no property `{name}`"
                yield Problem(f"{operation.pointer}/x-identity", message, "name a property of the record")


def _record(spec: Spec, operation: Operation) -> Node:
    """The schema of one record: in the limited array, else in a body that is an array, in its only array, or itself."""
    body = spec.request(operation) or {}
    limit = mapping(spec.member(operation.node, "x-record-limit"))
    arrays = {name: items for name, node in spec.fields(body).items() if (items := spec.items(node))}
    if limit:
        return arrays.get(text(limit.get("property")), {})
    whole = spec.items(body)
    return whole or (next(iter(arrays.values())) if len(arrays) == 1 else body)
