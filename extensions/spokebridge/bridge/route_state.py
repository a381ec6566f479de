"""What is remembered of one route: its checkpoint, what was delivered, what waits, and the names of its vendors."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b

GIVEN_UP = "given up"


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
                "SELECT content, noted FROM delivered WHERE route = ? AND bill = ?", (self._route, digest(signature))
            ).fetchone()
        return None if row is None else Delivered(*row)

    def note(self, signature: str, content: str) -> None:
        """A bill has changed since it was delivered, and the user is told; once is enough."""
        with self._lock, self._database as database:
            database.execute(
                "UPDATE delivered SET noted = ? WHERE route = ? AND bill = ?",
                (content, self._route, digest(signature)),
            )

    def settle(self, delivered: Mapping[str, str], undelivered: Iterable[Undelivered] = ()) -> None:
        """Record the outcome of a batch: contents by signature, and what was not delivered."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._lock, self._database as database:
            database.executemany(
                "INSERT INTO delivered (route, bill, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(self._route, digest(signature), content) for signature, content in delivered.items()],
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


def digest(signature: str) -> bytes:
    """A signature in sixteen bytes."""
    return blake2b(signature.encode(), digest_size=16).digest()
