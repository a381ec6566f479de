"""How values and types belong together: what a type is made of, which member of a union a value is meant for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from math import isfinite
from typing import Any, Literal, TypeGuard, cast

import msgspec
from msgspec import inspect

from .types import Milliseconds, from_milliseconds

_DIGITS = 4300  # the longest integer that Python reads and writes


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """Whether this is a JSON array."""
    return isinstance(value, list)


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """Whether this is a JSON object."""
    return isinstance(value, dict)


@cache
def type_info(type_: Any) -> inspect.Type:
    """What msgspec knows about a type."""
    return inspect.type_info(type_)


@cache
def struct_of(cls: Any) -> inspect.StructType:
    """What msgspec knows about a struct; unlike `type_info`, also below a type that refers to it."""
    return cast(inspect.StructType, inspect.type_info(cls))


@cache
def fields_of(cls: Any) -> Mapping[str, inspect.Type]:
    """The types of a struct's fields by wire name."""
    return {field.encode_name: field.type for field in struct_of(cls).fields}


@cache
def holds(type_: Any, test: Callable[[Any], bool]) -> bool:
    """Whether a struct that passes the test can lie anywhere in a value of this type."""
    return _any_struct(type_info(type_), test, set())


def has_decimal(cls: Any) -> bool:
    """Whether a field of the struct is read as a Decimal."""
    return any(
        isinstance(part, inspect.DecimalType) for info in fields_of(cls).values() for part in (info, *_children(info))
    )


@cache
def fields_above(cls: Any, test: Callable[[Any], bool]) -> Mapping[str, inspect.Type]:
    """The fields of a struct below which a struct that passes the test can lie."""
    return {name: info for name, info in fields_of(cls).items() if _any_struct(info, test, set())}


def _any_struct(info: inspect.Type, test: Callable[[Any], bool], visited: set[Any]) -> bool:
    if isinstance(info, inspect.StructType):
        if info.cls in visited:
            return False
        visited.add(info.cls)
        if test(info.cls):
            return True
    return any(_any_struct(child, test, visited) for child in _children(info))


def _children(info: inspect.Type) -> tuple[inspect.Type, ...]:
    match info:
        case inspect.StructType():
            return tuple(field.type for field in struct_of(info.cls).fields)
        case inspect.UnionType():
            return info.types
        case inspect.ListType():
            return (info.item_type,)
        case inspect.DictType():
            return (info.value_type,)
        case _:
            return ()


def walk(value: Any, info: inspect.Type, change: Callable[[dict[str, Any], Any], Any]) -> Any:
    """Plain values with every object that stands for a struct changed."""
    match info:
        case inspect.StructType() if is_object(value):
            return change(value, info.cls)
        case inspect.UnionType():
            chosen = alternative(value, info)
            return value if chosen is None else walk(value, chosen, change)
        case inspect.ListType() if is_list(value):
            return [walk(item, info.item_type, change) for item in value]
        case inspect.DictType() if is_object(value):
            return {key: walk(item, info.value_type, change) for key, item in value.items()}
        case _:
            return value


def alternative(value: Any, union: inspect.UnionType) -> inspect.Type | None:
    """The member of a union that this value is meant for: by null, by tag, by JSON kind, or none."""
    if value is None:
        return next((item for item in union.types if isinstance(item, inspect.NoneType)), None)
    candidates = [item for item in union.types if not isinstance(item, inspect.NoneType)]
    if len(candidates) == 1:
        return candidates[0]
    for item in candidates:
        if isinstance(item, inspect.StructType):
            info = struct_of(item.cls)
            if is_object(value) and (info.tag_field is None or value.get(info.tag_field) == info.tag):
                return item
        elif _fits(value, item):
            return item
    return None


def _fits(value: Any, info: inspect.Type) -> bool:
    try:
        converted(value, python_type(info))
    except ValueError:
        return False
    return True


def python_type(info: inspect.Type) -> Any:
    """The annotation a scalar type came from; containers are only told apart by their JSON kind."""
    match info:
        case inspect.EnumType() | inspect.CustomType() | inspect.StructType():
            return info.cls
        case inspect.LiteralType():
            return Literal[tuple(info.values)]
        case inspect.DateTimeType():
            return datetime
        case inspect.DateType():
            return date
        case _:
            return _SCALARS.get(type(info), Any)


_SCALARS: dict[type[inspect.Type], Any] = {
    inspect.BoolType: bool,
    inspect.DecimalType: Decimal,
    inspect.DictType: dict,
    inspect.FloatType: float,
    inspect.IntType: int,
    inspect.ListType: list,
    inspect.StrType: str,
}


def converted(value: Any, type_: Any) -> Any:
    """The value as that type, if it is exactly that: 1.0 is an integer, 1e400 is no float, "NaN" no number. Raises
    ValueError.
    """
    if isinstance(value, Decimal):
        if type_ is float and not isfinite(float(value)):
            raise ValueError(f"{value} is too large for a float")
        if type_ in (int, Milliseconds) and value.adjusted() < _DIGITS and value == value.to_integral_value():
            value = int(value)
    found = msgspec.convert(value, type_, dec_hook=dec_hook)
    if isinstance(found, Decimal) and not found.is_finite():
        raise ValueError(f"{value!r} is not a number")
    return found


def dec_hook(type_: Any, value: Any) -> Any:
    """msgspec's question how to read a type of ours. Raises ValueError when the value is none of it."""
    if type_ is Milliseconds:
        return from_milliseconds(value)
    raise NotImplementedError(f"no JSON form for {type_!r}")
