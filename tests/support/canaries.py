"""Planted secrets, servers that give them back, and the search for them."""

from __future__ import annotations

import base64
import copy
import io
import pickle
import socket
import traceback
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from typing import Any
from urllib.parse import quote, quote_plus, unquote

from msgspec import Struct

from spokebridge.errors import SpokebridgeError
from spokebridge.plugins import hookimpl
from tests.support.misbehaving import (
    Asked,
    Behaviour,
    Misbehaving,
    answer,
    raw,
)

KEY = "canary-key+/=9"


CLIENT = "canary-client"


SECRET = "canary-secret+/=&%9"


TOKEN = "canary-token+/=~9"


FILTER = "canary-filter'9"


CALLBACK = "canary-callback+/=~9"


SIGNATURE = "canary-signature+/=~9"
"""What makes an address a secret; see `signed`."""


def signed(server: Misbehaving) -> str:
    return f"{server.url}/storage/a.csv?X-Signature={quote(SIGNATURE, safe='')}"


def _needles() -> Iterator[str]:
    pair = f"{quote_plus(CLIENT)}:{quote_plus(SECRET)}"
    for secret in (KEY, SECRET, TOKEN, FILTER, CALLBACK, SIGNATURE):
        yield from (secret, quote(secret, safe=""), quote(secret), quote_plus(secret), secret.encode().hex())
    for secret in (KEY, SECRET, TOKEN, CALLBACK, SIGNATURE, f"Bearer {TOKEN}", pair, f"{CLIENT}:{SECRET}"):
        yield base64.b64encode(secret.encode()).decode().rstrip("=")
        yield base64.urlsafe_b64encode(secret.encode()).decode().rstrip("=")


NEEDLES = tuple(dict.fromkeys(_needles()))


def hits(text: str) -> list[str]:
    return [needle for needle in NEEDLES if needle in text]


def _echoed(asked: Asked) -> str:
    return f"{asked.headers.get('authorization')} {asked.target} {asked.body!r}"


def echo_message(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
    body = {
        "status": "err",
        "message": asked.headers.get("authorization"),
        "correlationId": asked.headers.get("authorization"),
    }
    return answer(400, body)(connection, server, asked)


def echo_in_good_status(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
    return answer(200, {"status": "err", "message": asked.headers.get("authorization")})(connection, server, asked)


def echo_page(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
    return answer(200, _echoed(asked).encode(), {"Content-Type": "text/html"})(connection, server, asked)


def echo_raw(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
    head = "\r\n".join(f"{name}: {value}" for name, value in asked.headers.items())
    return raw(f"{asked.method} {asked.target} HTTP/1.1\r\n{head}\r\n\r\n".encode())(connection, server, asked)


def echo_bad_header(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
    said = asked.headers.get("authorization")
    return raw(f"HTTP/1.1 200 OK\r\n {said}: bad\r\nx y: {said}\r\n\r\n".encode())(connection, server, asked)


def echo_header(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
    said = asked.headers.get("authorization", "")
    fields = {"X-Request-Id": said, "Location": f"https://evil.test/?{said}", "Set-Cookie": f"a={said}"}
    return answer(302, b"", fields)(connection, server, asked)


def echo_body(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
    """The error body repeats what was sent, as it is and in two encodings."""
    sent = asked.body.decode()
    encoded = base64.b64encode(CALLBACK.encode()).decode()
    words = f"{sent} {quote(CALLBACK, safe='')} {quote_plus(CALLBACK)} {encoded} {SIGNATURE in unquote(sent)}"
    return answer(400, {"message": words, "correlationId": f"id of {CALLBACK}"})(connection, server, asked)


def echo_result(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
    """A good answer in which an open enum's value is the token, and so is a name."""
    return answer(200, {"result": CALLBACK, CALLBACK: CALLBACK})(connection, server, asked)


def echo_target(status: int) -> Behaviour:
    """A storage that refuses, and repeats the address in every place."""

    def act(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
        fields = {"X-Request-Id": asked.target, "Location": server.url + asked.target, "Content-Type": asked.target}
        return answer(status, f"<Error>{asked.target}</Error>".encode(), fields)(connection, server, asked)

    return act


def addresses(make: Callable[[str], Any]) -> Behaviour:
    """The answer that brings a signed address, in the form that `make` gives it."""

    def act(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
        return answer(200, make(signed(server)))(connection, server, asked)

    return act


def echo_secret(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
    body = {"error": SECRET, "error_description": _echoed(asked), "message": _echoed(asked)}
    return answer(401, body)(connection, server, asked)


class Watcher:
    """Keeps the repr of everything hooks are given."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    @hookimpl
    def spokebridge_before_request(self, request: Any) -> None:
        self.seen.append(repr(request))

    @hookimpl
    def spokebridge_after_response(self, response: Any) -> None:
        self.seen.append(repr(response))

    @hookimpl
    def spokebridge_on_error(self, error: Any) -> None:
        self.seen.append(repr(error))

    @hookimpl
    def spokebridge_on_retry(self, attempt: Any) -> None:
        self.seen.append(repr(attempt))

    @hookimpl
    def spokebridge_on_token_refresh(self, credential: Any) -> None:
        self.seen.append(repr(credential))

    @hookimpl
    def spokebridge_on_chunk(self, chunk: Any) -> None:
        self.seen.append(repr(chunk))

    @hookimpl
    def spokebridge_on_drift(self, event: Any) -> None:
        self.seen.append(repr(event))


def chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def inside(value: Any, depth: int = 8) -> Iterator[str]:
    """The texts in a value, its attributes and items, without what a Secret keeps to itself."""
    yield from (repr(value), str(value))
    if depth == 0 or isinstance(value, str | bytes | int | float | type(None)):
        return
    parts: list[Any] = list(getattr(value, "__dict__", {}).values())
    if is_dataclass(value):
        parts += [getattr(value, name) for name in value.__dataclass_fields__]
    if isinstance(value, Struct):
        parts += [getattr(value, name) for name in value.__struct_fields__]
    if isinstance(value, BaseException):
        parts += [*value.args, *getattr(value, "__notes__", ())]
    if isinstance(value, dict):
        parts += [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set):
        parts += value
    for part in parts:
        yield from inside(part, depth - 1)


def channels(error: SpokebridgeError, log: io.StringIO, watcher: Watcher) -> Iterator[tuple[str, str]]:
    """Where a secret could show after an error."""
    yield "log", log.getvalue()
    yield "hooks", "\n".join(watcher.seen)
    yield "pickle", pickle.dumps(error).decode("latin-1")
    yield "copy", repr(vars(copy.copy(error)))
    for number, link in enumerate(chain(error)):
        yield f"inside {number}", "\n".join(inside(link))
        formatted = traceback.TracebackException.from_exception(link, capture_locals=True)
        # a filter is no secret: it is in no message and no log, but a debugger may see the caller's own arguments
        yield f"traceback with locals {number}", "".join(formatted.format(chain=True)).replace(FILTER, "")
    yield "traceback", "".join(traceback.format_exception(error))


def assert_clean(error: SpokebridgeError | None, log: io.StringIO, watcher: Watcher, *clients: object) -> None:
    found = {"log": log.getvalue(), "hooks": "\n".join(watcher.seen)}
    if error is not None:
        found |= dict(channels(error, log, watcher))
        assert [type(link).__module__ for link in chain(error) if "httpx" in type(link).__module__] == []
    for client in clients:
        found[f"client {client}"] = f"{client!r} {client} {client._caller!r} {vars(client)!r}"  # type: ignore[attr-defined]
    assert {channel: hits(text) for channel, text in found.items() if hits(text)} == {}
