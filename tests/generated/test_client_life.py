"""Pools, copies with other headers, and the end of a client."""

from __future__ import annotations

import asyncio
import pickle

import httpx
import pytest

from productiv_client import AsyncClient, Client
from productiv_client.api.apps import get_app_summaries

sent: list[httpx.Request] = []


@pytest.fixture(autouse=True)
def transport(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Client | httpx.AsyncClient]:
    """Pools that the clients make themselves answer without a network; all of them are remembered."""
    made: list[httpx.Client | httpx.AsyncClient] = []
    sync_class, async_class = httpx.Client, httpx.AsyncClient

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json={"Apps": []})

    def pool() -> httpx.Client:
        made.append(sync_class(transport=httpx.MockTransport(answer)))
        return made[-1]  # type: ignore[return-value]

    def async_pool() -> httpx.AsyncClient:
        made.append(async_class(transport=httpx.MockTransport(answer)))
        return made[-1]  # type: ignore[return-value]

    monkeypatch.setattr("productiv_client.client.httpx.Client", pool)
    monkeypatch.setattr("productiv_client.client.httpx.AsyncClient", async_pool)
    sent.clear()
    return made


def test_a_client_opens_its_pool_with_the_first_call_and_closes_it(transport: list[httpx.Client]) -> None:
    with Client() as client:
        assert transport == []
        get_app_summaries.sync(client=client)
        get_app_summaries.sync(client=client)
        (pool,) = transport
        assert not pool.is_closed
    assert pool.is_closed


def test_an_async_client_opens_its_pool_with_the_first_call_and_closes_it(transport: list[httpx.AsyncClient]) -> None:
    async def use() -> None:
        async with AsyncClient() as client:
            assert transport == []
            await get_app_summaries.asyncio(client=client)
            await get_app_summaries.asyncio(client=client)
            assert not transport[0].is_closed

    asyncio.run(use())
    assert [pool.is_closed for pool in transport] == [True]


def test_a_pool_that_was_handed_in_is_left_open() -> None:
    with httpx.Client() as pool:
        with Client(http_client=pool) as client:
            get_app_summaries.sync(client=client)
        assert not pool.is_closed


def test_a_copy_with_headers_leaves_the_original_as_it_is_and_shares_the_pool(transport: list[httpx.Client]) -> None:
    with Client(credential="t", headers={"X-A": "1", "X-B": "1"}, timeout=3, base_url="http://127.0.0.1/x") as client:
        copy = client.with_headers({"x-b": "2", "X-C": "3"})
        for one in (copy, client):
            get_app_summaries.sync(client=one)
        with copy:
            pass
        get_app_summaries.sync(client=client)
        assert len(transport) == 1
    first, second, third = sent
    assert [first.headers.get(name) for name in ("x-a", "x-b", "x-c", "authorization")] == ["1", "2", "3", "Bearer t"]
    assert [second.headers.get(name) for name in ("x-a", "x-b", "x-c")] == ["1", "1", None]
    assert first.headers.get_list("x-b") == ["2"]
    assert (first.url, first.extensions["timeout"]) == (second.url, second.extensions["timeout"])
    assert third.url == second.url


def test_an_async_copy_with_headers_shares_the_pool_too(transport: list[httpx.AsyncClient]) -> None:
    async def use() -> None:
        async with AsyncClient(headers={"X-A": "1"}) as client:
            async with client.with_headers({"X-A": "2"}) as copy:
                await get_app_summaries.asyncio(client=copy)
            await get_app_summaries.asyncio(client=client)

    asyncio.run(use())
    assert len(transport) == 1
    assert [request.headers["x-a"] for request in sent] == ["2", "1"]


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_a_client_shows_its_address_only_and_does_not_pickle(kind: type[Client | AsyncClient]) -> None:
    client = kind(credential="canary", headers={"X-Api-Key": "canary"})
    assert repr(client) == f"{kind.__name__}('https://public-api.productiv.com')"
    with pytest.raises(TypeError, match="make it anew"):
        pickle.dumps(client)
