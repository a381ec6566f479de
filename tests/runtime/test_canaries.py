"""Secrets are planted, things go wrong in every way, and every channel a secret could take is searched for it."""

from __future__ import annotations

import asyncio
import base64
import copy
import io
import logging
import pickle
import socket
import traceback
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from ninespokes_client.api.companies import list_companies
from productiv_client.api.spend import publish_spend_data
from spokebridge import AsyncNineSpokes, AsyncProductiv, NineSpokes, Productiv
from spokebridge.errors import SpokebridgeError
from spokebridge.options import Timeouts
from spokebridge.plugins import hookimpl
from tests.support.misbehaving import (
    Asked,
    Behaviour,
    Misbehaving,
    answer,
    cut,
    hang,
    raw,
    reset,
    token,
    trickle,
    unused_port,
)

KEY = "canary-key+/=9"
CLIENT = "canary-client"
SECRET = "canary-secret+/=&%9"
TOKEN = "canary-token+/=~9"
FILTER = "canary-filter'9"


def _needles() -> Iterator[str]:
    pair = f"{quote_plus(CLIENT)}:{quote_plus(SECRET)}"
    for secret in (KEY, SECRET, TOKEN, FILTER):
        yield from (secret, quote(secret, safe=""), quote(secret), quote_plus(secret), secret.encode().hex())
    for secret in (KEY, SECRET, TOKEN, f"Bearer {TOKEN}", pair, f"{CLIENT}:{SECRET}"):
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


def echo_secret(connection: socket.socket, server: Misbehaving, asked: Asked) -> bool:
    body = {"error": SECRET, "error_description": _echoed(asked), "message": _echoed(asked)}
    return answer(401, body)(connection, server, asked)


API: dict[str, Behaviour] = {
    "good": answer(body={"success": True, "status": "ok", "details": []}),
    "drift": answer(body={"success": "maybe", "status": 7, "details": TOKEN}),
    "unauthorized": answer(401, {"message": "no"}),
    "forbidden": answer(403, {"message": "no"}),
    "down": answer(503, b"<html>"),
    "wait": answer(429, {}, {"Retry-After": "86400"}),
    "reset": reset,
    "cut": cut(),
    "hang": hang,
    "trickle": trickle(0.02, b'"canary-key+/=9 canary-token+/=~9"'),
    "bad gzip": answer(200, b"x", {"Content-Encoding": "gzip"}),
    "echo message": echo_message,
    "echo in 200": echo_in_good_status,
    "echo page": echo_page,
    "echo raw": echo_raw,
    "echo bad header": echo_bad_header,
    "echo header": echo_header,
}
TOKENS: dict[str, Behaviour] = {
    "refused": echo_secret,
    "page": echo_page,
    "raw": echo_raw,
    "redirect": echo_header,
    "misnamed": answer(body={"accessToken": TOKEN}),
    "illegal": answer(body={"access_token": TOKEN + "\r\n"}),
    "reset": reset,
    "hang": hang,
    "trickle": trickle(0.02, b'"canary-token+/=~9"'),
}


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
        # what came in place of an open enum's value is told, and a test server may put anything there
        self.seen.append(event.path)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger says at any level, as a handler would write it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s %(args)s"))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


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


SHORT = Timeouts(read=0.1, total=0.3)


def productiv_settings(server: Misbehaving, watcher: Watcher) -> dict[str, Any]:
    urls = {"base_url": server.url, "token_url": f"{server.url}/oauth2/token"}
    return {"client_id": CLIENT, "client_secret": SECRET, **urls, "plugins": [watcher], "timeout": SHORT}


def ninespokes_settings(server: Misbehaving, watcher: Watcher) -> dict[str, Any]:
    return {"api_key": KEY, "base_url": server.url, "plugins": [watcher], "timeout": SHORT}


def call(client: Any) -> SpokebridgeError | None:
    """One call by either client; its error, caught where its traceback holds no frame of a test that names a canary."""
    try:
        if isinstance(client, NineSpokes):
            list(client.data.bills("c", "n", filter=FILTER))
        else:
            client._caller.call(publish_spend_data.request("figma", body=b"{}"))
    except SpokebridgeError as error:
        return error
    return None


def call_async(client: Any) -> SpokebridgeError | None:
    async def main() -> SpokebridgeError | None:
        async with client:
            try:
                if isinstance(client, AsyncNineSpokes):
                    async for _ in client.data.bills("c", "n", filter=FILTER):
                        pass
                else:
                    await client._caller.call(publish_spend_data.request("figma", body=b"{}"))
            except SpokebridgeError as error:
                return error
        return None

    return asyncio.run(main(), debug=True)


KINDS: dict[str, Callable[[Misbehaving, Watcher, str], Any]] = {
    "NineSpokes": lambda server, watcher, way: NineSpokes(**ninespokes_settings(server, watcher)),
    "AsyncNineSpokes": lambda server, watcher, way: AsyncNineSpokes(**ninespokes_settings(server, watcher)),
    "Productiv": lambda server, watcher, way: Productiv(
        **productiv_settings(server, watcher), client_authentication=way
    ),
    "AsyncProductiv": lambda server, watcher, way: AsyncProductiv(
        **productiv_settings(server, watcher), client_authentication=way
    ),
}


@pytest.mark.parametrize("name", API)
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_an_api_does(kind: str, name: str, log: io.StringIO) -> None:
    watcher = Watcher()
    with Misbehaving(API[name], tokens=[token(TOKEN)]) as server:
        client = KINDS[kind](server, watcher, "body")
        error = (call_async if kind.startswith("Async") else call)(client)
        assert server.calls
        assert any(TOKEN in str(asked.headers) or KEY in str(asked.headers) for asked in server.calls)
        assert_clean(error, log, watcher, client)
        assert (error is None) is (name == "good" or ("Productiv" in kind and name in ("drift", "echo in 200")))
        if not kind.startswith("Async"):
            client.close()
    assert "httpcore" in log.getvalue()  # the log was on


@pytest.mark.parametrize("way", ["body", "basic"])
@pytest.mark.parametrize("name", TOKENS)
@pytest.mark.parametrize("kind", ["Productiv", "AsyncProductiv"])
def test_whatever_a_token_endpoint_does(kind: str, name: str, way: str, log: io.StringIO) -> None:
    watcher = Watcher()
    with Misbehaving(API["good"], tokens=[TOKENS[name]]) as server:
        client = KINDS[kind](server, watcher, way)
        error = (call_async if kind.startswith("Async") else call)(client)
        assert error is not None
        assert server.calls == []
        assert_clean(error, log, watcher, client)
        if kind == "Productiv":
            client.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_is_not_there(kind: str, log: io.StringIO) -> None:
    watcher = Watcher()
    with Misbehaving() as server:
        server.url = f"http://127.0.0.1:{unused_port()}"
        client = KINDS[kind](server, watcher, "body")
        error = (call_async if kind.startswith("Async") else call)(client)
        assert error is not None
        assert_clean(error, log, watcher, client)


@pytest.mark.parametrize(
    "make",
    [
        lambda: NineSpokes(f"Bearer {KEY}"),
        lambda: NineSpokes(f"{KEY}\n"),
        lambda: NineSpokes("k", base_url=f"https://user:{KEY}@host"),
        lambda: NineSpokes("k", base_url=f"https://user:{KEY}"),
        lambda: NineSpokes("k", base_url=f"ftp://user:{KEY}@host/?{KEY}"),
        lambda: Productiv(CLIENT, SECRET, token_url=f"https://host/?{SECRET}"),
        lambda: Productiv(CLIENT, SECRET, client_authentication="jwt"),  # type: ignore[arg-type]
        lambda: Productiv("", SECRET),
    ],
)
def test_settings_that_cannot_work(make: Callable[[], object], log: io.StringIO) -> None:
    with pytest.raises(SpokebridgeError) as found:
        make()
    assert hits("\n".join([str(found.value), repr(found.value), log.getvalue()])) == []
    # its own frames hold what was passed in; the frames of the package after that must not show it either
    assert hits("".join(traceback.format_exception_only(found.value))) == []


@pytest.mark.parametrize("kind", KINDS)
def test_clients_do_not_pickle(kind: str) -> None:
    with Misbehaving() as server:
        client = KINDS[kind](server, Watcher(), "body")
        for act in (pickle.dumps, copy.deepcopy):
            with pytest.raises(TypeError) as found:
                act(client)
            assert hits(str(found.value)) == []


def test_requests_of_the_generated_package_show_no_body() -> None:
    assert hits(repr(publish_spend_data.request("figma", body=SECRET.encode()))) == []
    assert "companies" in repr(list_companies.request())


def test_the_search_finds_what_is_there(log: io.StringIO) -> None:
    """The test of the test: each channel is seen when something is planted in it."""
    logging.getLogger("some.library").debug("sent %s", base64.b64encode(f"Bearer {TOKEN}".encode()).decode())
    error = SpokebridgeError("fine")
    error.add_note(quote_plus(SECRET))
    error.__context__ = ValueError({"header": (KEY,)})
    error.report = FILTER  # type: ignore[assignment]
    found = {name: hits(text) for name, text in channels(error, log, Watcher())}
    assert found["log"]
    assert found["pickle"]
    assert found["inside 0"]
    assert found["inside 1"]
    assert found["traceback"]
