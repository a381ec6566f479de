"""A small scripted HTTP server on loopback, for operations that the sandbox does not serve and for answers that it
never gives.
"""

from __future__ import annotations

import json
import re
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

TOKEN_ROUTE = "POST /oauth2/token"
TOKEN = "a-token-that-must-stay-with-the-api"


@dataclass(frozen=True)
class Received:
    """A request as it arrived. Header names are lower-case."""

    method: str
    path: str
    query: list[tuple[str, str]]
    headers: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def route(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def parameter(self, name: str) -> str | None:
        return dict(self.query).get(name)

    def fills(self, route: str) -> tuple[str, ...] | None:
        """What stands in the places of a route such as `GET /apps/{app}`; None when this is no request to it."""
        pattern = "([^/]+)".join(re.escape(part) for part in re.split(r"{[^}]*}", route))
        found = re.fullmatch(pattern, self.route)
        return None if found is None else tuple(unquote(text) for text in found.groups())


@dataclass(frozen=True)
class Reply:
    """`body` is sent as it is when it is bytes, as JSON otherwise."""

    status: int = 200
    body: Any = b""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Script = Reply | dict[str, Any] | list[Any] | Callable[[Received], "Reply | dict[str, Any]"]


class FakeServer:
    """Serves inside `with`. Routes are `METHOD /path`; their replies are given in turn, the last one for ever.

    A path may have `{places}`; a route without them comes first.
    """

    def __init__(self) -> None:
        self.requests: list[Received] = []
        self._scripts: dict[str, list[Script]] = defaultdict(list)
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self.answer(TOKEN_ROUTE, {"access_token": TOKEN, "token_type": "Bearer", "expires_in": 3600})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def productiv(self) -> dict[str, Any]:
        """Keyword arguments of a Productiv client."""
        return {
            "client_id": f"client-{id(self)}",
            "client_secret": "a-client-secret",
            "base_url": self.url,
            "token_url": f"{self.url}/oauth2/token",
        }

    @property
    def ninespokes(self) -> dict[str, Any]:
        """Keyword arguments of a 9Spokes client."""
        return {"api_key": f"key-{id(self)}", "base_url": self.url}

    def answer(self, route: str, *replies: Script) -> None:
        """What this route answers from now on."""
        self._scripts[route] = list(replies)

    def received(self, route: str) -> list[Received]:
        """The requests to one route, in order."""
        return [request for request in self.requests if request.fills(route) is not None]

    @property
    def calls(self) -> list[Received]:
        """All requests but those for a token."""
        return [request for request in self.requests if request.route != TOKEN_ROUTE]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _reply(self, request: Received) -> Reply:
        with self._lock:
            self.requests.append(request)
            scripts = self._scripts.get(request.route) or self._of_template(request)
            if not scripts:
                return Reply(404, {"message": f"{request.route} is not scripted"})
            script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        found = script(request) if callable(script) else script
        return found if isinstance(found, Reply) else Reply(200, found)

    def _of_template(self, request: Received) -> list[Script]:
        return next((scripts for route, scripts in self._scripts.items() if request.fills(route) is not None), [])

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 10
            disable_nagle_algorithm = True
            wbufsize = -1

            def _serve(self) -> None:
                parts = urlsplit(self.path)
                headers = {name.lower(): value for name, value in self.headers.items()}
                body = self.rfile.read(int(headers.get("content-length", "0")))
                query = parse_qsl(parts.query, keep_blank_values=True)
                reply = owner._reply(Received(self.command, parts.path, query, headers, body))
                self.send_response(reply.status)
                for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.content)))
                self.end_headers()
                self.wfile.write(reply.content)
                self.wfile.flush()

            do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815 - the names http.server calls

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        return Handler
