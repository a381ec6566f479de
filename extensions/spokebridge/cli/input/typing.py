"""Text from a file as what a field wants: numbers exact, moments with their zone.

It is a plugin, so that it comes after rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from productiv_client import codec
from productiv_client.errors import DecodeError
from spokebridge.cli.output.columns import Kind, columns_of
from spokebridge.plugins import Reject, hookimpl

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_INTEGER = re.compile(r"[+-]?\d+")


class Typing:
    """Reads texts of a record as its type wants them. A field of empty text is a field left out."""

    name = "text-from-files"

    def __init__(self, record_type: type[msgspec.Struct]) -> None:
        kinds = {
            column.path[0]: column.kind if len(column.path) == 1 else Kind.JSON for column in columns_of(record_type)
        }
        self._readers = {name: _READERS[kind] for name, kind in kinds.items() if kind in _READERS}

    @hookimpl
    def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any]:
        """A copy with values in place of texts. Raises Reject naming the column and the fix."""
        return {name: self._value(name, value) for name, value in record.items() if value != ""}

    def _value(self, name: str, value: Any) -> Any:
        read = self._readers.get(name)
        if read is None or not isinstance(value, str):
            return value
        try:
            return read(value.strip())
        except (ValueError, DecodeError) as error:
            raise Reject(f"{name} is {value!r}; {error}") from None


def _number(text: str) -> Decimal:
    if _NUMBER.fullmatch(text) is None:
        raise ValueError("write it as 1234.50: no thousands marks, and a point before the decimals")
    return Decimal(text)


def _moment(text: str) -> int | datetime:
    if _INTEGER.fullmatch(text):
        return int(text)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("write 2026-03-01T09:30:00Z or Unix milliseconds, or use --rules for other forms") from None
    if found.tzinfo is None:
        raise ValueError("add a time of day and a time zone: 2026-03-01T09:30:00Z")
    return found


def _json(text: str) -> Any:
    try:
        return codec.parse(text.encode())
    except DecodeError:
        raise ValueError("write it as JSON") from None


_READERS: dict[Kind, Callable[[str], Any]] = {
    Kind.NUMBER: _number,
    Kind.MOMENT: _moment,
    Kind.JSON: _json,
}
