"""Start, stop, determinism, and what can be seen of the requests."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from spokebridge.sandbox import ManualClock, Sandbox

from .support import FINANCE, data_path, ninespokes, productiv, send_json, spend_record, token_form


def test_settings_are_the_keyword_arguments_of_the_clients(sandbox: Sandbox) -> None:
    assert set(sandbox.productiv) == {"client_id", "client_secret", "base_url", "token_url"}
    assert set(sandbox.ninespokes) == {"api_key", "base_url"}
    assert len(sandbox.ninespokes["api_key"]) == 64
    assert sandbox.ninespokes["api_key"].isalnum()
    assert sandbox.productiv["token_url"] == sandbox.productiv["base_url"] + "/oauth2/token"
    assert sandbox.url.startswith("http://127.0.0.1:")
    assert not sandbox.ninespokes["base_url"].endswith("/")


def test_the_port_is_free_after_the_end_and_what_was_stored_remains() -> None:
    with Sandbox() as sandbox:
        with productiv(sandbox) as client:
            assert send_json(client, "POST", FINANCE.format("figma"), {"records": [spend_record(1)]}).is_success
        url = sandbox.url
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, verify=False)
    assert len(sandbox.received_spend("figma")) == 1


def test_a_sandbox_starts_once_and_has_no_address_before() -> None:
    sandbox = Sandbox()
    with pytest.raises(RuntimeError, match="not running"):
        _ = sandbox.url
    with sandbox, pytest.raises(RuntimeError, match="once"):
        sandbox.start()


def test_a_port_that_is_taken_is_an_error_at_the_start() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        Sandbox(port=taken.getsockname()[1]).start()


def test_a_mode_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="lenient"):
        Sandbox(mode="relaxed")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def test_the_async_form_serves_an_async_client() -> None:
    async def scenario() -> int:
        async with (
            Sandbox() as sandbox,
            httpx.AsyncClient(base_url=sandbox.ninespokes["base_url"], verify=False) as client,
        ):
            response = await client.get(
                sandbox.ninespokes["base_url"] + "/companies", headers={"Authorization": sandbox.ninespokes["api_key"]}
            )
            return response.status_code

    assert asyncio.run(scenario()) == 200


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert _a_run(seed=3) == _a_run(seed=3)
    assert _a_run(seed=3) != _a_run(seed=4)


def _a_run(seed: int) -> list[bytes]:
    with Sandbox(seed=seed, clock=ManualClock()) as sandbox, ninespokes(sandbox) as client:
        connection = sandbox.ninespokes_store.add_example(bills=30)
        token = httpx.post(sandbox.productiv["token_url"], data=token_form(sandbox), verify=False)
        companies = client.get("/companies")
        assert "date" not in companies.headers
        status = client.get(f"/companies/{connection.company}/connections/{connection.id}/status")
        bills = client.get(data_path(connection), params={"$top": 30})
        return [token.content, companies.content, status.content, bills.content]


def test_several_threads_at_once(sandbox: Sandbox) -> None:
    with productiv(sandbox) as client, ThreadPoolExecutor(8) as pool:

        def publish(chunk: int) -> int:
            records = [spend_record(chunk * 50 + number) for number in range(50)]
            return send_json(client, "POST", FINANCE.format("slack"), {"records": records}).status_code

        assert set(pool.map(publish, range(20))) == {200}
    received = sandbox.received_spend("slack")
    assert len({record["signatureId"] for record in received}) == len(received) == 1000


def test_the_log_tells_what_was_asked_and_no_secret(sandbox: Sandbox, nine: httpx.Client) -> None:
    company = sandbox.ninespokes_store.add_company("Quay Cafe")
    nine.get(f"/companies/{company.id}", params={"api_key": "in-the-query"})
    nine.get("/nothing/here")
    httpx.post(sandbox.productiv["token_url"], data=token_form(sandbox), verify=False)
    entries = [(entry.service, entry.operation, entry.method, entry.path, entry.status) for entry in sandbox.requests]
    assert entries == [
        ("ninespokes", "getCompany", "GET", "/companies/{company}", 200),
        ("ninespokes", None, "GET", "/nothing/here", 404),
        ("productiv", "getAccessToken", "POST", "/oauth2/token", 200),
    ]
    assert sandbox.token_requests == 1
    assert sandbox.count("getCompany") == 1
    for secret in (sandbox.ninespokes["api_key"], sandbox.productiv["client_secret"], "in-the-query"):
        assert secret not in repr(sandbox.requests)


def test_one_connection_serves_many_calls_quickly(nine: httpx.Client) -> None:
    """Guards against answers held back by Nagle's algorithm: 40 ms each."""
    nine.get("/companies")
    assert min(nine.get("/companies").elapsed.total_seconds() for _ in range(20)) < 0.03
