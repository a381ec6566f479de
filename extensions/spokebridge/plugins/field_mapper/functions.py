"""What expressions can call beside the standard functions of CEL. All numbers with a point are exact decimals.

| function | gives |
| --- | --- |
| `decimal("1,234.50")`, `decimal("1.234,50", ",")` | the number; thousands may be grouped |
| `round(number, places)` | the number with so many places, halves away from zero |
| `date("31/12/2020", "%d/%m/%Y")` | the moment the day begins, UTC; the format is that of `strptime` |
| `millis(timestamp)` | Unix milliseconds |
| `moment(milliseconds)` | the timestamp |
| `trim(text)`, `lower(text)`, `upper(text)`, `replace(text, old, new)` | text |
| `split(text, separator)`, `join(list, separator)` | list, text |
| `get(map, name, otherwise)` | the value, or `otherwise` where there is none, or it is null |
| `digest(value, ...)` | 24 characters that are the same for the same values |

Each also works as a method of its first argument: `record.vendor.trim()`.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from hashlib import blake2b
from typing import Any

from celpy import celtypes
from celpy.evaluation import CELEvalError, base_functions

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EXACT = Context(prec=200)
_DIVISION = Context(prec=34)
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?|[+-]?\.\d+")
_SPACES = re.compile(r"\s")


def _decimal(value: Any, mark: str = ".") -> Any:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool | celtypes.BoolType):
        return Decimal(int(value))
    if not isinstance(value, str):
        raise TypeError(f"decimal() takes text or a number, not a {kind(value)}")
    if mark not in (".", ","):
        raise ValueError(f"decimal(): the decimal mark is {str(mark)!r}; use '.' or ','")
    text = _SPACES.sub("", value)
    if mark == ",":
        text = text.translate({ord("."): ",", ord(","): "."})
    if _NUMBER.fullmatch(text) is None:
        raise ValueError(f"decimal(): {str(value)!r} is not a number")
    return Decimal(text.replace(",", ""))


def _round(value: Any, places: Any = 0) -> Any:
    number = _number(value)
    if number is None:
        raise TypeError(f"round() takes a number, not a {kind(value)}")
    return number.quantize(Decimal(1).scaleb(-int(places)), rounding=ROUND_HALF_UP, context=_EXACT)


@cache
def _parsed(text: str, form: str) -> datetime:
    moment = datetime.strptime(text, form)  # noqa: DTZ007 - the zone is added below
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _date(text: Any, form: Any) -> Any:
    if not (isinstance(text, str) and isinstance(form, str)):
        raise TypeError(f"date() takes two texts, not a {kind(text)} and a {kind(form)}")
    try:
        return celtypes.TimestampType(_parsed(text.strip(), str(form)))
    except ValueError:
        raise ValueError(f"date(): {str(text)!r} is not of the form {str(form)!r}") from None


def _millis(moment: Any) -> Any:
    if not isinstance(moment, datetime):
        raise TypeError(f"millis() takes a timestamp, not a {kind(moment)}")
    return celtypes.IntType((moment - _EPOCH) // timedelta(milliseconds=1))


def _moment(milliseconds: Any) -> Any:
    return celtypes.TimestampType(_EPOCH + timedelta(milliseconds=int(milliseconds)))


def _text(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(text: Any, *arguments: Any) -> Any:
        for value in (text, *arguments):
            if not isinstance(value, str):
                raise TypeError(f"{name}() takes text, not a {kind(value)}")
        return celtypes.StringType(function(text, *arguments))

    return call


def _split(text: Any, separator: Any) -> Any:
    return celtypes.ListType(celtypes.StringType(part) for part in str.split(text, separator))


def _join(values: Any, separator: Any = "") -> Any:
    return celtypes.StringType(str.join(separator, values))


def _get(container: Any, name: Any, otherwise: Any) -> Any:
    if not isinstance(container, celtypes.MapType):
        raise TypeError(f"get() takes a map, not a {kind(container)}")
    fields: dict[Any, Any] = container
    if name not in fields or fields[name] is None:
        return otherwise
    return fields[name]


def _digest(*values: Any) -> Any:
    text = "\x1f".join(_string(value) for value in values)
    return celtypes.StringType(blake2b(text.encode(), digest_size=12).hexdigest())


def _string(value: Any) -> Any:
    """Text of any value; a decimal without exponent."""
    return celtypes.StringType(format(value, "f") if isinstance(value, Decimal) else value)


def _exact(name: str, exactly: Callable[[Decimal, Decimal], Decimal]) -> Callable[[Any, Any], Any]:
    """The operator; exact where a decimal takes part."""
    standard: Callable[[Any, Any], Any] = base_functions[name]

    def call(left: Any, right: Any) -> Any:
        if isinstance(left, Decimal) or isinstance(right, Decimal):
            first, second = _number(left), _number(right)
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
            first, second = _number(left), _number(right)
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


def _number(value: Any) -> Decimal | None:
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


_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "decimal": _decimal,
    "double": _decimal,
    "round": _round,
    "date": _date,
    "millis": _millis,
    "moment": _moment,
    "trim": _text("trim", str.strip),
    "lower": _text("lower", str.lower),
    "upper": _text("upper", str.upper),
    "replace": _text("replace", str.replace),
    "split": _split,
    "join": _join,
    "get": _get,
    "digest": _digest,
    "string": _string,
}
_OPERATORS: Mapping[str, Callable[..., Any]] = {
    "_+_": _exact("_+_", _EXACT.add),
    "_-_": _exact("_-_", _EXACT.subtract),
    "_*_": _exact("_*_", _EXACT.multiply),
    "_/_": _exact("_/_", _divided),
    "_%_": _exact("_%_", _EXACT.remainder),
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
OWN = frozenset(_FUNCTIONS)
FUNCTIONS: Mapping[str, Callable[..., Any]] = {**base_functions, **_FUNCTIONS, **_OPERATORS}
