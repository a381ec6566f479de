"""Does an example fit its schema? JSON Schema 2020-12 with the formats of specs/README.md, and no undeclared keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from codegen.document import Node
from codegen.lint.nodes import mapping, sequence
from codegen.lint.spec import Spec

Path = tuple[str, ...]

_ROOT = "urn:lint:document"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DATE_TIME = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_MILLISECONDS = range(10**11, 10**14)  # 1973 to 5138: a value outside is in seconds, or in microseconds

checker = FormatChecker(formats=())


@checker.checks("date", raises=ValueError)
def _date(value: object) -> bool:
    return not isinstance(value, str) or (_DATE.fullmatch(value) is not None and bool(date.fromisoformat(value)))


@checker.checks("date-time", raises=ValueError)
def _date_time(value: object) -> bool:
    if not isinstance(value, str):
        return True
    parts = _DATE_TIME.fullmatch(value)
    return parts is not None and bool(datetime.fromisoformat(parts[1] + parts[3].replace("Z", "+00:00")))


@checker.checks("unix-ms")
def _unix_ms(value: object) -> bool:
    return not isinstance(value, int) or value in _MILLISECONDS


@checker.checks("uuid", raises=ValueError)
def _uuid(value: object) -> bool:
    return not isinstance(value, str) or str(UUID(value)) == value.lower()


@checker.checks("uri", raises=ValueError)
def _uri(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme)


class Values:
    """Checks values against the schemas of one document."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        registry: Any = Registry
        self._registry = registry().with_resource(_ROOT, DRAFT202012.create_resource(spec.root))

    def faults(self, schema_pointer: str, value: Any) -> list[tuple[Path, str]]:
        """Where and how a value does not fit the schema at a pointer."""
        schema = {"$ref": f"{_ROOT}#{quote(schema_pointer)}"}
        validator: Any = Draft202012Validator(schema, registry=self._registry, format_checker=checker)
        try:
            errors: list[tuple[Path, str]] = [
                (tuple(str(token) for token in error.absolute_path), f"{error.message:.200}")
                for error in validator.iter_errors(value)
            ]
        except Exception:  # the schema is none, e.g. its `pattern` is broken: the rule `openapi` says so
            return []
        undeclared = self._undeclared(self._spec.document.at(schema_pointer), value, ())
        return errors or [(path, f"the schema declares no `{path[-1]}`") for path in undeclared]

    def _undeclared(self, schema: Any, value: Any, path: Path) -> Iterator[Path]:
        node = self._spec.resolve(schema)
        options = self._spec.options(node)
        if options and "properties" not in node:
            yield from min((list(self._undeclared(option, value, path)) for option in options), key=len)
        elif isinstance(value, dict):
            yield from self._undeclared_keys(node, mapping(value), path)
        elif isinstance(value, list) and "items" in node:
            for index, item in enumerate(sequence(value)):
                yield from self._undeclared(node["items"], item, (*path, str(index)))

    def _undeclared_keys(self, node: Node, value: Node, path: Path) -> Iterator[Path]:
        fields = self._spec.fields(node)
        others = node.get("additionalProperties")
        free = not fields or others is not None or "x-additional-properties-field" in node
        for key, item in value.items():
            if key in fields:
                yield from self._undeclared(fields[key], item, (*path, key))
            elif isinstance(others, dict):
                yield from self._undeclared(others, item, (*path, key))
            elif not free:
                yield (*path, key)
