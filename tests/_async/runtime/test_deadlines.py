"""Time limits, and the pool behind a client."""

from __future__ import annotations

import ssl
from time import sleep, time

import pytest

from spokebridge._async import transport as transport_module
from spokebridge._async.ninespokes.client import AsyncNineSpokes
from spokebridge.concurrency import aio
from spokebridge.errors import (
    ConfigurationError,
    ServiceUnavailable,
    Timeout,
)
from spokebridge.options import RetryPolicy, Timeouts
from tests._async.runtime.companies import COMPANIES, ONE
from tests.support.misbehaving import (
    Behaviour,
    Misbehaving,
    answer,
    hang,
    raw,
    slowly,
    trickle,
)

pytestmark = pytest.mark.anyio


async def test_the_total_deadline_covers_the_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spokebridge.retry.random.uniform", lambda low, high: 0.1)
    begun = time()
    with Misbehaving(answer(503, {})) as server:
        async with AsyncNineSpokes(**server.ninespokes, timeout=0.35, retry=RetryPolicy(attempts=100)) as nine:
            with pytest.raises((ServiceUnavailable, Timeout)) as found:  # a busy machine
                await nine.companies.list()
        assert found.value.attempts - 1 <= len(server.calls) <= found.value.attempts
    assert 2 <= found.value.attempts <= 4
    assert time() - begun < 5


@pytest.mark.parametrize("behaviour", [trickle(0.02), hang, slowly(0.5, COMPANIES)], ids=["trickle", "hang", "slow"])
async def test_the_total_deadline_holds_against_a_slow_server(behaviour: Behaviour) -> None:
    begun = time()
    with Misbehaving(behaviour) as server:
        async with AsyncNineSpokes(**server.ninespokes, timeout=Timeouts(total=0.2)) as nine:
            with pytest.raises(Timeout, match="listCompanies") as found:
                await nine.companies.list()
            assert time() - begun < 5
    assert found.value.in_doubt


async def test_a_read_limit_is_for_each_wait_not_for_the_whole() -> None:
    with Misbehaving(raw(b"HTTP/1.1 200 OK\r\nConten", b"t-Length: 2\r\n\r\n", b"{", b"}", pause=0.2)) as server:
        async with AsyncNineSpokes(**server.ninespokes, timeout=Timeouts(read=0.5, total=5)) as nine:
            assert await nine.companies.list() == []
    with Misbehaving(hang) as server:
        async with AsyncNineSpokes(**server.ninespokes, timeout=Timeouts(read=0.05, total=5), retry=ONE) as nine:
            with pytest.raises(Timeout, match=r"listCompanies \(GET /companies at 127.0.0.1\): read timeout"):
                await nine.companies.list()


async def test_a_write_limit() -> None:
    with Misbehaving(deaf=True) as server:
        async with AsyncNineSpokes(**server.ninespokes, timeout=Timeouts(write=0.05), retry=ONE) as nine:
            with pytest.raises(Timeout, match="write timeout") as found:
                await nine.companies.create("x" * 20_000_000)
    assert found.value.in_doubt


async def test_a_full_pool_is_a_timeout_that_never_left() -> None:
    with Misbehaving(hang) as server:
        async with AsyncNineSpokes(**server.ninespokes, timeout=Timeouts(pool=0.05, total=0.3), retry=ONE) as nine:
            pool = nine._caller.transport._pool()._transport._pool  # type: ignore[attr-defined]
            pool._max_connections = 1
            async with aio.Workers(1) as workers:
                first = workers.start(nine.companies.list)
                while not server.calls:
                    await aio.sleep(0.005)
                with pytest.raises(Timeout, match="pool timeout") as found:
                    await nine.companies.create("Tiles")
                assert not found.value.in_doubt
                with pytest.raises(Timeout):
                    await first.result()


async def test_a_deadline_that_passed_sends_nothing() -> None:
    with Misbehaving(COMPANIES) as server:
        async with AsyncNineSpokes(**server.ninespokes, timeout=Timeouts(total=1e-9), retry=ONE) as nine:
            with pytest.raises(Timeout, match="the deadline of the call passed") as found:
                await nine.companies.list()
        assert server.calls == []
    assert not found.value.in_doubt


async def test_a_closed_client_says_so() -> None:
    with Misbehaving(COMPANIES) as server:
        nine = AsyncNineSpokes(**server.ninespokes)
        copy = nine.with_options(timeout=3)
        await nine.companies.list()
        await nine.aclose()
        await nine.aclose()
        with pytest.raises(ConfigurationError, match="the client is closed"):
            await copy.companies.list()


async def test_a_first_use_by_many_opens_one_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    context = transport_module._tls()

    def slowly_made() -> ssl.SSLContext:
        sleep(0.02)
        return context

    monkeypatch.setattr(transport_module, "_tls", slowly_made)
    with Misbehaving(slowly(0.02, COMPANIES)) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine, aio.Workers(16) as workers:
            transport = nine._caller.transport

            async def use() -> None:
                await nine.companies.list()
                made.append(transport._pool())

            for job in [workers.start(use) for _ in range(16)]:
                await job.result()
    assert len({id(client) for client in made}) == 1
