"""Operators of expressions: exact where a decimal takes part, and strict about true and false."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Context, Decimal
from typing import Any

from celpy import celtypes
from celpy.evaluation import CELEvalError, base_functions

EXACT = Context(prec=200)
_DIVISION = Context(prec=34)


def _exact(name: str, exactly: Callable[[Decimal, Decimal], Decimal]) -> Callable[[Any, Any], Any]:
    """The operator; exact where a decimal takes part."""
    standard: Callable[[Any, Any], Any] = base_functions[name]

    def call(left: Any, right: Any) -> Any:
        if isinstance(left, Decimal) or isinstance(right, Decimal):
            first, second = number(left), number(right)
            if first is not None and second is not None:
                return exactly(first, second)
            for value in (left, right):
                if isinstance(value, CELEvalError):
                    return value
        return standard(left, right)

    return call


def _compared(name: str, compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
    """The comparison, of decimals with any number."""
    standard: Callable[[Any, Any], Any] = base_functions[name]

    def call(left: Any, right: Any) -> Any:
        if isinstance(left, Decimal) or isinstance(right, Decimal):
            first, second = number(left), number(right)
            if first is not None and second is not None:
                return celtypes.BoolType(compare(first, second))
        return standard(left, right)

    return call


def _logical(name: str) -> Callable[[Any, Any], Any]:
    """The operator, of booleans only; the library also takes text and numbers."""
    standard: Callable[[Any, Any], Any] = base_functions[name]

    def call(left: Any, right: Any) -> Any:
        for value in (left, right):
            if not isinstance(value, bool | celtypes.BoolType | CELEvalError):
                raise TypeError(f"a {kind(value)} is neither true nor false")
        return standard(left, right)

    return call


def _divided(left: Decimal, right: Decimal) -> Decimal:
    if right == 0:
        raise ValueError("divide by zero")
    return _DIVISION.divide(left, right)


def _negative(value: Any) -> Any:
    return value.copy_negate() if isinstance(value, Decimal) else base_functions["-_"](value)


def number(value: Any) -> Decimal | None:
    """A number of any type as decimal; None for anything else."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, float):
        return Decimal(repr(float(value)))
    if isinstance(value, int) and not isinstance(value, bool | celtypes.BoolType):
        return Decimal(int(value))
    return None


def kind(value: Any) -> str:
    """The name that CEL gives the type."""
    if value is None:
        return "null"
    return type(value).__name__.removesuffix("Type").lower()


OPERATORS: Mapping[str, Callable[..., Any]] = {
    "_+_": _exact("_+_", EXACT.add),
    "_-_": _exact("_-_", EXACT.subtract),
    "_*_": _exact("_*_", EXACT.multiply),
    "_/_": _exact("_/_", _divided),
    "_%_": _exact("_%_", EXACT.remainder),
    "-_": _negative,
    "_<_": _compared("_<_", operator.lt),
    "_<=_": _compared("_<=_", operator.le),
    "_>_": _compared("_>_", operator.gt),
    "_>=_": _compared("_>=_", operator.ge),
    "_==_": _compared("_==_", operator.eq),
    "_!=_": _compared("_!=_", operator.ne),
    "_&&_": _logical("_&&_"),
    "_||_": _logical("_||_"),
}
