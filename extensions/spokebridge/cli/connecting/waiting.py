"""Asks how far a connection is, again and again, and tells whoever looks on."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from ninespokes_client.models import Connection, ConnectionState, ExtractionStatus
from spokebridge import NineSpokes
from spokebridge.errors import SpokebridgeError, Timeout
from spokebridge.wire import Deadline


class ConnectionEnded(SpokebridgeError):
    """The connection is being removed, so that no consent can be given any more."""


def until_active(
    client: NineSpokes, company: str, connection: str, *, seconds: float, interval: float, show: Callable[[str], None]
) -> Connection:
    """Until the user has consented. Raises Timeout, and ConnectionEnded when the connection is removed meanwhile."""
    deadline = Deadline(seconds)
    while True:
        found = client.connections.get(company, connection)
        show(str(found.status))
        if found.status == ConnectionState.ACTIVE:
            return found
        if found.status == ConnectionState.REMOVED:
            raise ConnectionEnded(f"connection {connection} was removed; run the command again to make a new one")
        _pause(
            deadline,
            interval,
            f"nobody consented in {seconds:g} s; run the command again to go on with this connection",
        )


def until_extracted(
    client: NineSpokes,
    company: str,
    connection: str,
    *,
    seconds: float,
    interval: float,
    show: Callable[[Sequence[ExtractionStatus]], None],
) -> None:
    """Until every datasource is extracted (9Spokes facts 5.14). Raises Timeout."""
    deadline = Deadline(seconds)
    while True:
        found = client.connections.status(company, connection)
        show(found)
        if found and all(item.completed >= item.total for item in found):
            return
        _pause(deadline, interval, f"not all data is there after {seconds:g} s; run the command again to go on waiting")


def _pause(deadline: Deadline, interval: float, too_late: str) -> None:
    if deadline.left == 0:
        raise Timeout(too_late)
    time.sleep(min(interval, deadline.left or interval))
