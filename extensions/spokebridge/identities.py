"""Which records were met before in a run, however many there are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import sqlite3

IN_MEMORY = 75_000  # six megabytes; the table of a set of 79,000 doubles
_ROWS = 100
_CACHE = "PRAGMA cache_size = -1000"  # KiB
_BITS, _BYTES = 64, 16

_as_json = msgspec.json.Encoder(decimal_format="number", enc_hook=repr).encode


def digest(content: bytes) -> bytes:
    """Sixteen bytes that stand for a content: two contents of equal digest are not met in practice."""
    return blake2b(content, digest_size=16).digest()


class SeenKeys:
    """Identities met in this run. The first ones are kept in memory, all others in a temporary file: a million take
    eighty megabytes as Python objects.

    An identity goes by a number of 128 bits, two hashes of Python next to each other (SipHash with a key that no other
    process knows): a digest of hashlib takes twice as long.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._few: set[int] = set()
        self._many: sqlite3.Connection | None = None
        self._batch = 0

    def add(self, keys: Sequence[tuple[Any, ...]]) -> list[bool]:
        """Whether each identity comes for the first time. Many at once take a fraction of the time."""
        numbers = [hash(key) << _BITS ^ hash(key + b"!") for key in map(_as_json, keys)]
        new = set(numbers) if self._few.isdisjoint(numbers) else set(numbers) - self._few
        if len(self._few) < self._in_memory:
            self._few |= new
        else:
            new = self._added_to_file(new)
        if len(new) == len(numbers):
            return [True] * len(numbers)
        return [_taken(new, number) for number in numbers]

    def close(self) -> None:
        """Give the temporary file back."""
        if self._many is not None:
            self._many.close()

    def _added_to_file(self, numbers: Collection[int]) -> set[int]:
        """Those that were not there."""
        if self._many is None:
            self._many = _temporary_file()
        file = self._many
        self._batch += 1
        ordered, added = sorted(map(_as_bytes, numbers)), 0  # neighbours lie on the same page
        for start in range(0, len(ordered), _ROWS):
            rows = ordered[start : start + _ROWS]
            added += file.execute(_insert(len(rows)), [self._batch, *rows]).rowcount
        if added == len(ordered):
            return set(numbers)
        met = "SELECT 1 FROM seen WHERE key = ? AND batch = ?"
        return {number for number in numbers if file.execute(met, (_as_bytes(number), self._batch)).fetchone()}


@cache
def _insert(rows: int) -> str:
    """So many rows at once, which takes little more than half the time."""
    places = (f"(?{number}, ?1)" for number in range(2, rows + 2))
    return f"INSERT OR IGNORE INTO seen VALUES {', '.join(places)}"  # noqa: S608 - numbers only


def _as_bytes(number: int) -> bytes:
    return number.to_bytes(_BYTES, "big", signed=True)


def _taken(new: set[int], number: int) -> bool:
    """Whether it was there; only the first of two equal ones is new."""
    if number in new:
        new.remove(number)
        return True
    return False


def _temporary_file() -> sqlite3.Connection:
    import sqlite3  # takes a while, and most runs are small

    file = sqlite3.connect("", isolation_level=None)  # no name: SQLite deletes it
    for setting in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", _CACHE):
        file.execute(setting)
    file.execute("CREATE TABLE seen (key BLOB PRIMARY KEY, batch INTEGER) WITHOUT ROWID")
    file.execute("BEGIN")  # one transaction, never committed
    return file
