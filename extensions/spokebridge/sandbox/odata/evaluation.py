"""Which records a filter lets through: the semantics of MongoDB (9Spokes facts 4.2)."""

import operator
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any as AnyValue

from .grammar import All, Any, Comparison, Condition, LiteralValue
from .paths import Dates, Record, stored_values

Predicate = Callable[[Record], bool]

_COMPARE: dict[str, Callable[[AnyValue, AnyValue], bool]] = {
    "eq": operator.eq,
    "ne": operator.eq,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}


def compile_filter(condition: Condition, dates: Dates, *, strict: bool) -> Predicate:
    """A function that says whether a record matches."""
    match condition:
        case Comparison():
            return _comparison(condition, dates, strict=strict)
        case All(conditions):
            parts = [compile_filter(part, dates, strict=strict) for part in conditions]
            return lambda record: all(part(record) for part in parts)
        case Any(conditions):
            parts = [compile_filter(part, dates, strict=strict) for part in conditions]
            return lambda record: any(part(record) for part in parts)


def _comparison(comparison: Comparison, dates: Dates, *, strict: bool) -> Predicate:
    """One element that satisfies the comparison is enough. `ne` is the opposite of `eq`, so a record without the
    property matches it.
    """
    path, wanted = comparison.path, _literal(comparison, strict=strict)
    bracket = _bracket(wanted)
    compare = _COMPARE[comparison.operator]
    is_date = path in dates

    def matches(record: Record) -> bool:
        values = stored_values(record, path, dates=is_date)
        return any(_bracket(value) is bracket and compare(value, wanted) for value in values)

    return (lambda record: not matches(record)) if comparison.operator == "ne" else matches


def _literal(comparison: Comparison, *, strict: bool) -> LiteralValue:
    """Strict loses every quote of a string in `eq` and `ne`, and compares ranges with the quotes still on."""
    if strict and isinstance(comparison.value, str) and comparison.operator in ("eq", "ne"):
        return comparison.value.replace("'", "")
    return comparison.value


def _bracket(value: object) -> type | None:
    """Only values of one bracket compare: an integer and a decimal do, a date and a string do not."""
    if isinstance(value, bool):
        return bool
    if isinstance(value, int | Decimal):
        return Decimal
    if isinstance(value, str):
        return str
    return datetime if isinstance(value, datetime) else None
