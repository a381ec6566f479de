"""Where access tokens are kept between processes. Without a store they live in memory and end with the process.

A nightly job that starts a new process per customer would ask for a new token each time; with a store it asks once per
lifetime. The store is asked only by the one thread or task that would otherwise fetch (see `tokens`).
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import IO, Protocol, TypeGuard

from msgspec import Struct

from spokebridge.arguments import shown
from spokebridge.errors import ConfigurationError
from spokebridge.plain import is_object
from spokebridge.redaction import Secret


class StoredToken(Struct, frozen=True):
    """A token, when it was issued (Unix seconds) and how many seconds it lives."""

    value: Secret
    issued: float
    lifetime: float


class TokenStore(Protocol):
    """Keeps tokens by key. Keys are digests of a credential and its scopes; they give neither away."""

    def load(self, key: str) -> StoredToken | None:
        """The token kept under this key, or None."""
        ...

    def save(self, key: str, token: StoredToken) -> None:
        """Keep a token."""
        ...

    def try_lock(self, key: str) -> contextlib.AbstractContextManager[object] | None:
        """The right to fetch for this key, to be left when done; None while another process has it."""
        ...


def checked_store(store: object) -> TokenStore:
    """A store. Raises ConfigurationError for anything else, such as a path or a class."""
    if not isinstance(store, type) and _is_store(store):
        return store
    raise ConfigurationError(
        f"token_store is {shown(store)}; pass FileTokenStore(folder), or an object with {', '.join(_METHODS)}"
    )


def _is_store(value: object) -> TypeGuard[TokenStore]:
    return all(callable(getattr(value, name, None)) for name in _METHODS)


_METHODS = ("load", "save", "try_lock")


class FileTokenStore:
    """Tokens in a folder of their own, one file per key, readable by this user only and written in one step.

    Processes of the same user that use the same folder share tokens and never fetch one at the same time. Raises
    ConfigurationError when the folder is open to others or cannot be made.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self._folder = Path(folder)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            mode = stat.S_IMODE(self._folder.stat().st_mode)
        except OSError as error:
            raise ConfigurationError(
                f"token store {self._folder}: {error.strerror or error}; name a folder of yours"
            ) from None
        if os.name == "posix" and mode & 0o077:
            raise ConfigurationError(f"token store {self._folder} is open to others (mode {mode:o}); chmod it to 700")

    def load(self, key: str) -> StoredToken | None:
        """The token kept under this key; None also for a file that is damaged, which the next `save` replaces."""
        try:
            body = json.loads(self._path(key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if not is_object(body):
            return None
        value, issued, lifetime = body.get("access_token"), body.get("issued"), body.get("lifetime")
        if not isinstance(value, str) or not isinstance(issued, int | float) or not isinstance(lifetime, int | float):
            return None
        return StoredToken(Secret(value), issued, lifetime)

    def save(self, key: str, token: StoredToken) -> None:
        """Keep a token: a reader sees the old file or the new one, never half of either."""
        body = json.dumps({"access_token": token.value.reveal(), "issued": token.issued, "lifetime": token.lifetime})
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".new-")  # made with mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(body)
            Path(name).replace(self._path(key))
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def try_lock(self, key: str) -> contextlib.AbstractContextManager[object] | None:
        """A lock that the system takes back when the process ends, however it ends."""
        handle = os.open(self._path(key).with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        file = os.fdopen(handle, "r+b")
        if not _locked(file):
            file.close()
            return None
        return contextlib.closing(file)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"

    def __repr__(self) -> str:
        return f"FileTokenStore({str(self._folder)!r})"


if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[bytes]) -> bool:
        with contextlib.suppress(OSError):
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def _locked(file: IO[bytes]) -> bool:
        with contextlib.suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False
