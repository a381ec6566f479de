"""Operation facts the client acts on: retry safety, other paths, another body, a second step, a span of time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codegen.lint.nodes import mapping
from codegen.lint.problem import Problem
from codegen.lint.registry import rule
from codegen.lint.spec import Spec


@rule("retry")
def retry(spec: Spec) -> Iterator[Problem]:
    """Every operation says whether it may be sent again after an answer was lost, and why."""
    for operation in spec.calls:
        if "x-retry" not in operation.node:
            fix = "add x-retry: {safety: read | idempotent | deduplicated | unsafe, reason: …}"
            yield Problem(operation.pointer, "no x-retry", fix)


@rule("alias-path")
def alias_path(spec: Spec) -> Iterator[Problem]:
    """An alias path is not a path of its own and has the path parameters of the operation."""
    for operation in spec.calls:
        for path in spec.member(operation.node, "x-alias-paths") or ():
            if path in spec.root["paths"]:
                yield Problem(operation.pointer, f"the alias {path} is a path of this document", "delete one of them")
            elif _slots(path) != _slots(operation.path):
                fix = f"use the parameters of {operation.path}"
                yield Problem(operation.pointer, f"the alias {path} has other path parameters", fix)


@rule("variant")
def variant(spec: Spec) -> Iterator[Problem]:
    """x-variant names a query parameter of the operation and a named schema."""
    for operation in spec.calls:
        node = spec.member(operation.node, "x-variant")
        if node is None:
            continue
        where = f"{operation.pointer}/x-variant"
        if node["parameter"] not in spec.query(operation):
            yield Problem(where, f"the operation has no query parameter `{node['parameter']}`", "correct the name")
        if node["schema"] not in spec.document.schemas:
            yield Problem(where, f"there is no schema {node['schema']}", "name a component schema")


@rule("signed-upload")
def signed_upload(spec: Spec) -> Iterator[Problem]:
    """The addresses that x-signed-upload names are in the 200 answer."""
    for operation in spec.calls:
        node = spec.member(operation.node, "x-signed-upload")
        if node is not None and spec.follow(spec.answer(operation), node["urls"]) is None:
            where = f"{operation.pointer}/x-signed-upload"
            yield Problem(where, f"the answer has no `{node['urls']}`", "give the dotted path of the addresses")


@rule("time-window")
def time_window(spec: Spec) -> Iterator[Problem]:
    """x-time-window names two query parameters of the operation."""
    for operation in spec.calls:
        node = mapping(spec.member(operation.node, "x-time-window"))
        for name in sorted({node[member] for member in ("start", "end") if member in node} - spec.query(operation)):
            where = f"{operation.pointer}/x-time-window"
            yield Problem(where, f"the operation has no query parameter `{name}`", "correct the name")


def _slots(path: str) -> set[str]:
    return set(re.findall(r"{([^}]*)}", path))
