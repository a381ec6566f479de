"""Telling JSON objects and lists apart in a way that type checkers follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeGuard


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """A JSON object."""
    return isinstance(value, dict)


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """A JSON array."""
    return isinstance(value, list)


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Anything that maps keys to values."""
    return isinstance(value, Mapping)


def is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    """Anything in order that is not a text."""
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def is_iterable(value: object) -> TypeGuard[Iterable[Any]]:
    """Anything that gives one value after the other."""
    return isinstance(value, Iterable)
