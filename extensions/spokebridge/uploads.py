"""Files on their way to signed addresses: what may be sent, where to, and what became of each."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from spokebridge.arguments import shown
from spokebridge.errors import ConfigurationError, PublishError
from spokebridge.plain import is_iterable
from spokebridge.redaction import Secret
from spokebridge.settings import is_loopback


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file that can be read, with the name it is uploaded under and its size in bytes."""

    path: Path
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file. `reason` is None when it was uploaded; `status` is the storage's last answer, if any
    came.
    """

    path: Path
    name: str
    size: int
    reason: str | None = None
    status: int | None = None


@dataclass(slots=True)
class UploadReport:
    """Every file is in exactly one of `uploaded` and `failed`, both in the order they were given."""

    uploaded: list[FileOutcome] = field(default_factory=list[FileOutcome])
    failed: list[FileOutcome] = field(default_factory=list[FileOutcome])

    def add(self, outcome: FileOutcome) -> None:
        """Take in one file."""
        (self.uploaded if outcome.reason is None else self.failed).append(outcome)

    def raise_for_failed(self) -> UploadReport:
        """Raises PublishError when a file was not uploaded; otherwise the report itself."""
        if not self.failed:
            return self
        total, first = len(self.uploaded) + len(self.failed), self.failed[0]
        raise PublishError(
            f"{len(self.failed)} of {total} files not uploaded; first: {first.name}: {first.reason}",
            status_code=first.status,
            advice="upload those in report.failed again",
        )


@dataclass(frozen=True, slots=True)
class UploadProgress:
    """Bytes of one file that were handed to the network so far; a repeated attempt begins at 0 again."""

    name: str
    sent: int
    size: int


class BadAddress(ValueError):
    """An address that no file is sent to. The text says why and never shows it."""


def readable_files(paths: Iterable[str | os.PathLike[str]]) -> list[LocalFile]:
    """The files to upload. Raises ConfigurationError naming the first that cannot be, or two of the same name."""
    given: object = paths
    if isinstance(given, str | bytes | os.PathLike):
        raise ConfigurationError("paths is a single path; pass a list of paths")
    if not is_iterable(given):
        raise ConfigurationError(f"paths is {shown(given)}; pass a list of paths")
    found = [_readable(_path(path)) for path in given]
    seen: dict[str, Path] = {}
    for file in found:
        if file.name in seen:
            raise ConfigurationError(
                f"paths has two files named {file.name!r} ({seen[file.name]} and {file.path}); the server tells them "
                "apart by name only, so rename one or upload it in a call of its own"
            )
        seen[file.name] = file.path
    return found


def _path(path: object) -> Path:
    if not isinstance(path, str | os.PathLike):
        raise ConfigurationError(f"paths holds something {shown(path)}; pass texts or pathlib.Path objects")
    return Path(cast("str | os.PathLike[str]", path))


def _readable(path: Path) -> LocalFile:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ConfigurationError(f"paths: {path} is not a regular file; pass files, not folders or devices")
        with path.open("rb"):
            return LocalFile(path, path.name, status.st_size)
    except OSError as error:
        raise ConfigurationError(f"paths: {path} cannot be read ({error.strerror or error})") from None


def signed_address(url: object) -> tuple[Secret, str]:
    """A signed address, and what of it may be shown: scheme and host. Raises BadAddress for one that no file is sent
    to.

    A user in it would become an Authorization header; white space and control characters are no part of any address.
    """
    if not isinstance(url, str) or not url:
        raise BadAddress("the server gave no address for it")
    if not (url.isascii() and url.isprintable()) or " " in url:
        raise BadAddress("the server gave an address with characters that no address has")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadAddress("the server gave something that is not an address") from None
    if not host or parts.username is not None or parts.password is not None:
        raise BadAddress("the server gave an address without a host, or with a user in it")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise BadAddress("the server gave an address that is not https; files travel over https only")
    return Secret(url), f"{parts.scheme}://{host}" + (f":{port}" if port else "")
