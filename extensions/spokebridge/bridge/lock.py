"""Two runs over one state file must not overlap."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from spokebridge.errors import ConfigurationError, SpokebridgeError


class Locked(SpokebridgeError):
    """Another run works with the same state file."""


@contextmanager
def only_run(state: Path) -> Generator[None]:
    """Hold the lock of a state file. Raises Locked at once when another process, or this one, has it.

    The lock is SQLite's own, on an empty database beside the state. The operating system lets go of it when the
    process ends, however it ends, so a killed run leaves nothing behind that could block the next.
    """
    path = state.with_name(state.name + ".lock")
    with ExitStack() as held:
        try:
            database = held.enter_context(closing(sqlite3.connect(path, timeout=0, isolation_level=None)))
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise Locked(
                    f"another run is using {state}; wait for it to end, or give this one a state file of its own"
                ) from None
            raise ConfigurationError(f"{path} cannot be used ({error}); check its folder and permissions") from None
        yield
