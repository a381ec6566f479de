"""A list of addresses that may send."""

from __future__ import annotations

import ipaddress
from typing import TypeAlias

from spokebridge.errors import ConfigurationError, WebhookRefused
from spokebridge.webhooks.verification.delivery import Delivery

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


class AllowedAddresses:
    """The sender's address has to be on the list: `AllowedAddresses("203.0.113.0/24", "2001:db8::7")`.

    Productiv publishes no list of its addresses; ask for one, or list those of your relay. `trusted_proxies` is how
    many proxies of your own a request passes. Each appends the address that it was called from to X-Forwarded-For, so
    with 1 the last address there counts, with 2 the last but one; whatever stands before it, the sender may have made
    up. With 0 the header is not looked at: the address at the other end of the connection counts.
    """

    def __init__(self, *networks: str, trusted_proxies: int = 0) -> None:
        if not networks:
            raise ConfigurationError("give at least one address or network that may send")
        try:
            self._networks = [ipaddress.ip_network(network) for network in networks]
        except ValueError as error:
            raise ConfigurationError(f"{error}; give addresses or networks such as 203.0.113.0/24") from None
        if trusted_proxies < 0:
            raise ConfigurationError(f"trusted_proxies is {trusted_proxies}; give 0 or the number of your proxies")
        self._proxies = trusted_proxies

    def verify(self, delivery: Delivery) -> None:
        """Raises WebhookRefused."""
        text = self._sender(delivery)
        address = _address(text)
        if address is None:
            raise WebhookRefused(f"the sender's address {text!r} is none", status_code=403)
        if not any(address in network for network in self._networks):
            raise WebhookRefused(f"the sender's address {address} is not on the list", status_code=403)

    def _sender(self, delivery: Delivery) -> str:
        if not self._proxies:
            return delivery.peer or ""
        passed = [part.strip() for part in delivery.headers.get("x-forwarded-for", "").split(",")]
        if len(passed) < self._proxies or not passed[-self._proxies]:
            raise WebhookRefused(
                f"X-Forwarded-For names fewer addresses than there are trusted proxies ({self._proxies})",
                status_code=403,
            )
        return passed[-self._proxies]


def _address(text: str) -> Address | None:
    """An address that some proxies write with a port; an IPv4 address that came over IPv6 as IPv4."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, ipaddress.IPv6Address) else address
