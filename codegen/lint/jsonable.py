"""A copy of a parsed YAML file that holds nothing JSON cannot: the first thing lint does with untrusted input."""

from __future__ import annotations

import math
from typing import Any

from codegen.document import pointer
from codegen.facts.notation import is_list, is_mapping
from codegen.lint.problem import Problem

MAX_DEPTH = 80
MAX_NODES = 1_000_000


class _TooLarge(Exception):
    pass


def json_copy(value: Any) -> tuple[Any, list[Problem]]:
    """The value as JSON, and a problem for each node that had to be changed for it."""
    copier = _Copier()
    try:
        return copier.copy(value, ()), copier.problems
    except _TooLarge:
        message = f"the file unfolds to more than {MAX_NODES:,} nodes"
        return {}, [Problem("", message, "write shared parts as components, not as YAML aliases")]


class _Copier:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._open: set[int] = set()
        self._count = 0

    def copy(self, value: Any, tokens: tuple[str, ...]) -> Any:
        self._count += 1
        if self._count > MAX_NODES:
            raise _TooLarge
        if is_mapping(value) or is_list(value):
            return self._container(value, tokens)
        if value is None or isinstance(value, str | bool | int) or (isinstance(value, float) and math.isfinite(value)):
            return value
        self._problem(
            tokens, f"{value!r:.40} is not a JSON value", "write a string, a finite number, true, false or null"
        )
        return None

    def _container(self, value: dict[Any, Any] | list[Any], tokens: tuple[str, ...]) -> Any:
        if id(value) in self._open:
            self._problem(tokens, "a YAML alias makes this node contain itself", "refer to a component with $ref")
            return None
        if len(tokens) >= MAX_DEPTH:
            self._problem(tokens, f"nested more than {MAX_DEPTH} deep", "move inner parts to components")
            return None
        self._open.add(id(value))
        try:
            if isinstance(value, list):
                return [self.copy(item, (*tokens, str(index))) for index, item in enumerate(value)]
            return {self._key(key, tokens): self.copy(item, (*tokens, str(key))) for key, item in value.items()}
        finally:
            self._open.discard(id(value))

    def _key(self, key: Any, tokens: tuple[str, ...]) -> str:
        if not isinstance(key, str):
            self._problem((*tokens, str(key)), f"the key {key!r} is not a string", f"quote it: '{key}'")
        return str(key)

    def _problem(self, tokens: tuple[str, ...], message: str, fix: str) -> None:
        self.problems.append(Problem(pointer(*tokens), message, fix))
