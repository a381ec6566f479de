"""Pagination: every list operation says how it pages, and the names it gives exist."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.lint.nodes import mapping
from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.spec import Spec
from codegen.lint.words import first_word


@rule("pagination")
def pagination(spec: Spec) -> Iterator[Problem]:
    """A list operation says how its pages follow one another."""
    for operation in spec.calls:
        if first_word(operation.id) == "list" and "x-pagination" not in operation.node:
            yield Problem(
                operation.pointer, "a list operation without x-pagination", "add it; `whole-list` is a style too"
            )


@rule("pagination-names")
def pagination_names(spec: Spec) -> Iterator[Problem]:
    """The parameters that x-pagination names exist, and so do the properties of the 200 answer."""
    for operation in spec.calls:
        node = mapping(spec.member(operation.node, "x-pagination"))
        where = f"{operation.pointer}/x-pagination"
        query = spec.query(operation)
        for member in ("request", "limit", "offset"):
            if member in node and node[member] not in query:
                message = f"{member}: the operation has no query parameter `{node[member]}`"
                yield Problem(where, message, "name a query parameter of this operation")
        answer = spec.fields(spec.answer(operation))
        for member in ("response", "total", "items"):
            if member in node and node[member] not in answer:
                message = f"{member}: the answer has no property `{node[member]}`"
                yield Problem(where, message, "name a property of the 200 answer")
        if node.get("items") in answer and spec.items(answer[node["items"]]) is None:
            yield Problem(where, f"items: `{node['items']}` is not an array", "name the property that holds the items")
        if "order" in node and spec.follow(spec.record(operation, node["items"]), node["order"]) is None:
            message = f"order: the items of `{node['items']}` have no property `{node['order']}`"
            yield Problem(where, message, "name a property of the items, with its dotted path")
