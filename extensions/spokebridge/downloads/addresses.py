"""From where a file may come: an https address that is fresh, of a host on the public internet."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeAlias
from urllib.parse import urljoin, urlsplit

from spokebridge.errors import DownloadError, DownloadExpired
from spokebridge.redaction import Secret
from spokebridge.uploads import BadAddress, signed_address

LIFETIME = timedelta(days=5)
REDIRECTS = 5

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
    if (now or datetime.now(UTC)) - sent >= LIFETIME:
        raise DownloadExpired(
            f"the address expired on {sent + LIFETIME:%Y-%m-%d %H:%M} UTC, {LIFETIME.days} days after its event; "
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
