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

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from celpy import celtypes
from celpy.evaluation import base_functions

from spokebridge.plugins.field_mapper.operators import EXACT, OPERATORS, kind, number

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
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
    found = number(value)
    if found is None:
        raise TypeError(f"round() takes a number, not a {kind(value)}")
    return found.quantize(Decimal(1).scaleb(-int(places)), rounding=ROUND_HALF_UP, context=EXACT)


@lru_cache(4096)  # a file has few days and many rows
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
OWN = frozenset(_FUNCTIONS)
FUNCTIONS: Mapping[str, Callable[..., Any]] = {**base_functions, **_FUNCTIONS, **OPERATORS}
