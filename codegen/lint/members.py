"""The `x-` members this project knows: on which nodes each may stand and what its value looks like (JSON Schema)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator

LEVELS = ("official", "official-head", "inferred", "unconfirmed")
_METHOD = r"^([a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*|\([a-z ]+\))$"  # in parentheses: called by the client itself
SNAKE_CASE = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"

_Schema = dict[str, Any]


class Member(NamedTuple):
    """Where an `x-` member may stand (kinds of node; none means everywhere) and the schema of its value."""

    places: tuple[str, ...]
    value: _Schema


def _object(required: dict[str, _Schema], optional: dict[str, _Schema] | None = None) -> _Schema:
    properties = {**required, **(optional or {})}
    return {"type": "object", "properties": properties, "required": [*required], "additionalProperties": False}


_ANY: _Schema = {}
_FLAG: _Schema = {"type": "boolean"}
_TEXT: _Schema = {"type": "string", "minLength": 1}
_COUNT: _Schema = {"type": "integer", "minimum": 1}
_NAMES: _Schema = {"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True}
_EVIDENCE = _object({"level": {"enum": [*LEVELS]}, "source": _TEXT}, {"note": _TEXT})

PAGINATION: dict[str, tuple[dict[str, _Schema], dict[str, _Schema]]] = {
    "page-token": ({"request": _TEXT, "response": _TEXT, "items": _TEXT}, {"maximum": _COUNT}),
    "next-page-token": ({"request": _TEXT, "response": _TEXT, "items": _TEXT}, {"maximum": _COUNT}),
    "after": ({"request": _TEXT, "response": _TEXT, "items": _TEXT}, {}),
    "whole-list": ({"items": _TEXT}, {}),
    "offset": (
        {"limit": _TEXT, "offset": _TEXT, "total": _TEXT, "items": _TEXT},
        {"default": _COUNT, "order": _TEXT},
    ),
}
"""Per style the members it needs and those it may have."""


def _pagination() -> _Schema:
    branches = [
        {
            "if": {"properties": {"style": {"const": style}}, "required": ["style"]},
            "then": _object({"style": _TEXT, **required}, optional),
        }
        for style, (required, optional) in PAGINATION.items()
    ]
    styled: _Schema = {"type": "object", "properties": {"style": {"enum": [*PAGINATION]}}, "required": ["style"]}
    return {**styled, "allOf": branches}


MEMBERS: dict[str, Member] = {
    "x-additional-properties-field": Member(("schema",), {"type": "string", "pattern": SNAKE_CASE}),
    "x-alias-of": Member(("schema",), _TEXT),
    "x-alias-paths": Member(
        ("operation",), {"type": "array", "items": {"type": "string", "pattern": "^/"}, "minItems": 1}
    ),
    "x-beta-banner-seen": Member(("document", "info", "operation"), _FLAG),
    "x-client-authentication": Member(
        ("operation",), {"type": "array", "items": {"enum": ["body", "basic"]}, "minItems": 1, "uniqueItems": True}
    ),
    "x-envelope": Member(
        ("operation",),
        _object({"family": {"enum": [*"ABCD"]}, "payload": {"enum": ["details", "results", "result", "data"]}}),
    ),
    "x-evidence": Member((), _EVIDENCE),
    "x-extensible-enum": Member(
        ("schema",), {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True}
    ),
    "x-identity": Member(("operation",), _NAMES),
    "x-minimum": Member(("parameter", "schema"), {"type": ["string", "number"]}),
    "x-name": Member(("schema",), {"type": "string", "pattern": SNAKE_CASE}),
    "x-option-prefix": Member(("operation",), {"type": "string", "pattern": "^([a-z_]+\\.)?$"}),
    "x-pagination": Member(("operation",), _pagination()),
    "x-rate-limit": Member(
        ("operation",), _object({"requests": _COUNT, "seconds": {"type": "number", "exclusiveMinimum": 0}},
                                {"x-evidence": _EVIDENCE}),
    ),
    "x-record-limit": Member(
        ("operation",), _object({"records": _COUNT, "property": _TEXT}, {"bytes": _COUNT, "x-evidence": _EVIDENCE})
    ),
    "x-record-wrapper": Member(
        ("operation",),
        {"enum": ["data", "contact", "leave", "pay_run_summary", "staff_wages", "none", "dated-array"]},
    ),
    "x-retry": Member(
        ("operation",),
        _object({"safety": {"enum": ["read", "idempotent", "deduplicated", "unsafe"]}, "reason": _TEXT}),
    ),
    "x-sdk-method": Member(("operation",), {"type": "string", "pattern": _METHOD}),
    "x-secret": Member(("schema", "parameter", "security-scheme"), _FLAG),
    "x-signed-upload": Member(
        ("operation",),
        _object({"method": {"enum": ["PUT", "POST"]}, "urls": _TEXT}, {"credentials": _TEXT, "x-evidence": _EVIDENCE}),
    ),
    "x-sources": Member(
        ("document",),
        {"type": "object", "additionalProperties": {
            "type": "object", "required": ["title", "kind", "read"],
            "properties": {"title": _TEXT, "kind": _TEXT, "read": {"enum": ["full", "head"]}}}},
    ),
    "x-time-window": Member(
        ("operation",),
        _object({"start": _TEXT, "end": _TEXT}, {"days": _COUNT, "oldest-days": _COUNT, "x-evidence": _EVIDENCE}),
    ),
    "x-unreferenced": Member(("schema",), _TEXT),
    "x-variant": Member(
        ("operation",),
        _object({"parameter": _TEXT, "value": _ANY, "schema": {"type": "string", "pattern": "^[^#/]+$"}}),
    ),
}  # fmt: skip


def faults(name: str, value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Where and how the value of a known member is not what the table says."""
    for error in _validator(name).iter_errors(value):
        yield tuple(str(token) for token in error.absolute_path), error.message


def well_formed(name: str, value: Any) -> bool:
    """Is this what the table says about the member's value?"""
    return not any(faults(name, value))


@cache
def _validator(name: str) -> Any:
    return Draft202012Validator(MEMBERS[name].value)
