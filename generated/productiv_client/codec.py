"""JSON and forms, both ways.

Reading is tolerant: a body that fits the models is decoded in one strict pass; one that does not is read again value by
value. What fits is typed, what does not is kept as it came and reported as a Mismatch. `strict=True` makes that an error.
Numbers stay exact: they become Decimal, int or float as the model says, never a Decimal by way of a float. A number in
quotes is read as that number; the first pass takes it for a Decimal without telling, anywhere else it is a Mismatch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from math import isfinite
from typing import Any, Literal, TypeGuard, TypeVar, cast
from urllib.parse import urlencode

import msgspec
from msgspec import inspect

from .errors import DecodeError
from .types import Milliseconds, Mismatch, from_milliseconds, seen, to_milliseconds

T = TypeVar("T")

_DIGITS = 4300  # the longest integer that Python reads and writes
_OTHER = "*"  # wire name under which the models keep the keys that the description does not list


def decode(
    content: bytes, type_: type[T], *, strict: bool = False, on_drift: Callable[[Mismatch], None] | None = None
) -> T:
    """Read a JSON body as `type_`. Raises DecodeError when it is not JSON, or in strict mode not as described."""
    kind: Any = type_
    wire = _renamed(content, kind) if _holds(kind, _is_rewritten) else content
    seen.unknown_value = False
    try:
        value = _decoder(kind).decode(wire)
    except (ValueError, RecursionError):
        pass
    else:
        if not seen.unknown_value:
            return cast(T, value)
    mismatches: list[Mismatch] = []
    repaired = _Reader(mismatches).read(_parse(content), _type(kind), "$")
    if strict and mismatches:
        found = mismatches[0]
        raise DecodeError(f"the answer is not as described; {found.path}: expected {found.expected}, got {found.got}")
    if on_drift is not None:
        for mismatch in mismatches:
            on_drift(mismatch)
    return cast(T, repaired)


def parse(content: bytes) -> Any:
    """Read a JSON body as plain values; numbers with a fraction become Decimal. Raises DecodeError."""
    return _parse(content)


def encode(value: Any) -> bytes:
    """Write a model, or plain values, as JSON: exact decimals, absent fields left out, additional keys flat.

    Raises ValueError for a number that JSON cannot carry (NaN, infinity) and for a value nested too deep.
    """
    try:
        content = _encoder.encode(_with_flat_keys(value))
    except RecursionError:
        raise ValueError("the value is nested too deep to be written") from None
    if any(word in content for word in (b"null", b"NaN", b"Infinity")):  # how such a number would be written
        _refuse_non_numbers(_plain(value))
    return content


def to_wire(record: msgspec.Struct) -> dict[str, Any]:
    """A model as a plain mapping with wire names: absent fields left out, decimals kept, additional keys flat."""
    plain: dict[str, Any] = _flat(_plain(record), type(record))
    return plain


def encode_form(value: Any) -> bytes:
    """Write a model as application/x-www-form-urlencoded; absent fields are left out, lists repeat the name."""
    fields: Mapping[str, Any] = msgspec.to_builtins(value, enc_hook=_enc_hook)
    pairs = {name: str(item).lower() if isinstance(item, bool) else item for name, item in fields.items()}
    return urlencode(pairs, doseq=True).encode("ascii")


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value, enc_hook=_enc_hook, builtin_types=(Decimal,))


def _refuse_non_numbers(value: Any) -> None:
    if isinstance(value, Decimal) and not value.is_finite() or isinstance(value, float) and not isfinite(value):
        raise ValueError(f"{value!r} is not a number that JSON can carry")
    if _is_object(value):
        value = list(value.values())
    if _is_list(value):
        for item in value:
            _refuse_non_numbers(item)


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


def _parse(content: bytes) -> Any:
    try:
        return _plain_decoder.decode(content)
    except (ValueError, RecursionError) as error:
        raise DecodeError(f"the body is not JSON ({error}); it has {len(content)} bytes{_beginning(content)}") from None


def _beginning(content: bytes) -> str:
    """The first characters of what was never meant to be JSON (HTML, text); anything else may hold a secret."""
    start = content[:40].decode("utf-8", "replace")
    return "" if not start or start.lstrip()[:1] in tuple('{["') else f" and begins {start!r}"


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


@cache
def _struct(cls: Any) -> inspect.StructType:
    return cast(inspect.StructType, inspect.type_info(cls))


@cache
def _fields(cls: Any) -> Mapping[str, inspect.Type]:
    """The types of a struct's fields by wire name."""
    return {field.encode_name: field.type for field in _struct(cls).fields}


def _is_open(cls: Any) -> bool:
    """Whether the struct keeps keys that the description does not list."""
    return hasattr(cls, "__open_field__")


def _is_rewritten(cls: Any) -> bool:
    """Whether the struct is read from other keys than its own: second spellings, or keys that are kept."""
    return hasattr(cls, "__aliases__") or _is_open(cls)


@cache
def _holds(type_: Any, test: Callable[[Any], bool]) -> bool:
    """Whether a struct that passes the test can lie anywhere in a value of this type."""
    return _any_struct(_type(type_), test, set())


@cache
def _leading(cls: Any, test: Callable[[Any], bool]) -> Mapping[str, inspect.Type]:
    """The fields of a struct below which a struct that passes the test can lie."""
    return {name: info for name, info in _fields(cls).items() if _any_struct(info, test, set())}


def _any_struct(info: inspect.Type, test: Callable[[Any], bool], visited: set[Any]) -> bool:
    if isinstance(info, inspect.StructType):
        if info.cls in visited:
            return False
        visited.add(info.cls)
        if test(info.cls):
            return True
    return any(_any_struct(child, test, visited) for child in _children(info))


def _walk(value: Any, info: inspect.Type, change: Callable[[dict[str, Any], Any], Any]) -> Any:
    """Plain values with every object that stands for a struct changed."""
    match info:
        case inspect.StructType() if _is_object(value):
            return change(value, info.cls)
        case inspect.UnionType():
            chosen = _alternative(value, info)
            return value if chosen is None else _walk(value, chosen, change)
        case inspect.ListType() if _is_list(value):
            return [_walk(item, info.item_type, change) for item in value]
        case inspect.DictType() if _is_object(value):
            return {key: _walk(item, info.value_type, change) for key, item in value.items()}
        case _:
            return value


def _renamed(content: bytes, type_: Any) -> bytes:
    """The body with the spellings that the models know, and keys they do not list under `_OTHER`."""
    return _encoder.encode(_walk(_parse(content), _type(type_), _rename))


def _rename(value: dict[str, Any], cls: Any) -> dict[str, Any]:
    known, other = _spellings(value, cls)
    below = _leading(cls, _is_rewritten)
    named = {
        name: _walk(value[key], below[name], _rename) if name in below else value[key] for name, key in known.items()
    }
    return {**named, _OTHER: other} if _is_open(cls) else {**other, **named}


def _spellings(value: dict[str, Any], cls: Any) -> tuple[dict[str, str], dict[str, Any]]:
    """Which key of an object holds which documented property, and the keys that hold none.

    A property that stands there in two spellings is read from its own, unless that one is null.
    """
    aliases: Mapping[str, str] = getattr(cls, "__aliases__", {})
    fields, tag = _fields(cls), _struct(cls).tag_field
    known: dict[str, str] = {}
    other: dict[str, Any] = {}
    for key, item in value.items():
        name = aliases.get(key, key)
        if name == _OTHER or (name not in fields and name != tag):
            other[key] = item
        elif name not in known or (value[known[name]] is None if name != key else item is not None):
            known[name] = key
    return known, other


def _with_flat_keys(value: Any) -> Any:
    """A value ready to be written: structs with additional keys as plain values, everything else as it is."""
    if isinstance(value, msgspec.Struct):
        return _flat(_plain(value), type(value)) if _holds(type(value), _is_open) else value
    if _is_list(value):
        return [_with_flat_keys(item) for item in value]
    if _is_object(value):
        return {key: _with_flat_keys(item) for key, item in value.items()}
    return value


def _flat(value: dict[str, Any], cls: Any) -> dict[str, Any]:
    """Undo `_OTHER`: keys kept under it are written beside the documented ones, which they must not repeat."""
    below = _leading(cls, _is_open)
    named = {key: _walk(item, below[key], _flat) if key in below else item for key, item in value.items()}
    other = named.pop(_OTHER, None) if _is_open(cls) else None
    if not other:
        return named
    repeated = sorted(other.keys() & named.keys())
    if repeated:
        raise ValueError(f"additional key {repeated[0]!r} repeats a documented property; set that property instead")
    return {**named, **other}


def _alternative(value: Any, union: inspect.UnionType) -> inspect.Type | None:
    """The member of a union that this value is meant for: by null, by tag, by JSON kind, or none."""
    if value is None:
        return next((item for item in union.types if isinstance(item, inspect.NoneType)), None)
    candidates = [item for item in union.types if not isinstance(item, inspect.NoneType)]
    if len(candidates) == 1:
        return candidates[0]
    for item in candidates:
        if isinstance(item, inspect.StructType):
            info = _struct(item.cls)
            if _is_object(value) and (info.tag_field is None or value.get(info.tag_field) == info.tag):
                return item
        elif _fits(value, item):
            return item
    return None


def _fits(value: Any, info: inspect.Type) -> bool:
    try:
        _converted(value, _python_type(info))
    except ValueError:
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
                return {key: self.read(item, info.value_type, _below(path, key)) for key, item in value.items()}
            case inspect.StructType() | inspect.ListType() | inspect.DictType():
                return self._keep(value, info, path)
            case _:
                return self._scalar(value, info, path)

    def _object(self, value: dict[str, Any], info: inspect.StructType, path: str) -> Any:
        known, other = _spellings(value, info.cls)
        fields: dict[str, Any] = {}
        for item in info.fields:
            name = item.encode_name
            if name == _OTHER:
                fields[item.name] = other
            elif name in known:
                fields[item.name] = self.read(value[known[name]], item.type, _below(path, known[name]))
            elif item.required:
                self._note(_below(path, name), item.type, "nothing")
                fields[item.name] = None
        return info.cls(**fields)

    def _scalar(self, value: Any, info: inspect.Type, path: str) -> Any:
        seen.unknown_value = False
        try:
            converted = _converted(value, _python_type(info))
        except ValueError:
            return self._loosely(value, info, path)
        if seen.unknown_value:
            self._note(path, info, repr(value))
        return converted

    def _loosely(self, value: Any, info: inspect.Type, path: str) -> Any:
        """A value of another type: noted and kept, but for a number or boolean in quotes, which is taken out of them."""
        self._note(path, info, _kind(value))
        type_ = _python_type(info)
        if not isinstance(value, str) or type_ not in (bool, int, float):
            return value
        try:
            bare = msgspec.convert(value, type_, strict=False)
        except ValueError:
            return value
        return value if type_ is float and not isfinite(bare) else bare

    def _keep(self, value: Any, info: inspect.Type, path: str) -> Any:
        self._note(path, info, _kind(value))
        return value

    def _note(self, path: str, info: inspect.Type, got: str) -> None:
        self._mismatches.append(Mismatch(path, _expected(info), got))


def _converted(value: Any, type_: Any) -> Any:
    """The value as that type, if it is exactly that: 1.0 is an integer, 1e400 is no float. Raises ValueError."""
    if isinstance(value, Decimal):
        if type_ is float and not isfinite(float(value)):
            raise ValueError(f"{value} is too large for a float")
        if type_ in (int, Milliseconds) and value.adjusted() < _DIGITS and value == value.to_integral_value():
            value = int(value)
    return msgspec.convert(value, type_, dec_hook=_dec_hook)


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if key.isidentifier() else f"{path}[{key!r}]"


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
