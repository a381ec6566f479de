"""A store in a file, shared by the processes of one machine."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path

from spokebridge.errors import ConfigurationError
from spokebridge.webhooks.stores.store import Claim

DAY = 86_400.0
_TABLES = """
CREATE TABLE IF NOT EXISTS events (key TEXT PRIMARY KEY, owner TEXT, until REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS events_until ON events (until);
CREATE TABLE IF NOT EXISTS begun (key TEXT, action TEXT, PRIMARY KEY (key, action)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (key TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS seen_until ON seen (until);
"""


class SQLiteStore:
    """Keeps handled events for `keep_days`, across restarts and for all processes that open the same file.

    The file holds digests of callback tokens, not the tokens, and belongs to the user alone. It has to lie on a disk of
    this machine: SQLite does not lock over a network. Raises ConfigurationError when it cannot be made.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, keep_days: float = 400, clock: Callable[[], float] = time.time
    ) -> None:
        self._path = Path(path)
        self._keep = keep_days * DAY
        self._clock = clock
        try:
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
            with closing(self._connection()) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise ConfigurationError(f"the event store {self._path} cannot be used ({error})") from None

    def claim(self, key: str, owner: str, lease: float) -> Claim:
        """See EventStore. A row without an owner is a handled event, kept until it may be forgotten."""
        with self._change() as connection:
            now = self._clock()
            connection.execute("DELETE FROM events WHERE owner IS NULL AND until <= ?", (now,))
            row = connection.execute("SELECT owner, until FROM events WHERE key = ?", (key,)).fetchone()
            if row is not None and row[0] is None:
                return Claim.DONE
            if row is not None and row[1] > now:
                return Claim.RUNNING
            connection.execute("REPLACE INTO events VALUES (?, ?, ?)", (key, owner, now + lease))
            return Claim.OURS

    def finish(self, key: str) -> None:
        """See EventStore."""
        with self._change() as connection:
            connection.execute("REPLACE INTO events VALUES (?, NULL, ?)", (key, self._clock() + self._keep))
            connection.execute("DELETE FROM begun WHERE key = ?", (key,))

    def release(self, key: str, owner: str) -> None:
        """See EventStore."""
        with self._change() as connection:
            connection.execute("DELETE FROM events WHERE key = ? AND owner = ?", (key, owner))

    def begin(self, key: str, action: str) -> bool:
        """See EventStore."""
        with self._change() as connection:
            return connection.execute("INSERT OR IGNORE INTO begun VALUES (?, ?)", (key, action)).rowcount == 1

    def undo(self, key: str, action: str) -> None:
        """See EventStore."""
        with self._change() as connection:
            connection.execute("DELETE FROM begun WHERE key = ? AND action = ?", (key, action))

    def first_seen(self, key: str, seconds: float) -> bool:
        """Whether the key was not seen in the last so many seconds; from now on it was."""
        with self._change() as connection:
            now = self._clock()
            connection.execute("DELETE FROM seen WHERE until <= ?", (now,))
            return connection.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, now + seconds)).rowcount == 1

    @contextmanager
    def _change(self) -> Generator[sqlite3.Connection]:
        """One transaction on a connection of its own: cheap, and no thread or forked process shares one."""
        with closing(self._connection()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def _connection(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=10, isolation_level=None)
