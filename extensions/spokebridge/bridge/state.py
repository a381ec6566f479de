"""What is remembered from run to run: one SQLite file with checkpoints, deliveries, bills that wait, and vendor names.

Everything is written after the fact and in one transaction per batch. A run that is killed finds the file as the last
finished batch left it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

from spokebridge.bridge.routes import Route
from spokebridge.errors import ConfigurationError

GIVEN_UP = "given up"
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


@dataclass(frozen=True, slots=True)
class Delivered:
    """What is known of a bill that Productiv has: its content then, and the last differing content that was told of.

    A content of GIVEN_UP stands for a bill that Productiv shall not have.
    """

    content: str
    noted: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A bill that could not be delivered and is tried again in each run. `day` is its date, if it has one."""

    signature: str
    day: date | None
    reason: str
    since: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A bill that was refused, or whose fate is not known."""

    signature: str
    day: date | None
    reason: str


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
        """What concerns one route."""
        key = (route.company, route.connection, route.app_id)
        with self._lock, self._database as database:
            database.execute(
                "INSERT INTO route (company, connection, app_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", key
            )
            (found,) = database.execute(
                "SELECT id FROM route WHERE company = ? AND connection = ? AND app_id = ?", key
            ).fetchone()
        return RouteState(self._database, self._lock, int(found), route.connection)

    def give_up(self, signature: str) -> None:
        """A bill that waits is not tried again, in this run or a later one. Raises ConfigurationError."""
        with self._lock, self._database as database:
            found = database.execute("DELETE FROM waiting WHERE signature = ? RETURNING route", (signature,)).fetchall()
            database.executemany(
                "INSERT INTO delivered (route, bill, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(route, _digest(signature), GIVEN_UP) for (route,) in found],
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


class RouteState:
    """What is remembered of one route."""

    def __init__(self, database: sqlite3.Connection, lock: threading.Lock, route: int, connection: str) -> None:
        self._database = database
        self._lock = lock
        self._route = route
        self._connection = connection

    @property
    def through(self) -> date | None:
        """The checkpoint: bills dated up to this day were read to the end and dealt with."""
        with self._lock:
            (found,) = self._database.execute("SELECT through FROM route WHERE id = ?", (self._route,)).fetchone()
        return None if found is None else date.fromisoformat(found)

    def advance(self, through: date) -> None:
        """Move the checkpoint; it never goes back."""
        with self._lock, self._database as database:
            database.execute(
                "UPDATE route SET through = ?1 WHERE id = ?2 AND (through IS NULL OR through < ?1)",
                (through.isoformat(), self._route),
            )

    def delivered(self, signature: str) -> Delivered | None:
        """What was delivered under a signature."""
        with self._lock:
            row = self._database.execute(
                "SELECT content, noted FROM delivered WHERE route = ? AND bill = ?", (self._route, _digest(signature))
            ).fetchone()
        return None if row is None else Delivered(*row)

    def note(self, signature: str, content: str) -> None:
        """A bill has changed since it was delivered, and the user is told; once is enough."""
        with self._lock, self._database as database:
            database.execute(
                "UPDATE delivered SET noted = ? WHERE route = ? AND bill = ?",
                (content, self._route, _digest(signature)),
            )

    def settle(self, delivered: Mapping[str, str], undelivered: Iterable[Undelivered] = ()) -> None:
        """Record the outcome of a batch: contents by signature, and what was not delivered."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._lock, self._database as database:
            database.executemany(
                "INSERT INTO delivered (route, bill, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(self._route, _digest(signature), content) for signature, content in delivered.items()],
            )
            database.executemany(
                "DELETE FROM waiting WHERE route = ? AND signature = ?",
                [(self._route, signature) for signature in delivered],
            )
            database.executemany(
                "INSERT INTO waiting (route, signature, day, reason, since, tries) VALUES (?1, ?2, ?3, ?4, ?5, 1) "
                "ON CONFLICT DO UPDATE SET day = ?3, reason = ?4, tries = tries + 1",
                [
                    (self._route, bill.signature, None if bill.day is None else bill.day.isoformat(), bill.reason, now)
                    for bill in undelivered
                ],
            )

    def waiting(self) -> list[Waiting]:
        """Bills to try again, oldest first."""
        with self._lock:
            rows = self._database.execute(
                "SELECT signature, day, reason, since, tries FROM waiting WHERE route = ? ORDER BY day, signature",
                (self._route,),
            ).fetchall()
        return [
            Waiting(
                signature,
                None if day is None else date.fromisoformat(day),
                reason,
                datetime.fromisoformat(since),
                int(tries),
            )
            for signature, day, reason, since, tries in rows
        ]

    def forget(self, signatures: Iterable[str]) -> None:
        """These bills do not wait any longer."""
        with self._lock, self._database as database:
            database.executemany(
                "DELETE FROM waiting WHERE route = ? AND signature = ?",
                [(self._route, signature) for signature in signatures],
            )

    def vendors(self, oldest: datetime) -> dict[str, str | None]:
        """Names by party as they were read after this moment; None for parties that had no name."""
        with self._lock:
            rows = self._database.execute(
                "SELECT party, name FROM vendor WHERE connection = ? AND read >= ?",
                (self._connection, oldest.isoformat(timespec="seconds")),
            ).fetchall()
        return dict(rows)

    def keep_vendors(self, names: Mapping[str, str | None]) -> None:
        """Remember names, in place of all before."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._lock, self._database as database:
            database.execute("DELETE FROM vendor WHERE connection = ?", (self._connection,))
            database.executemany(
                "INSERT INTO vendor (connection, party, name, read) VALUES (?, ?, ?, ?)",
                [(self._connection, party, name, now) for party, name in names.items()],
            )


def _digest(signature: str) -> bytes:
    return blake2b(signature.encode(), digest_size=16).digest()


def _usable(path: Path, where: Path | str) -> sqlite3.Connection:
    try:
        database = sqlite3.connect(where, check_same_thread=False, timeout=10)
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
    return database
