"""A server of raw sockets that does to a connection what no web framework lets one do."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

TOKEN_PATH = "/oauth2/token"
_LINGER_ZERO = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Asked:
    """A request as it came. Header names are lower-case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def path(self) -> str:
        return self.target.split("?")[0]


Behaviour = Callable[[socket.socket, "Misbehaving", Asked], bool]
"""Does something to the connection; whether it is kept open for the next request."""


def answer(status: int = 200, body: Any = b"", headers: dict[str, str] | None = None) -> Behaviour:
    """A proper answer; a body that is not bytes is sent as JSON. `headers` may take the place of the usual ones."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    fields = {"Content-Type": "application/json", "Content-Length": str(len(content)), **(headers or {})}
    head = f"HTTP/1.1 {status} Whatever\r\n" + "".join(
        f"{name}: {value}\r\n" for name, value in fields.items() if value
    )

    def act(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
        connection.sendall(head.encode() + b"\r\n" + content)
        return True

    return act


def raw(*pieces: bytes, pause: float = 0.0) -> Behaviour:
    """Bytes as they are, with a pause before each piece but the first; then the connection is closed."""

    def act(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
        for number, piece in enumerate(pieces):
            if number and server.stopped.wait(pause):
                return False
            connection.sendall(piece)
        return False

    return act


def cut(status: int = 200, body: bytes = b'{"results": []}', sent: int = 5) -> Behaviour:
    """The connection ends in the middle of the body."""
    head = f"HTTP/1.1 {status} Whatever\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return raw(head.encode() + body[:sent])


def trickle(pause: float, piece: bytes = b" ") -> Behaviour:
    """A body that never ends, piece by piece."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = b"%x\r\n%s\r\n" % (len(piece), piece)

    def act(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
        connection.sendall(head)
        while not server.stopped.wait(pause):
            connection.sendall(chunk)
        return False

    return act


def reset(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
    """No answer, but a TCP reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_ZERO)
    return False


def hang(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
    """No answer at all, until the server is stopped."""
    server.stopped.wait()
    return False


def slowly(pause: float, behaviour: Behaviour) -> Behaviour:
    """The same after a while."""

    def act(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
        time.sleep(pause)
        return behaviour(connection, server, asked)

    return act


def token(text: str = "a-token", **members: Any) -> Behaviour:
    """A token endpoint's answer."""
    return answer(body={"access_token": text, "token_type": "Bearer", "expires_in": 3600, **members})


class Misbehaving:
    """Meets request after request with one behaviour after the other; the last one stays. Tokens have a list of their
    own.

    A deaf one takes connections and never reads from them.
    """

    def __init__(self, *behaviours: Behaviour, tokens: Iterable[Behaviour] = (), deaf: bool = False) -> None:
        self._deaf = deaf
        self.requests: list[Asked] = []
        self.connections: list[socket.socket] = []
        self.stopped = threading.Event()
        self._plans = {False: deque(behaviours), True: deque(tokens or [token()])}
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._open: set[socket.socket] = set()
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    @property
    def productiv(self) -> dict[str, Any]:
        """Settings of a Productiv client."""
        credential = {"client_id": "client", "client_secret": f"secret of {self.url}"}
        return {**credential, "base_url": self.url, "token_url": self.url + TOKEN_PATH}

    @property
    def ninespokes(self) -> dict[str, Any]:
        """Settings of a 9Spokes client."""
        return {"api_key": "key" + self.url.rpartition(":")[2], "base_url": self.url}

    @property
    def calls(self) -> list[Asked]:
        """Requests that were not for a token."""
        return [asked for asked in self.requests if asked.path != TOKEN_PATH]

    @property
    def token_calls(self) -> list[Asked]:
        """Requests for a token."""
        return [asked for asked in self.requests if asked.path == TOKEN_PATH]

    def __enter__(self) -> Self:
        self._run(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopped.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(1)

    def _run(self, function: Callable[..., None], *arguments: Any) -> None:
        thread = threading.Thread(target=function, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self.stopped.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connections.append(connection)
            self._run(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.add(connection)
        with connection, suppress(OSError):
            if self._deaf:
                self.stopped.wait()
            while (asked := _read(connection)) is not None:
                if not self._plan(asked)(connection, self, asked):
                    break
        with self._lock:
            self._open.discard(connection)

    def _plan(self, asked: Asked) -> Behaviour:
        with self._lock:
            self.requests.append(asked)
            plan = self._plans[asked.path == TOKEN_PATH]
            return plan.popleft() if len(plan) > 1 else plan[0]


def _read(connection: socket.socket) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return None
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        piece = connection.recv(65536)
        if not piece:
            return None
        body += piece
    return Asked(method, target, headers, body)


def unused_port() -> int:
    """A port where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
