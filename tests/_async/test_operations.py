"""Every operation of both descriptions through the method that it names, against the description's own examples."""

from __future__ import annotations

import base64
import json
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from spokebridge import AsyncNineSpokes, AsyncProductiv
from spokebridge._async.pager import AsyncPager
from spokebridge.drift import DriftEvent
from spokebridge.errors import AuthenticationError, NotFound
from spokebridge.plugins import hookimpl
from tests.support.calls import CALLS, Call
from tests.support.contract import Contract, contracts
from tests.support.json_values import differences, exact
from tests.support.server import TOKEN_ROUTE, FakeServer, Reply
from tests.support.spec_examples import Example, module, respelled

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.filterwarnings("ignore::spokebridge.errors.UnconfirmedOperation"),
]

CLIENTS: dict[str, Any] = {"productiv": AsyncProductiv, "ninespokes": AsyncNineSpokes}
CORRELATION = "4f1d2c9a-6a0b-4c57-9d43-0c2f5f7f1b02"


class Drift:
    def __init__(self) -> None:
        self.events: list[DriftEvent] = []

    @hookimpl
    def spokebridge_on_drift(self, event: DriftEvent) -> None:
        self.events.append(event)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a file that can be uploaded."""
    (tmp_path / "users-2024-07.csv").write_text("email\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(server: FakeServer, contract: Contract, call: Call) -> dict[str, Any]:
    own = server.productiv if contract.api.name == "productiv" else server.ninespokes
    return {**own, **call.settings}


def prepare(server: FakeServer, call: Call) -> None:
    """The token, and what a call needs beside its own operation."""
    for name in ("getAccessToken", *call.also):
        answer(server, contracts()[name], *list(contracts()[name].answers().values())[:1])
    server.answer("PUT /users-2024-07.csv", Reply(200))


def answer(server: FakeServer, contract: Contract, *examples: Example) -> None:
    """Signed addresses of the examples lead to the server."""
    contents = (one.content.replace(b"https://upload.example.com", server.url.encode()) for one in examples)
    server.answer(contract.route, *(Reply(200, content) for content in contents))


def bearer() -> str:
    """What the token of the description's example makes."""
    return f"Bearer {contracts()['getAccessToken'].answers()['token'].value['access_token']}"


def authorization(server: FakeServer, contract: Contract, call: Call) -> str | None:
    """The Authorization header that a request has to have."""
    if contract.api.name == "ninespokes":
        return str(server.ninespokes["api_key"])
    if contract.secured:
        return bearer()
    if call.settings.get("client_authentication") != "basic":
        return None
    pair = f"{call.settings['client_id']}:{call.settings['client_secret']}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"


def scopes_asked(server: FakeServer) -> set[str]:
    return {scope for request in server.received(TOKEN_ROUTE) for scope in parse_qs(request.body.decode())["scope"]}


def calls_of(contract: Contract) -> tuple[Call, ...]:
    found = CALLS.get(contract.operation.id)
    assert found, f"tests/support/calls.py has no row for {contract.operation.id}"
    return found


def runs(contract: Contract) -> list[tuple[Call, list[Example]]]:
    """Each call with the bodies that it is answered with, one after the other."""
    examples, found = contract.answers(), []
    for call in calls_of(contract):
        chosen = [examples[name] for name in call.on or examples]
        if contract.style == "offset":
            found += [(call, [one, examples["empty"]]) for one in chosen]
        elif contract.style:
            found.append((call, chosen))
        else:
            found += [(call, [one]) for one in chosen]
    return found


async def result(client: Any, contract: Contract, call: Call) -> Any:
    given = attrgetter(call.method or contract.sdk_method)(client)(*call.args, **call.options)
    if isinstance(given, AsyncPager):
        return [item async for item in given]
    return await given


def written(contract: Contract, value: Any) -> Any:
    """A typed value as the package's codec writes it, read as plain values."""
    return exact(module(contract.api, "codec").encode({"value": value}))


@pytest.mark.parametrize("name", contracts())
async def test_operation(server: FakeServer, folder: Path, name: str) -> None:
    contract, drift = contracts()[name], Drift()
    answered: set[str] = set()
    asked: set[str] = set()
    for call, examples in runs(contract):
        prepare(server, call)
        answer(server, contract, *examples)
        before = len(server.received(contract.route))
        async with CLIENTS[contract.api.name](**settings(server, contract, call), plugins=[drift]) as client:
            with client.responses() as seen:
                found = await result(client, contract, call)
        if name != "getAccessToken":
            heard = [one for one in seen if one.operation == name]
            assert {(one.status_code, one.asked.partition(" ")[0]) for one in heard} == {(200, name)}
            assert all(one.headers["content-type"] and one.value is not None for one in heard)

        expected = json.dumps({"value": call.gives(*(one.value for one in examples))}).encode()
        assert list(differences(respelled(exact(expected)), written(contract, call.shown(found)))) == []
        requests = server.received(contract.route)[before:]
        assert requests, f"{contract.sdk_method} made no request to {contract.route}"
        for request in requests:
            places = contract.operation.path.count("{")
            assert request.fills(contract.route) == (call.args[:places] if call.where is None else call.where)
            assert contract.faults(request, call.sent, authorization(server, contract, call)) == []
        if contract.scopes:
            assert " ".join(contract.scopes) in scopes_asked(server)
        for other in (contracts()[name] for name in call.also):
            assert {request.headers["authorization"] for request in server.received(other.route)} == {bearer()}
        answered |= {one.name for one in examples}
        asked |= {key for request in requests for key, _ in request.query}
    assert drift.events == []
    assert answered == contract.answers().keys()
    assert asked == contract.documented_queries


@pytest.mark.parametrize("name", contracts())
async def test_a_404_is_told(server: FakeServer, folder: Path, name: str) -> None:
    contract = contracts()[name]
    body, call = contract.not_found(), calls_of(contract)[0]
    prepare(server, call)
    server.answer(contract.route, Reply(404, body, {"x-correlation-id": CORRELATION}))
    async with CLIENTS[contract.api.name](**settings(server, contract, call)) as client:
        with pytest.raises((NotFound, AuthenticationError)) as caught:
            await result(client, contract, call)
    assert len(server.received(contract.route)) == 1
    error = caught.value
    if name == "getAccessToken":
        assert isinstance(error, AuthenticationError)
        assert str(error).startswith("getAccessToken (POST /oauth2/token at 127.0.0.1): HTTP 404, ")
        assert (error.status_code, error.correlation_id, error.attempts) == (404, CORRELATION, 1)
        return
    assert isinstance(error, NotFound)
    assert (error.operation, f"{error.method} {error.route}", error.attempts) == (name, contract.route, 1)
    assert (error.message, error.correlation_id) == (body["message"], CORRELATION)


def test_every_row_is_an_operation() -> None:
    assert CALLS.keys() <= contracts().keys()
