"""Secrets are planted, things go wrong in every way, and every channel a secret could take is searched for it."""

from __future__ import annotations

import asyncio
import base64
import copy
import io
import logging
import pickle
import traceback
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_plus

import pytest

from ninespokes_client.api.companies import list_companies
from productiv_client.api.spend import publish_spend_data
from spokebridge import AsyncNineSpokes, AsyncProductiv, NineSpokes, Productiv
from spokebridge.errors import SpokebridgeError
from spokebridge.options import RetryPolicy, Timeouts
from tests.support.canaries import (
    CLIENT,
    FILTER,
    KEY,
    SECRET,
    TOKEN,
    Watcher,
    assert_clean,
    channels,
    echo_bad_header,
    echo_header,
    echo_in_good_status,
    echo_message,
    echo_page,
    echo_raw,
    echo_secret,
    hits,
)
from tests.support.misbehaving import (
    Behaviour,
    Misbehaving,
    answer,
    cut,
    hang,
    reset,
    token,
    trickle,
    unused_port,
)

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


SHORT = Timeouts(read=0.1, total=0.3)
STUCK = ("hang", "trickle")
LIMITS: dict[str, Any] = {"timeout": 1.5, "retry": RetryPolicy(attempts=2, base=0.01)}


def productiv_settings(server: Misbehaving, watcher: Watcher) -> dict[str, Any]:
    urls = {"base_url": server.url, "token_url": f"{server.url}/oauth2/token"}
    return {"client_id": CLIENT, "client_secret": SECRET, **urls, "plugins": [watcher], **LIMITS}


def ninespokes_settings(server: Misbehaving, watcher: Watcher) -> dict[str, Any]:
    return {"api_key": KEY, "base_url": server.url, "plugins": [watcher], **LIMITS}


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
        if name in STUCK:
            client = client.with_options(timeout=SHORT)
        error = (call_async if kind.startswith("Async") else call)(client)
        assert server.calls
        assert any(TOKEN in str(asked.headers) or KEY in str(asked.headers) for asked in server.calls)
        assert_clean(error, log, watcher, client)
        assert (error is None) is (name == "good" or ("Productiv" in kind and name == "drift"))
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
        if name in STUCK:
            client = client.with_options(timeout=SHORT)
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
