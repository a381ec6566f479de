"""Which records were met before in a run, however many there are."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

IN_MEMORY = 20_000
_CACHE = "PRAGMA cache_size = -1000"  # KiB


def digest(content: bytes) -> bytes:
    """Sixteen bytes that stand for a content: two contents of equal digest are not met in practice."""
    return blake2b(content, digest_size=16).digest()


class SeenKeys:
    """Identities met in this run. The first ones are kept in memory, more of them in a temporary file: a million
    identities take a hundred megabytes as Python objects.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._few: set[bytes] = set()
        self._many: sqlite3.Connection | None = None

    def is_new(self, key: tuple[Any, ...]) -> bool:
        """Whether this identity comes for the first time."""
        found = digest(repr(key).encode())
        if self._many is not None:
            return self._many.execute("INSERT OR IGNORE INTO seen VALUES (?)", (found,)).rowcount == 1
        if found in self._few:
            return False
        self._few.add(found)
        if len(self._few) >= self._in_memory:
            self._spill()
        return True

    def close(self) -> None:
        """Give the temporary file back."""
        if self._many is not None:
            self._many.close()

    def _spill(self) -> None:
        import sqlite3  # takes a while, and most runs are small

        self._many = sqlite3.connect("", isolation_level=None)  # no name: SQLite's own temporary file
        for setting in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", _CACHE):
            self._many.execute(setting)
        self._many.execute("CREATE TABLE seen (key BLOB PRIMARY KEY) WITHOUT ROWID")
        self._many.execute("BEGIN")  # one transaction, never committed
        self._many.executemany("INSERT INTO seen VALUES (?)", ((key,) for key in sorted(self._few)))
        self._few.clear()
