"""JSON whose numbers stay exact: fractions become `Decimal` when read and keep their digits when written."""

from decimal import Decimal
from typing import Any, TypeGuard

import msgspec

JsonObject = dict[str, Any]

_decoder = msgspec.json.Decoder(float_hook=Decimal)
_encoder = msgspec.json.Encoder(decimal_format="number")


def decode(text: bytes | str) -> Any:
    """Reads one JSON value; raises `ValueError` when it is not one, and when it is nested too deep."""
    try:
        return _decoder.decode(text)
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def encode(value: object) -> bytes:
    """Writes one JSON value, without spaces."""
    return _encoder.encode(value)


def is_object(value: object) -> TypeGuard[JsonObject]:
    """Whether a decoded value is an object; JSON knows no other keys than strings."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Whether a decoded value is an array."""
    return isinstance(value, list)


def is_number(value: object) -> TypeGuard[int | Decimal]:
    """Whether a decoded value is a number; `true` and `false` are not."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
