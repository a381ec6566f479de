"""When a request is the recorded one, what becomes of any other, and that no network is needed or reached."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from vcr.errors import CannotOverwriteExistingCassetteException

from spokebridge.sandbox import Sandbox
from tests.cassettes.tape import FOLDER, ORIGIN, recorded, replayed
from tests.support.blocked import NetworkBlocked, network_blocked

BODY = '{"x": [1, 2.50], "y": "ü"}'


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(verify=False) as client:
        yield client


@pytest.fixture
def cassette(sandbox: Sandbox, client: httpx.Client, tmp_path: Path) -> Path:
    """One POST of JSON, with a query."""
    path = tmp_path / "one.yaml"
    with recorded(path, sandbox.url, tuple):
        ask(client, origin=sandbox.url)
    return path


def ask(client: httpx.Client, query: str = "a=1&b=2", content: str = BODY, origin: str = ORIGIN) -> httpx.Response:
    headers = {"Content-Type": "application/json"}
    return client.post(f"{origin}/ninespokes/companies?{query}", content=content.encode(), headers=headers)


@pytest.mark.parametrize("content", ['{"y": "\\u00fc", "x": [1, 2.50]}', '{"x":[1,2.50],"y":"ü"}'])
@pytest.mark.parametrize("query", ["a=1&b=2", "b=2&a=1"])
def test_order_and_spelling_do_not_matter(client: httpx.Client, cassette: Path, query: str, content: str) -> None:
    with network_blocked(), replayed(cassette):
        assert ask(client, query, content).status_code == 401


@pytest.mark.parametrize("changed", [{"query": "a=1&b=3"}, {"query": "a=1"}, {"content": '{"x": [2.50, 1], "y": "ü"}'}])
def test_anything_else_is_refused(client: httpx.Client, cassette: Path, changed: dict[str, str]) -> None:
    with network_blocked(), replayed(cassette):
        with pytest.raises(CannotOverwriteExistingCassetteException):
            ask(client, **changed)
        with pytest.raises(CannotOverwriteExistingCassetteException):
            client.get(f"{ORIGIN}/ninespokes/companies")
        ask(client)


def test_an_answer_is_given_once(client: httpx.Client, cassette: Path) -> None:
    with network_blocked(), replayed(cassette):
        ask(client)
        with pytest.raises(CannotOverwriteExistingCassetteException):
            ask(client)


def test_an_answer_that_nobody_asks_for_is_an_error(cassette: Path) -> None:
    with pytest.raises(AssertionError, match="holds answers that nobody asked for"), replayed(cassette):
        pass


def test_replaying_writes_nothing(client: httpx.Client, cassette: Path) -> None:
    before = cassette.read_bytes()
    with replayed(cassette):
        ask(client)
    assert cassette.read_bytes() == before


def test_a_missing_cassette_is_not_recorded(client: httpx.Client, tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    with replayed(path), pytest.raises(CannotOverwriteExistingCassetteException):
        ask(client)
    assert not path.exists()


def test_the_block_holds_on_this_machine_too(sandbox: Sandbox, client: httpx.Client) -> None:
    host, port = "127.0.0.1", int(sandbox.url.rpartition(":")[2])

    async def open_connection() -> None:
        await asyncio.open_connection(host, port)

    async def get() -> None:
        async with httpx.AsyncClient(verify=False) as aclient:
            await aclient.get(sandbox.url)

    assert client.get(sandbox.url).status_code == 200
    client.close()
    with network_blocked(), httpx.Client(verify=False) as fresh:
        for attempt in (
            lambda: fresh.get(sandbox.url),
            lambda: fresh.get("http://example.com"),
            lambda: socket.create_connection((host, port)),
            lambda: send_datagram(host, port),
            lambda: socket.getaddrinfo("example.com", 443),
            lambda: asyncio.run(open_connection()),
        ):
            with pytest.raises(NetworkBlocked):
                attempt()
        with pytest.raises(ExceptionGroup) as found:  # each address of the host is tried in a task of its own
            asyncio.run(get())
        assert found.group_contains(NetworkBlocked)
    with httpx.Client(verify=False) as free:
        assert free.get(sandbox.url).status_code == 200


def send_datagram(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x", (host, port))


def test_the_cassettes_are_beside_their_tests() -> None:
    assert Path(__file__).parent == FOLDER
