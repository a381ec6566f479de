"""Records without their classes: in wire form for JSON Lines, as plain values under wire names for everything else."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from productiv_client import codec
from spokebridge.plain import is_object
from spokebridge.redaction import MASK


def line(record: Any) -> bytes:
    """One record as JSON as it travels on the wire: exact numbers, absent fields left out, secrets masked."""
    return codec.encode(_masked(record))


def plain(record: Any) -> dict[str, Any]:
    """One record under wire names. Decimals, moments and days keep their types. Secrets are masked."""
    found: Any = msgspec.to_builtins(_masked(record), builtin_types=(Decimal, datetime, date), enc_hook=_moment)
    return found if is_object(found) else {"value": found}


def text(value: Any) -> str:
    """A value as text: numbers in full, moments as ISO 8601, what has parts as JSON."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case dict() | list():
            return codec.encode(value).decode()
        case _:
            return str(value)


def _masked(record: Any) -> Any:
    """A copy without its secrets, when it holds any."""
    held = [name for name in getattr(record, "__secrets__", ()) if getattr(record, name) is not None]
    return msgspec.structs.replace(record, **dict.fromkeys(held, MASK)) if held else record


def _moment(value: Any) -> datetime:
    """A moment that the wire carries in milliseconds, as the plain datetime it is."""
    if not isinstance(value, datetime):
        raise NotImplementedError(f"no plain form for {type(value)!r}")
    return datetime.combine(value.date(), value.timetz())
