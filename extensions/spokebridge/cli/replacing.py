"""Files that are there in full or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

NEW_FILE = 0o666  # before the umask, as any program makes them
PRIVATE = 0o600


_begun: set[Path] = set()


def remove_begun() -> None:
    """Remove files that were begun and not finished: for a process that ends without unwinding."""
    for path in list(_begun):
        path.unlink(missing_ok=True)


@contextmanager
def replacing(path: Path, *, mode: int | None = None) -> Generator[BinaryIO]:
    """A file to write to, which takes the place of `path` when the block ends well, and is gone otherwise.

    The new file has `mode`, else that of the file it replaces. A link is followed; a device or pipe is written to as
    it is, for it cannot be replaced. Raises OSError.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            yield file
        return
    if mode is None and target.exists():
        mode = stat.S_IMODE(target.stat().st_mode)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    _begun.add(temporary)
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode or NEW_FILE), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except FileNotFoundError as error:
        if error.filename == str(temporary):
            raise FileNotFoundError(error.errno, "there is no such folder", str(target.parent)) from None
        raise
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
        _begun.discard(temporary)
