"""Typed records in the form that plugins are given: by attribute, and by wire name like a dictionary.

A model cannot be both, so the copy that a plugin is given is of a class made for it, a subclass of the model that adds
`record["wireName"]`, `.get()`, `in`, `{**record}` and the like. What a plugin returns is of the model itself again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from spokebridge.plugins.records import attribute_of, copied, wire_fields


def offered(record: msgspec.Struct) -> msgspec.Struct:
    """A copy for a plugin to read, change and return."""
    copy = copied(record)
    copy.__class__ = _offered_class(type(record))
    return copy


def taken_back(record: msgspec.Struct, kind: type[msgspec.Struct]) -> msgspec.Struct:
    """The same record, of the model."""
    if type(record) is not kind:
        record.__class__ = kind
    return record


def _keys(self: msgspec.Struct) -> list[str]:
    return list(wire_fields(self))


def _items(self: msgspec.Struct) -> list[tuple[str, Any]]:
    return list(wire_fields(self).items())


def _values(self: msgspec.Struct) -> list[Any]:
    return list(wire_fields(self).values())


def _get(self: msgspec.Struct, name: str, otherwise: Any = None) -> Any:
    return wire_fields(self).get(name, otherwise)


def _item(self: msgspec.Struct, name: str) -> Any:
    return wire_fields(self)[name]


def _set_item(self: msgspec.Struct, name: str, value: Any) -> None:
    setattr(self, attribute_of(type(self), name), value)


def _contains(self: msgspec.Struct, name: object) -> bool:
    return name in wire_fields(self)


def _iterate(self: msgspec.Struct) -> Iterator[str]:
    return iter(wire_fields(self))


def _equal(self: msgspec.Struct, other: Any) -> bool:
    same = isinstance(other, type(self).__mro__[1])
    return same and wire_fields(self) == wire_fields(other)


_METHODS: dict[str, Any] = {
    "keys": _keys,
    "items": _items,
    "values": _values,
    "get": _get,
    "__getitem__": _item,
    "__setitem__": _set_item,
    "__contains__": _contains,
    "__iter__": _iterate,
    "__eq__": _equal,
}


@cache
def _offered_class(kind: type[msgspec.Struct]) -> type[msgspec.Struct]:
    taken = {name for base in kind.__mro__ for name in vars(base) if not name.startswith("__")}
    methods = {name: method for name, method in _METHODS.items() if name not in taken}
    make: Any = type(kind)
    made: type[msgspec.Struct] = make(kind.__name__, (kind,), methods)
    return made
