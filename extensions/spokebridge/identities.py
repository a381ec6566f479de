"""Which records were met before in a run, however many there are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

IN_MEMORY = 60_000  # five megabytes
_DIGEST = 15  # bytes: with one more each takes a third more memory
_ROWS = 100
_CACHE = "PRAGMA cache_size = -1000"  # KiB


def digest(content: bytes) -> bytes:
    """Sixteen bytes that stand for a content: two contents of equal digest are not met in practice."""
    return blake2b(content, digest_size=16).digest()


class SeenKeys:
    """Identities met in this run. The first ones are kept in memory, all others in a temporary file: a million take
    eighty megabytes as Python objects.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._few: set[bytes] = set()
        self._many: sqlite3.Connection | None = None
        self._batch = 0

    def add(self, keys: Sequence[tuple[Any, ...]]) -> list[bool]:
        """Whether each identity comes for the first time. Many at once take a fraction of the time."""
        digests = [blake2b(repr(key).encode(), digest_size=_DIGEST).digest() for key in keys]
        new = set(digests) - self._few
        if len(self._few) < self._in_memory:
            self._few |= new
        else:
            new = self._added_to_file(new)
        if len(new) == len(digests):
            return [True] * len(digests)
        return [_taken(new, found) for found in digests]

    def close(self) -> None:
        """Give the temporary file back."""
        if self._many is not None:
            self._many.close()

    def _added_to_file(self, digests: Collection[bytes]) -> set[bytes]:
        """Those that were not there."""
        if self._many is None:
            self._many = _temporary_file()
        file = self._many
        self._batch += 1
        ordered, added = sorted(digests), 0  # neighbours lie on the same page
        for start in range(0, len(ordered), _ROWS):
            rows = ordered[start : start + _ROWS]
            added += file.execute(_insert(len(rows)), [self._batch, *rows]).rowcount
        if added == len(ordered):
            return set(digests)
        met = "SELECT 1 FROM seen WHERE key = ? AND batch = ?"
        return {found for found in digests if file.execute(met, (found, self._batch)).fetchone()}


@cache
def _insert(rows: int) -> str:
    """So many rows at once, which takes little more than half the time."""
    places = (f"(?{number}, ?1)" for number in range(2, rows + 2))
    return f"INSERT OR IGNORE INTO seen VALUES {', '.join(places)}"  # noqa: S608 - numbers only


def _taken(new: set[bytes], found: bytes) -> bool:
    """Whether it was there; only the first of two equal ones is new."""
    if found in new:
        new.remove(found)
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
