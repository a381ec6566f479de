"""Deliveries on disk, record by record: a run that was killed goes on where it was, with the same file and any input.

The file is an SQLite database that one run holds at a time. It says which records were sent before they are, and which
the server acknowledged before the run counts them, synced to the disk. It holds digests of records, not records.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace

from msgspec import structs

from spokebridge.deliveries.file import explained, opened, transaction
from spokebridge.deliveries.plan import Plan, Target
from spokebridge.errors import ConfigurationError, PublishError
from spokebridge.identities import digest
from spokebridge.publishing import Chunk, Feed, Outgoing

_SENT, _ACKNOWLEDGED, _REFUSED = range(3)
_UNKNOWN: tuple[int | None, int] = (None, 0)
_LATEST = (
    "CREATE TEMP TABLE latest (key BLOB, content BLOB, state INTEGER, number INTEGER, PRIMARY KEY (key, content)) "
    "WITHOUT ROWID",
    "INSERT INTO latest SELECT key, content, state, max(rowid) FROM log GROUP BY key, content",
)


class Journal:
    """What one target was sent, what it acknowledged and what it refused.

    A record is recognized by its identity and content, one of an ordered feed by its place and content. Raises
    ConfigurationError for a file that is not a journal, or one of another target or version, or that another run holds.
    """

    manifest = None

    def __init__(self, path: str, feed: Feed, target: Target) -> None:
        self._path = path
        self._feed = feed
        self._lock = threading.Lock()
        try:
            self._db = opened(path, target, _LATEST)
        except sqlite3.Error as error:
            raise ConfigurationError(f"journal {path}: {explained(error)}") from None
        self._new = self._db.execute("SELECT 1 FROM latest LIMIT 1").fetchone() is None
        self._behind = False

    def plan(self, chunk: Chunk) -> Plan:
        """What is not acknowledged, in one part."""
        if self._new:
            return Plan(0, (), (chunk,))
        in_doubt, left = list[Outgoing](), list[Outgoing]()
        with self._writing() as db:
            for record in chunk.records:
                state = self._state(db, record)
                if state == _SENT and not self._feed.repeatable:
                    in_doubt.append(record)
                elif state != _ACKNOWLEDGED:
                    left.append(structs.replace(record, tried=True) if state == _SENT else record)
        delivered = len(chunk.records) - len(in_doubt) - len(left)
        return Plan(delivered, in_doubt, (replace(chunk, records=left),) if left else ())

    def sending(self, part: Chunk) -> None:
        """Note that the records may be with the server soon."""
        self._log(part, _SENT)

    def delivered(self, part: Chunk) -> None:
        """Note that they are."""
        self._log(part, _ACKNOWLEDGED)

    def refused(self, part: Chunk) -> None:
        """Note that they are not."""
        self._log(part, _REFUSED)

    def note(self, name: str) -> str | None:
        """The text that was kept."""
        with self._writing() as db:
            found = db.execute("SELECT text FROM notes WHERE name = ?", (name,)).fetchone()
        return None if found is None else str(found[0])

    def keep(self, name: str, text: str) -> None:
        """Keep a text."""
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, text))

    def close(self) -> None:
        """Let other runs have the file."""
        with self._lock:
            self._db.close()

    def _state(self, db: sqlite3.Connection, record: Outgoing) -> int | None:
        """The latest that is known of a record. From the first of an ordered feed that is not acknowledged, nothing
        is: what was sent after it has to be sent again.
        """
        if self._behind:
            return None
        key, content = self._key(record), digest(record.content)
        rows = db.execute("SELECT content, state, number FROM latest WHERE key = ?", (key,)).fetchall()
        state, number = next(((row[1], row[2]) for row in rows if row[0] == content), _UNKNOWN)
        replaced = any(row[2] > number and row[1] != _REFUSED for row in rows)
        if state == _ACKNOWLEDGED and replaced:  # by another content of the same identity, perhaps
            state = _SENT
        if self._feed.ordered and state != _ACKNOWLEDGED:
            self._behind = True
            db.execute("DELETE FROM log WHERE key > ?", (key,))
        return state

    def _key(self, record: Outgoing) -> bytes:
        if self._feed.ordered:
            return record.index.to_bytes(8)
        return digest(repr(record.key).encode() if self._feed.identity else record.content)

    def _log(self, part: Chunk, state: int) -> None:
        rows = [(self._key(record), digest(record.content), state) for record in part.records]
        with self._writing() as db:
            db.executemany("INSERT INTO log VALUES (?, ?, ?)", rows)

    @contextmanager
    def _writing(self) -> Generator[sqlite3.Connection]:
        """One transaction, on the disk when it is left."""
        with self._lock:
            try:
                with transaction(self._db):
                    yield self._db
            except sqlite3.Error as error:
                raise PublishError(f"journal {self._path}: {explained(error)}") from None
