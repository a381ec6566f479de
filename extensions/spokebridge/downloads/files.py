"""Where a file goes: under a safe name, whole or not at all, and in nobody's place."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO

from spokebridge.errors import ConfigurationError, DownloadError

MAX_BYTES = 100 * 1024 * 1024

_UNNAMED = "document"
_LONGEST = 150  # characters, so that no file system finds the name too long
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u0080-\u009f\u200b-\u200f\u2028-\u202f\u2066-\u2069\ufeff]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def safe_name(name: object) -> str:
    """A name of the sender as the name of a file in a folder: no path, nothing hidden, nothing that a system keeps for
    itself.
    """
    last = re.split(r"[/\\]", name)[-1] if isinstance(name, str) else ""
    clean = _UNSAFE.sub("_", last.encode("utf-8", "replace").decode()).strip(" ._")
    stem, dot, ending = clean.rpartition(".")
    if dot and len(ending) <= 16:
        clean = f"{stem[: _LONGEST - len(ending)].rstrip(' .')}.{ending}"
    clean = clean[: _LONGEST + 1].rstrip(" .")
    return f"_{clean}" if _RESERVED.fullmatch(clean) else clean or _UNNAMED


class Part:
    """A file in the making, beside where it will stand. It has no name of its own until it is whole."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".download-", suffix=".part", dir=folder)
        except OSError as error:
            raise ConfigurationError(f"folder: {folder} cannot be written to ({error.strerror or error})") from None
        self._path = Path(name)
        self._file: BinaryIO = os.fdopen(handle, "wb")
        self.size = 0

    def restart(self) -> None:
        """Forget what was written."""
        self._file.seek(0)
        self._file.truncate()
        self.size = 0

    def write(self, block: bytes) -> None:
        """Add to it. Raises DownloadError beyond the limit, or when the disk takes no more."""
        self.size += len(block)
        if self.size > self._max_bytes:
            raise DownloadError(f"the file has more than {self._max_bytes} bytes (max_bytes)")
        try:
            self._file.write(block)
        except OSError as error:
            raise DownloadError(f"the file cannot be written ({error.strerror or error})") from None

    def finish(self, name: str) -> Path:
        """Give the whole file its name, or the next free one: no file is ever replaced."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            return _placed(self._path, self._folder, name)
        except OSError as error:
            raise DownloadError(f"the file cannot be written ({error.strerror or error})") from None

    def discard(self) -> None:
        """Leave nothing behind; after `finish` there is nothing to leave."""
        self._file.close()
        self._path.unlink(missing_ok=True)


def _placed(part: Path, folder: Path, name: str) -> Path:
    first = folder / name
    number = 1
    while True:
        target = first if number == 1 else first.with_name(f"{first.stem} ({number}){first.suffix}")
        try:
            _moved(part, target)
        except FileExistsError:
            number += 1
            continue
        return target


def _moved(part: Path, target: Path) -> None:
    """Raises FileExistsError where a rename would replace what is there."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: take the name first, then put the file in its place
        os.close(os.open(target, os.O_CREAT | os.O_EXCL))
        part.replace(target)
    else:
        part.unlink()
