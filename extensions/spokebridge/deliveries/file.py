"""The file of a journal: whose it is, and who holds it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import astuple

from spokebridge.deliveries.plan import Target
from spokebridge.errors import ConfigurationError

_APPLICATION = 0x53_70_42_4A  # marks the file as ours; `SpBJ`
_VERSION = 1
_TABLES = (
    "CREATE TABLE target (operation TEXT, place TEXT, account TEXT)",
    "CREATE TABLE notes (name TEXT PRIMARY KEY, text TEXT)",
    "CREATE TABLE log (key BLOB, content BLOB, state INTEGER)",  # only ever appended to, which is quick at any size
)


def opened(path: str, target: Target, statements: Iterable[str]) -> sqlite3.Connection:
    """The file, locked until it is closed, with these statements carried out.

    Raises ConfigurationError for a file that is not a journal of this target and version, sqlite3.Error for one that
    cannot be used.
    """
    absolute = os.path.abspath(path)  # noqa: PTH100 - SQLite gives some names a meaning of its own
    db = sqlite3.connect(absolute, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA cache_size = -1000")  # KiB
        with transaction(db):  # takes the lock, which is kept until the end
            _prepare(db, path, target)
            for statement in statements:
                db.execute(statement)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection, path: str, target: Target) -> None:
    """Make it a journal of this target, unless it is one."""
    application, version = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not tables and not application:
        for statement in (*_TABLES, f"PRAGMA application_id = {_APPLICATION}", f"PRAGMA user_version = {_VERSION}"):
            db.execute(statement)
        db.execute("INSERT INTO target VALUES (?, ?, ?)", astuple(target))
    elif application != _APPLICATION:
        raise ConfigurationError(f"journal {path} is a database of something else; name another file")
    elif version != _VERSION:
        raise ConfigurationError(
            f"journal {path} was made by another version of spokebridge; finish with that one, or name another file"
        )
    else:
        made_for = db.execute("SELECT operation, place, account FROM target").fetchone()
        target.require(Target(*made_for), f"journal {path}")


@contextmanager
def transaction(db: sqlite3.Connection) -> Generator[None]:
    """A block whose changes are on the disk, all of them or none, when it is left."""
    db.execute("BEGIN EXCLUSIVE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def explained(error: sqlite3.Error) -> str:
    """What is wrong with a file, and what to do."""
    match getattr(error, "sqlite_errorname", "").split("_")[1:2]:
        case ["BUSY"] | ["LOCKED"]:
            return "another run holds it; wait for that one, or name another file"
        case ["NOTADB"] | ["CORRUPT"]:
            return "the file is damaged or not a journal; name another file"
        case ["CANTOPEN"]:
            return "it cannot be opened; name a file in a folder that exists and that you may write to"
        case _:
            return f"{error}; it has to be on a disk with room, where you may write"
