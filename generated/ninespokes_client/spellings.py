"""Between the wire and the models: second spellings of a property, and the keys that the description does not list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .shapes import fields_above, fields_of, struct_of, walk

OTHER = "*"  # wire name under which the models keep the keys that the description does not list


def is_open(cls: Any) -> bool:
    """Whether the struct keeps keys that the description does not list."""
    return hasattr(cls, "__open_field__")


def is_rewritten(cls: Any) -> bool:
    """Whether the struct is read from other keys than its own: second spellings, or keys that are kept."""
    return hasattr(cls, "__aliases__") or is_open(cls)


def rename(value: dict[str, Any], cls: Any) -> dict[str, Any]:
    """An object of the wire under the names that the struct knows, other keys under `OTHER` where it keeps them."""
    known, other = spellings(value, cls)
    below = fields_above(cls, is_rewritten)
    named = {
        name: walk(value[key], below[name], rename) if name in below else value[key] for name, key in known.items()
    }
    return {**named, OTHER: other} if is_open(cls) else {**other, **named}


def spellings(value: dict[str, Any], cls: Any) -> tuple[dict[str, str], dict[str, Any]]:
    """Which key of an object holds which documented property, and the keys that hold none.

    A property that stands there in two spellings is read from its own, unless that one is null.
    """
    aliases: Mapping[str, str] = getattr(cls, "__aliases__", {})
    fields, tag = fields_of(cls), struct_of(cls).tag_field
    known: dict[str, str] = {}
    other: dict[str, Any] = {}
    for key, item in value.items():
        name = aliases.get(key, key)
        if name == OTHER or (name not in fields and name != tag):
            other[key] = item
        elif name not in known or (value[known[name]] is None if name != key else item is not None):
            known[name] = key
    return known, other


def flat(value: dict[str, Any], cls: Any) -> dict[str, Any]:
    """Undo `OTHER`: keys kept under it are written beside the documented ones, which they must not repeat."""
    below = fields_above(cls, is_open)
    named = value
    if below:
        named = {key: walk(item, below[key], flat) if key in below else item for key, item in value.items()}
    other = named.pop(OTHER, None) if is_open(cls) else None
    if not other:
        return named
    repeated = sorted(other.keys() & named.keys())
    if repeated:
        raise ValueError(f"additional key {repeated[0]!r} repeats a documented property; set that property instead")
    return {**named, **other}
