"""What all factories share: every record differs from the one before, in the same way on every run."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import msgspec

RecordT = TypeVar("RecordT", bound=msgspec.Struct)

_FIRST_DAY = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)


class Counting:
    """Counts the records of each kind, from 1."""

    def __init__(self) -> None:
        self._made: Counter[str] = Counter()

    def _next(self, kind: str) -> int:
        self._made[kind] += 1
        return self._made[kind]


def day(number: int) -> datetime:
    """The day of the record with this number."""
    return _FIRST_DAY + timedelta(days=number)


def changed(record: RecordT, changes: dict[str, Any]) -> RecordT:
    """The record with other values. Raises `TypeError` naming the attribute that its type does not have."""
    return msgspec.structs.replace(record, **changes)
