"""Files on their way from signed addresses to this disk: from where they may come, where they go."""

from __future__ import annotations

import ipaddress
import os
import re
import socket
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias
from urllib.parse import urljoin, urlsplit

from spokebridge.errors import ConfigurationError, DownloadError, DownloadExpired
from spokebridge.redaction import Secret
from spokebridge.uploads import BadAddress, signed_address

MAX_BYTES = 100 * 1024 * 1024
LIFETIME = timedelta(days=5)
REDIRECTS = 5

_UNNAMED = "document"
_LONGEST = 150  # characters, so that no file system finds the name too long
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u0080-\u009f\u200b-\u200f\u2028-\u202f\u2066-\u2069\ufeff]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

IP: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


class Attachment(Protocol):
    """A document of an event: its name and signed address, as the body has them."""

    @property
    def filename(self) -> str | None:
        """Name of the file."""
        ...

    @property
    def url(self) -> str | None:
        """Address of its content."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """A signed address. `shown` is what of it may be shown."""

    address: Secret
    shown: str
    host: str
    port: int


def require_fresh(sent: object, now: datetime | None = None) -> None:
    """Raises DownloadExpired when the event was sent longer ago than its addresses last (Productiv facts 5.1)."""
    if not isinstance(sent, datetime) or sent.tzinfo is None:
        return
    expired = sent + LIFETIME
    if expired <= (now or datetime.now(UTC)):
        raise DownloadExpired(
            f"the address expired on {expired:%Y-%m-%d %H:%M} UTC, {LIFETIME.days} days after its event; "
            "get the document from Productiv itself"
        )


def source(url: object, *, allow_private: bool) -> Source:
    """Raises DownloadError for an address that no file is fetched from."""
    try:
        address, shown = signed_address(url)
    except BadAddress as error:
        raise DownloadError(str(error)) from None
    parts = urlsplit(address.reveal())
    if parts.scheme != "https" and not allow_private:
        raise DownloadError("the address is not https; files travel over https only")
    return Source(address, shown, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))


def redirected(before: Source, location: str | None, *, allow_private: bool) -> Source:
    """Where a redirect leads to, checked like the first address."""
    if not location:
        raise DownloadError(f"{before.shown} redirects without saying where to")
    try:
        return source(urljoin(before.address.reveal(), location), allow_private=allow_private)
    except (DownloadError, ValueError) as error:
        raise DownloadError(f"{before.shown} redirects to an address that is not followed: {error}") from None


def refusal(asked: Source, status_code: int) -> str:
    """What an answer other than success means. Its body may repeat what was signed, so it is not shown."""
    gone = status_code in (401, 403, 404, 410)
    return f"{asked.shown} answered HTTP {status_code}" + ("; the address has perhaps expired" if gone else "")


def reachable(wanted: Source, *, allow_private: bool) -> list[str]:
    """The addresses that the host's name stands for at this moment; connect to these, not to the name.

    Raises DownloadError when one of them is on this machine or in a private network, so that a body that nobody checked
    cannot make this machine ask its neighbours.
    """
    try:
        found = socket.getaddrinfo(wanted.host, wanted.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise DownloadError(f"{wanted.shown}: the name has no address")
    addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    for text in addresses:
        if not allow_private and not is_public(ipaddress.ip_address(text)):
            raise DownloadError(
                f"{wanted.shown}: the name stands for {text}, which is not an address of the public internet; "
                "allow_private=True permits it"
            )
    return addresses


def is_public(address: IP) -> bool:
    """Whether an address, and the IPv4 address it may wrap, belongs to the public internet."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
        if address.sixtofour is not None and not is_public(address.sixtofour):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


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
