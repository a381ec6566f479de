"""Which columns a table of some kind of record has. Nested objects become columns of their own: `seller.name`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import msgspec.inspect as shapes

from spokebridge.errors import ConfigurationError
from spokebridge.plain import is_object


class Kind(Enum):
    """What a column holds."""

    TEXT = auto()
    NUMBER = auto()
    INTEGER = auto()
    FLOAT = auto()
    FLAG = auto()
    MOMENT = auto()
    DAY = auto()
    JSON = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the wire names that lead to its value, and what that is."""

    path: tuple[str, ...]
    kind: Kind = Kind.TEXT

    @property
    def name(self) -> str:
        """As a heading."""
        return ".".join(self.path)

    def value(self, record: Mapping[str, Any]) -> Any:
        """What a plain record holds here; None for nothing."""
        found: Any = record
        for name in self.path:
            found = found.get(name) if is_object(found) else None
        return found


_KINDS: dict[type, Kind] = {
    shapes.BoolType: Kind.FLAG,
    shapes.CustomType: Kind.MOMENT,
    shapes.DateTimeType: Kind.MOMENT,
    shapes.DateType: Kind.DAY,
    shapes.DecimalType: Kind.NUMBER,
    shapes.EnumType: Kind.TEXT,
    shapes.FloatType: Kind.FLOAT,
    shapes.IntType: Kind.INTEGER,
    shapes.LiteralType: Kind.TEXT,
    shapes.StrType: Kind.TEXT,
}


def columns_of(record_type: Any) -> list[Column]:
    """The columns of a typed record, in the order of its fields."""
    return list(_below(shapes.type_info(record_type), ()))


def columns_in(records: Iterable[Mapping[str, Any]]) -> list[Column]:
    """The columns of records that have no type, each where it was first met. Their values are shown as text."""
    found: dict[tuple[str, ...], None] = {}
    for record in records:
        found.update(dict.fromkeys(_paths(record, ())))
    return [Column(path) for path in found]


def chosen(columns: Sequence[Column], names: Sequence[str]) -> list[Column]:
    """The columns of these names, or below them, in this order. Raises ConfigurationError for a name that is none."""
    found: list[Column] = []
    for name in names:
        fitting = [column for column in columns if f"{column.name}.".startswith(f"{name}.")]
        if not fitting:
            raise ConfigurationError(
                f"--columns: there is no {name!r}; there are {', '.join(column.name for column in columns)}"
            )
        found += fitting
    return found


def _below(info: shapes.Type, path: tuple[str, ...]) -> Iterator[Column]:
    if isinstance(info, shapes.UnionType):
        some = [part for part in info.types if not isinstance(part, shapes.NoneType)]
        info = some[0] if len(some) == 1 else shapes.AnyType()
    if isinstance(info, shapes.StructType):
        for field in info.fields:
            yield from _below(field.type, (*path, field.encode_name))
    else:
        yield Column(path, _KINDS.get(type(info), Kind.JSON))


def _paths(record: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, value in record.items():
        if is_object(value) and value:
            yield from _paths(value, (*path, name))
        else:
            yield (*path, name)
