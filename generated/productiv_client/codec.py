"""JSON and forms, both ways.

Reading is tolerant: a body that fits the models is decoded in one strict pass; one that does not is read again value by
value. What fits is typed, what does not is kept as it came and reported as a Mismatch. `strict=True` makes that an error.
Numbers stay exact: they become Decimal, int or float as the model says, never a Decimal by way of a float.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeGuard, TypeVar, cast
from urllib.parse import urlencode

import msgspec
from msgspec import inspect

from .errors import DecodeError
from .types import Milliseconds, Mismatch, from_milliseconds, seen, to_milliseconds

T = TypeVar("T")

_OTHER = "*"  # wire name under which the models keep the keys that the description does not list


def decode(
    content: bytes, type_: type[T], *, strict: bool = False, on_drift: Callable[[Mismatch], None] | None = None
) -> T:
    """Read a JSON body as `type_`. Raises DecodeError when it is not JSON, or in strict mode not as described."""
    kind: Any = type_
    wire = _renamed(content, kind) if _needs_renaming(kind) else content
    seen.unknown_value = False
    try:
        value = _decoder(kind).decode(wire)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        problem: Exception | None = error
    else:
        if not seen.unknown_value:
            return cast(T, value)
        problem = None
    mismatches: list[Mismatch] = []
    repaired = _Reader(mismatches).read(_parse(wire), _type(kind), "$")
    if strict:
        found = mismatches[0] if mismatches else None
        detail = f"{found.path}: expected {found.expected}, got {found.got}" if found else str(problem)
        raise DecodeError(f"the answer is not as described; {detail}")
    if on_drift is not None:
        for mismatch in mismatches:
            on_drift(mismatch)
    return cast(T, repaired)


def parse(content: bytes) -> Any:
    """Read a JSON body as plain values; numbers with a fraction become Decimal. Raises DecodeError."""
    return _parse(content)


def encode(value: Any) -> bytes:
    """Write a model, or plain values, as JSON: exact decimals, absent fields left out, additional keys flat.

    Raises ValueError for a Decimal that JSON cannot carry (NaN, infinity).
    """
    plain = value
    if _has_other(value):
        plain = _flat(msgspec.to_builtins(value, enc_hook=_enc_hook, builtin_types=(Decimal,)))
    content = _encoder.encode(plain)
    if b"NaN" in content or b"Infinity" in content:
        _refuse_non_numbers(content)
    return content


def to_wire(record: msgspec.Struct) -> dict[str, Any]:
    """A model as a plain mapping with wire names: absent fields left out, decimals kept, additional keys flat."""
    plain: dict[str, Any] = _flat(msgspec.to_builtins(record, enc_hook=_enc_hook, builtin_types=(Decimal,)))
    return plain


def encode_form(value: Any) -> bytes:
    """Write a model as application/x-www-form-urlencoded; absent fields are left out."""
    fields: Mapping[str, Any] = msgspec.to_builtins(value, enc_hook=_enc_hook)
    return urlencode(
        {name: str(item).lower() if isinstance(item, bool) else item for name, item in fields.items()}
    ).encode("ascii")


def _refuse_non_numbers(content: bytes) -> None:
    try:
        _plain_decoder.decode(content)
    except msgspec.DecodeError:
        raise ValueError("a Decimal is NaN or infinite; JSON has no such number") from None


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _dec_hook(type_: Any, value: Any) -> Any:
    if type_ is Milliseconds:
        return from_milliseconds(value)
    raise NotImplementedError(f"no JSON form for {type_!r}")


def _enc_hook(value: Any) -> Any:
    if isinstance(value, Milliseconds):
        return to_milliseconds(value)
    raise NotImplementedError(f"no JSON form for {type(value)!r}")


_encoder = msgspec.json.Encoder(decimal_format="number", enc_hook=_enc_hook)
_plain_decoder = msgspec.json.Decoder(float_hook=Decimal)


@cache
def _decoder(type_: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(type_, dec_hook=_dec_hook, float_hook=Decimal)


@cache
def _type(type_: Any) -> inspect.Type:
    return inspect.type_info(type_)


@cache
def _struct(cls: Any) -> inspect.StructType:
    return cast(inspect.StructType, inspect.type_info(cls))


def _parse(content: bytes) -> Any:
    try:
        return _plain_decoder.decode(content)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        start = content[:40].decode("utf-8", "replace")
        raise DecodeError(f"the body is not JSON ({error}); it has {len(content)} bytes and begins {start!r}") from None


def _children(info: inspect.Type) -> tuple[inspect.Type, ...]:
    match info:
        case inspect.StructType():
            return tuple(field.type for field in _struct(info.cls).fields)
        case inspect.UnionType():
            return info.types
        case inspect.ListType():
            return (info.item_type,)
        case inspect.DictType():
            return (info.value_type,)
        case _:
            return ()


def _any_struct(info: inspect.Type, test: Callable[[Any], bool], visited: set[Any]) -> bool:
    if isinstance(info, inspect.StructType):
        if info.cls in visited:
            return False
        visited.add(info.cls)
        if test(info.cls):
            return True
    return any(_any_struct(child, test, visited) for child in _children(info))


@cache
def _needs_renaming(type_: Any) -> bool:
    """Whether a body of this type can hold a second spelling of a field, or keys that are kept."""
    return _any_struct(_type(type_), lambda cls: hasattr(cls, "__aliases__") or hasattr(cls, "__open_field__"), set())


@cache
def _struct_has_other(cls: type[msgspec.Struct]) -> bool:
    return _any_struct(_type(cls), lambda cls: hasattr(cls, "__open_field__"), set())


def _has_other(value: Any) -> bool:
    """Whether a value to be written holds keys that the description does not list."""
    if isinstance(value, msgspec.Struct):
        return _struct_has_other(type(value))
    if _is_list(value):
        return any(_has_other(item) for item in value)
    if _is_object(value):
        return any(_has_other(item) for item in value.values())
    return False


def _renamed(content: bytes, type_: Any) -> bytes:
    return _encoder.encode(_rename(_parse(content), _type(type_)))


def _rename(value: Any, info: inspect.Type) -> Any:
    match info:
        case inspect.StructType() if _is_object(value):
            return _rename_object(value, info.cls)
        case inspect.UnionType():
            chosen = _alternative(value, info)
            return value if chosen is None else _rename(value, chosen)
        case inspect.ListType() if _is_list(value):
            return [_rename(item, info.item_type) for item in value]
        case inspect.DictType() if _is_object(value):
            return {key: _rename(item, info.value_type) for key, item in value.items()}
        case _:
            return value


def _rename_object(value: dict[str, Any], cls: Any) -> dict[str, Any]:
    aliases: Mapping[str, str] = getattr(cls, "__aliases__", {})
    types = {field.encode_name: field.type for field in _struct(cls).fields}
    tag = _struct(cls).tag_field
    known: dict[str, Any] = {}
    other: dict[str, Any] = {}
    for key, item in value.items():
        name = aliases.get(key, key)
        if name in types and name != _OTHER:
            if name == key or name not in value:
                known[name] = _rename(item, types[name])
        elif key == tag:
            known[key] = item
        else:
            other[key] = item
    if hasattr(cls, "__open_field__"):
        known[_OTHER] = other
        return known
    return {**other, **known}


def _flat(value: Any) -> Any:
    """Undo `_OTHER`: keys kept under it are written beside the documented ones, which they must not repeat."""
    if _is_object(value):
        items = {key: _flat(item) for key, item in value.items()}
        other = items.pop(_OTHER, None)
        if not other:
            return items
        repeated = sorted(set(other) & set(items))
        if repeated:
            raise ValueError(f"additional key {repeated[0]!r} repeats a documented property; set that property instead")
        return {**items, **other}
    if _is_list(value):
        return [_flat(item) for item in value]
    return value


def _alternative(value: Any, union: inspect.UnionType) -> inspect.Type | None:
    """The member of a union that this value is meant for: by null, by tag, by JSON kind, or none."""
    if value is None:
        return next((item for item in union.types if isinstance(item, inspect.NoneType)), None)
    candidates = [item for item in union.types if not isinstance(item, inspect.NoneType)]
    if len(candidates) == 1:
        return candidates[0]
    for item in candidates:
        if isinstance(item, inspect.StructType) and _is_object(value):
            info = _struct(item.cls)
            if info.tag_field is not None and value.get(info.tag_field) == info.tag:
                return item
        elif not isinstance(item, inspect.StructType) and _fits(value, item):
            return item
    return None


def _fits(value: Any, info: inspect.Type) -> bool:
    try:
        msgspec.convert(value, _python_type(info), dec_hook=_dec_hook)
    except (msgspec.ValidationError, ValueError):
        return False
    return True


def _python_type(info: inspect.Type) -> Any:
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


class _Reader:
    """Reads plain values as a type, never failing: each deviation is noted and the value kept as it came."""

    def __init__(self, mismatches: list[Mismatch]) -> None:
        self._mismatches = mismatches

    def read(self, value: Any, info: inspect.Type, path: str) -> Any:
        match info:
            case inspect.AnyType():
                return value
            case inspect.UnionType():
                chosen = _alternative(value, info)
                return self._keep(value, info, path) if chosen is None else self.read(value, chosen, path)
            case inspect.StructType() if _is_object(value):
                return self._object(value, _struct(info.cls), path)
            case inspect.ListType() if _is_list(value):
                return [self.read(item, info.item_type, f"{path}[{i}]") for i, item in enumerate(value)]
            case inspect.DictType() if _is_object(value):
                return {key: self.read(item, info.value_type, f"{path}.{key}") for key, item in value.items()}
            case inspect.StructType() | inspect.ListType() | inspect.DictType():
                return self._keep(value, info, path)
            case _:
                return self._scalar(value, info, path)

    def _object(self, value: dict[str, Any], info: inspect.StructType, path: str) -> Any:
        fields: dict[str, Any] = {}
        for item in info.fields:
            if item.encode_name in value:
                fields[item.name] = self.read(value[item.encode_name], item.type, f"{path}.{item.encode_name}")
            elif item.required:
                self._note(f"{path}.{item.encode_name}", item.type, "nothing")
                fields[item.name] = None
        return info.cls(**fields)

    def _scalar(self, value: Any, info: inspect.Type, path: str) -> Any:
        type_ = _python_type(info)
        if isinstance(value, Decimal) and type_ is float:
            return float(value)
        if isinstance(value, Decimal) and type_ is int and value == value.to_integral_value():
            return int(value)
        seen.unknown_value = False
        try:
            converted = msgspec.convert(value, type_, dec_hook=_dec_hook)
        except (msgspec.ValidationError, ValueError):
            return self._loosely(value, info, path)
        if seen.unknown_value:
            self._note(path, info, repr(value))
        return converted

    def _loosely(self, value: Any, info: inspect.Type, path: str) -> Any:
        self._note(path, info, _kind(value))
        if value is None:
            return None
        try:
            return msgspec.convert(value, _python_type(info), strict=False, dec_hook=_dec_hook)
        except (msgspec.ValidationError, ValueError):
            return value

    def _keep(self, value: Any, info: inspect.Type, path: str) -> Any:
        self._note(path, info, _kind(value))
        return value

    def _note(self, path: str, info: inspect.Type, got: str) -> None:
        self._mismatches.append(Mismatch(path, _expected(info), got))


def _kind(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float() | Decimal():
            return "a number"
        case str():
            return "a string"
        case list():
            return "an array"
        case _:
            return "an object"


def _expected(info: inspect.Type) -> str:
    match info:
        case inspect.UnionType():
            return " or ".join(_expected(item) for item in info.types)
        case inspect.StructType() | inspect.EnumType() | inspect.CustomType():
            return str(info.cls.__name__)
        case _:
            return type(info).__name__.removesuffix("Type").lower()
