"""Values of records as CEL sees them, and back.

Decimals stay Decimal; a float counts by the digits it is written with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
from celpy import celtypes

from spokebridge.plain import is_mapping, is_sequence
from spokebridge.plugins.field_mapper.work import Work
from spokebridge.plugins.records import wire_fields

_INT64 = 2**63


def to_cel(value: Any) -> Any:
    """A value of a record as CEL value. Raises TypeError for one that rules cannot work with."""
    if value is None or isinstance(value, Decimal):
        return value
    for kind, make in _MAKE.items():
        if isinstance(value, kind):
            return make(value)
    if is_mapping(value):
        return mapping((str(name), item) for name, item in value.items())
    if is_sequence(value):
        return celtypes.ListType([to_cel(item) for item in value])
    raise TypeError(f"a {type(value).__name__} is nothing that rules can work with")


def _whole(value: int) -> Any:
    return celtypes.IntType(value) if -_INT64 <= value < _INT64 else Decimal(value)


def _day(value: date) -> Any:
    return celtypes.TimestampType(datetime(value.year, value.month, value.day, tzinfo=UTC))


def _struct(value: msgspec.Struct) -> Any:
    return mapping(wire_fields(value).items())


_MAKE: dict[type, Callable[[Any], Any]] = {
    str: celtypes.StringType,
    bool: celtypes.BoolType,
    int: _whole,
    float: lambda value: Decimal(repr(value)),
    datetime: celtypes.TimestampType,
    date: _day,
    bytes: celtypes.BytesType,
    msgspec.Struct: _struct,
}
"""In this order: a bool is an int, a datetime is a date."""


def mapping(pairs: Iterable[tuple[str, Any]]) -> celtypes.MapType:
    """Names and values as CEL map."""
    found = celtypes.MapType()
    for name, value in pairs:
        found[celtypes.StringType(name)] = to_cel(value)
    return found


def from_cel(value: Any) -> Any:
    """A CEL value as plain Python value. Raises TypeError for what a record cannot hold."""
    match value:
        case None | Decimal():
            return value
        case bool() | celtypes.BoolType():
            return bool(value)
        case int():
            return int(value)
        case float():
            return Decimal(repr(float(value)))
        case str():
            return str.__str__(value)
        case datetime():
            return datetime.combine(value.date(), value.timetz()).astimezone(UTC)
        case celtypes.MapType():
            return {str(name): from_cel(item) for name, item in value.items()}
        case celtypes.ListType():
            return [from_cel(item) for item in value]
        case _:
            raise TypeError(f"it gives a {type(value).__name__}, which a record cannot hold")


def variables(work: Work) -> dict[str, Any]:
    """What an expression may use: the record as it is now, the operation, the tables."""
    if work.view is None:
        work.view = {
            "record": mapping(work.record.items()),
            "operation": celtypes.StringType(work.operation),
            "tables": mapping(work.tables.items()),
        }
    else:
        record: celtypes.MapType = work.view["record"]
        for field in work.unseen:
            if field in work.record:
                record[celtypes.StringType(field)] = to_cel(work.record[field])
            else:
                record.pop(celtypes.StringType(field), None)
    work.unseen.clear()
    return work.view
