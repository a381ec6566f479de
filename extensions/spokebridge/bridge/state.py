"""What is remembered from run to run: one SQLite file with checkpoints, deliveries, bills that wait, and vendor names.

Everything is written after the fact and in one transaction per batch. A run that is killed finds the file as the last
finished batch left it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType
from typing import Self

from spokebridge.bridge.route_state import GIVEN_UP, RouteState, digest
from spokebridge.bridge.routes import Route
from spokebridge.errors import ConfigurationError

_VERSION = 1
_TABLES = """
CREATE TABLE route (
    id INTEGER PRIMARY KEY, company TEXT NOT NULL, connection TEXT NOT NULL, app_id TEXT NOT NULL,
    through TEXT, UNIQUE (company, connection, app_id)
);
CREATE TABLE delivered (
    route INTEGER NOT NULL REFERENCES route, bill BLOB NOT NULL, content TEXT NOT NULL, noted TEXT,
    PRIMARY KEY (route, bill)
) WITHOUT ROWID;
CREATE TABLE waiting (
    route INTEGER NOT NULL REFERENCES route, signature TEXT NOT NULL, day TEXT, reason TEXT NOT NULL,
    since TEXT NOT NULL, tries INTEGER NOT NULL, PRIMARY KEY (route, signature)
) WITHOUT ROWID;
CREATE TABLE vendor (
    connection TEXT NOT NULL, party TEXT NOT NULL, name TEXT, read TEXT NOT NULL, PRIMARY KEY (connection, party)
) WITHOUT ROWID;
"""


class State:
    """The file. Threads of one process may share it; processes are kept apart by `lock`."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> State:
        """The file, made when it is not there. Raises ConfigurationError for one that is not ours or cannot be used."""
        return cls(_usable(path, path))

    @classmethod
    def copy(cls, path: Path) -> State:
        """A copy in memory for a rehearsal: nothing that happens to it is kept."""
        memory = _usable(path, ":memory:")
        if path.exists():
            with closing(_usable(path, path)) as original:
                original.backup(memory)
        return cls(memory)

    def of(self, route: Route) -> RouteState:
        """What concerns one route. Raises ConfigurationError when the file cannot be written any more."""
        key = (route.company, route.connection, route.app_id)
        try:
            with self._lock, self._database as database:
                database.execute(
                    "INSERT INTO route (company, connection, app_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", key
                )
                (found,) = database.execute(
                    "SELECT id FROM route WHERE company = ? AND connection = ? AND app_id = ?", key
                ).fetchone()
        except sqlite3.Error as error:
            raise ConfigurationError(f"the state cannot be written ({error}); check disk and permissions") from None
        return RouteState(self._database, self._lock, int(found), route.connection)

    def give_up(self, signature: str) -> None:
        """A bill that waits is not tried again, in this run or a later one. Raises ConfigurationError."""
        with self._lock, self._database as database:
            found = database.execute("DELETE FROM waiting WHERE signature = ? RETURNING route", (signature,)).fetchall()
            database.executemany(
                "INSERT INTO delivered (route, bill, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(route, digest(signature), GIVEN_UP) for (route,) in found],
            )
        if not found:
            raise ConfigurationError(
                f"no bill waits under {signature!r}; give its signatureId as the summary shows it with --json"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._database.close()


def _usable(path: Path, where: Path | str) -> sqlite3.Connection:
    with ExitStack() as unless_usable:
        try:
            database = sqlite3.connect(where, check_same_thread=False, timeout=10)
            unless_usable.callback(database.close)
            (version,) = database.execute("PRAGMA user_version").fetchone()
            tables: Sequence[object] = database.execute("SELECT name FROM sqlite_master").fetchall()
            if version == 0 and not tables:
                database.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;")
                version = _VERSION
        except sqlite3.Error as error:
            raise ConfigurationError(
                f"state file {path} cannot be used ({error}); check its folder and permissions, or name another"
            ) from None
        if version != _VERSION:
            raise ConfigurationError(
                f"state file {path} is not one that this version of spokebridge made; name another file"
            )
        unless_usable.pop_all()
    return database
