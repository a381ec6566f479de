"""No network at all, this machine's own included: whoever tries is told so."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

_DOORS = ("connect", "connect_ex", "sendto", "sendmsg")
_NAMES = ("getaddrinfo", "gethostbyname", "gethostbyname_ex")


class NetworkBlocked(RuntimeError):
    """Not an OSError, so that no client takes it for a failure that one retries."""


def _refuse(*_: object, **__: object) -> None:
    raise NetworkBlocked("the network is blocked in this test")


@contextmanager
def network_blocked() -> Iterator[None]:
    """Within this block no socket reaches anything and no name is looked up."""
    with (
        mock.patch.multiple(socket.socket, **dict.fromkeys(_DOORS, _refuse)),
        mock.patch.multiple(socket, **dict.fromkeys(_NAMES, _refuse)),
    ):
        yield
