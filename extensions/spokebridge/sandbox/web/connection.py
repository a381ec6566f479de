"""Cutting a connection, which ASGI has no word for."""

import asyncio
import socket
import struct

from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

_TRANSPORT = "sandbox.transport"
_LINGER_ZERO = struct.pack("ii", 1, 0)


class OpenHandedProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 protocol that also puts its transport into the scope's state."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Called by asyncio for each new connection."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, _TRANSPORT: transport}


async def cut_connection(scope: Scope, receive: Receive, _send: Send) -> None:
    """Takes the place of a response: the peer gets a TCP reset and never a status line."""
    transport: asyncio.Transport = scope["state"][_TRANSPORT]
    connection: socket.socket = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_ZERO)
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        continue
