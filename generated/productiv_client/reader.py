"""The tolerant reader, for bodies that are not as described."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import Any

import msgspec
from msgspec import inspect

from .shapes import alternative, converted, is_list, is_object, python_type, struct_of
from .spellings import OTHER, spellings
from .types import Mismatch, seen


class Reader:
    """Reads plain values as a type, never failing: each deviation is noted and the value kept as it came."""

    def __init__(self, mismatches: list[Mismatch]) -> None:
        self._mismatches = mismatches

    def read(self, value: Any, info: inspect.Type, path: str) -> Any:
        """The value as that type, as far as it goes."""
        match info:
            case inspect.AnyType():
                return value
            case inspect.UnionType():
                chosen = alternative(value, info)
                return self._keep(value, info, path) if chosen is None else self.read(value, chosen, path)
            case inspect.StructType() if is_object(value):
                return self._object(value, struct_of(info.cls), path)
            case inspect.ListType() if is_list(value):
                return [self.read(item, info.item_type, f"{path}[{i}]") for i, item in enumerate(value)]
            case inspect.DictType() if is_object(value):
                return {key: self.read(item, info.value_type, below(path, key)) for key, item in value.items()}
            case inspect.StructType() | inspect.ListType() | inspect.DictType():
                return self._keep(value, info, path)
            case _:
                return self._scalar(value, info, path)

    def _object(self, value: dict[str, Any], info: inspect.StructType, path: str) -> Any:
        known, other = spellings(value, info.cls)
        fields: dict[str, Any] = {}
        for item in info.fields:
            name = item.encode_name
            if name == OTHER:
                fields[item.name] = other
            elif name in known:
                fields[item.name] = self.read(value[known[name]], item.type, below(path, known[name]))
            elif item.required:
                self._note(below(path, name), item.type, "nothing")
                fields[item.name] = None
        return info.cls(**fields)

    def _scalar(self, value: Any, info: inspect.Type, path: str) -> Any:
        seen.unknown_value = False
        try:
            typed = converted(value, python_type(info))
        except ValueError:
            return self._loosely(value, info, path)
        if seen.unknown_value:
            self._note(path, info, repr(value))
        return typed

    def _loosely(self, value: Any, info: inspect.Type, path: str) -> Any:
        """A value of another type: noted and kept, but for a number or boolean in quotes, which is taken out of them."""
        self._note(path, info, kind_of(value))
        type_ = python_type(info)
        if not isinstance(value, str) or type_ not in (bool, int, float):
            return value
        try:
            bare = msgspec.convert(value, type_, strict=False)
        except ValueError:
            return value
        return value if type_ is float and not isfinite(bare) else bare

    def _keep(self, value: Any, info: inspect.Type, path: str) -> Any:
        self._note(path, info, kind_of(value))
        return value

    def _note(self, path: str, info: inspect.Type, got: str) -> None:
        self._mismatches.append(Mismatch(path, _expected(info), got))


def below(path: str, key: str) -> str:
    """The JSON path of a member."""
    return f"{path}.{key}" if key.isidentifier() else f"{path}[{key!r}]"


def kind_of(value: Any) -> str:
    """The JSON kind of a plain value, in words."""
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
