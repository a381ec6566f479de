"""Typed records by their wire names, so that plugins need not know the models."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec


def wire_fields(record: msgspec.Struct) -> dict[str, Any]:
    """Wire name and typed value of every field that is there."""
    values = ((name, getattr(record, field.name)) for name, field in _fields(type(record)).items())
    return {name: value for name, value in values if value is not None}


def changed_fields(record: msgspec.Struct, wire: Mapping[str, Any]) -> msgspec.Struct:
    """A copy with these fields and no others. Raises ValueError for a field or value that its type has no place for."""
    fields = _fields(type(record))
    strange = [name for name in wire if name not in fields]
    if strange:
        raise ValueError(f"a {type(record).__name__} has no field {', '.join(map(repr, strange))}")
    changes: dict[str, Any] = {}
    for name, field in fields.items():
        before, after = getattr(record, field.name), wire.get(name)
        if after is before:
            continue
        try:
            changes[field.name] = msgspec.convert(after, field.type, from_attributes=True)
        except msgspec.ValidationError as error:
            raise ValueError(f"{name}: {error}") from None
    return copied(record, **changes)


def copied(record: msgspec.Struct, **changes: Any) -> msgspec.Struct:
    """A copy with other values of some attributes, and with what the record keeps beside its fields."""
    copy = msgspec.structs.replace(record, **changes)
    if hasattr(record, "__dict__"):
        vars(copy).update(vars(record))
    return copy


def attribute_of(kind: type[msgspec.Struct], wire_name: str) -> str:
    """The attribute for a wire name. Raises KeyError."""
    field = _fields(kind).get(wire_name)
    if field is None:
        raise KeyError(wire_name)
    name: str = field.name
    return name


@cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, Any]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}
