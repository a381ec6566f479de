# Derived from tests/_async/runtime/test_deadlines.py by `python -m codegen build`; edit that file instead.
"""Time limits, and the pool behind a client."""

from __future__ import annotations

import ssl
from time import sleep, time

import pytest
from spokebridge._sync import transport as transport_module
from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge.concurrency import threads
from spokebridge.errors import (
    ConfigurationError,
    ServiceUnavailable,
    Timeout,
)
from spokebridge.options import RetryPolicy, Timeouts

from tests._sync.runtime.companies import COMPANIES, ONE
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


def test_the_total_deadline_covers_the_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spokebridge.retry.random.uniform", lambda low, high: 0.1)
    begun = time()
    with Misbehaving(answer(503, {})) as server:
        with NineSpokes(**server.ninespokes, timeout=0.35, retry=RetryPolicy(attempts=100)) as nine:
            with pytest.raises((ServiceUnavailable, Timeout)) as found:  # a busy machine
                nine.companies.list()
        assert found.value.attempts - 1 <= len(server.calls) <= found.value.attempts
    assert 2 <= found.value.attempts <= 4
    assert time() - begun < 5


@pytest.mark.parametrize("behaviour", [trickle(0.02), hang, slowly(0.5, COMPANIES)], ids=["trickle", "hang", "slow"])
def test_the_total_deadline_holds_against_a_slow_server(behaviour: Behaviour) -> None:
    begun = time()
    with Misbehaving(behaviour) as server:
        with NineSpokes(**server.ninespokes, timeout=Timeouts(total=0.2)) as nine:
            with pytest.raises(Timeout, match="listCompanies") as found:
                nine.companies.list()
            assert time() - begun < 5
    assert found.value.in_doubt


def test_a_read_limit_is_for_each_wait_not_for_the_whole() -> None:
    with Misbehaving(raw(b"HTTP/1.1 200 OK\r\nConten", b"t-Length: 2\r\n\r\n", b"{", b"}", pause=0.2)) as server:
        with NineSpokes(**server.ninespokes, timeout=Timeouts(read=0.5, total=5)) as nine:
            assert nine.companies.list() == []
    with Misbehaving(hang) as server:
        with NineSpokes(**server.ninespokes, timeout=Timeouts(read=0.05, total=5), retry=ONE) as nine:
            with pytest.raises(Timeout, match=r"listCompanies \(GET /companies at 127.0.0.1\): read timeout"):
                nine.companies.list()


def test_a_write_limit() -> None:
    with Misbehaving(deaf=True) as server:
        with NineSpokes(**server.ninespokes, timeout=Timeouts(write=0.05), retry=ONE) as nine:
            with pytest.raises(Timeout, match="write timeout") as found:
                nine.companies.create("x" * 20_000_000)
    assert found.value.in_doubt


def test_a_full_pool_is_a_timeout_that_never_left() -> None:
    with Misbehaving(hang) as server:
        with NineSpokes(**server.ninespokes, timeout=Timeouts(pool=0.05, total=0.3), retry=ONE) as nine:
            pool = nine._caller.transport._pool()._transport._pool  # type: ignore[attr-defined]
            pool._max_connections = 1
            with threads.Workers(1) as workers:
                first = workers.start(nine.companies.list)
                while not server.calls:
                    threads.sleep(0.005)
                with pytest.raises(Timeout, match="pool timeout") as found:
                    nine.companies.create("Tiles")
                assert not found.value.in_doubt
                with pytest.raises(Timeout):
                    first.result()


def test_a_deadline_that_passed_sends_nothing() -> None:
    with Misbehaving(COMPANIES) as server:
        with NineSpokes(**server.ninespokes, timeout=Timeouts(total=1e-9), retry=ONE) as nine:
            with pytest.raises(Timeout, match="the deadline of the call passed") as found:
                nine.companies.list()
        assert server.calls == []
    assert not found.value.in_doubt


def test_a_closed_client_says_so() -> None:
    with Misbehaving(COMPANIES) as server:
        nine = NineSpokes(**server.ninespokes)
        copy = nine.with_options(timeout=3)
        nine.companies.list()
        nine.close()
        nine.close()
        with pytest.raises(ConfigurationError, match="the client is closed"):
            copy.companies.list()


def test_a_first_use_by_many_opens_one_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    context = transport_module._tls()

    def slowly_made() -> ssl.SSLContext:
        sleep(0.02)
        return context

    monkeypatch.setattr(transport_module, "_tls", slowly_made)
    with Misbehaving(slowly(0.02, COMPANIES)) as server:
        with NineSpokes(**server.ninespokes) as nine, threads.Workers(16) as workers:
            transport = nine._caller.transport

            def use() -> None:
                nine.companies.list()
                made.append(transport._pool())

            for job in [workers.start(use) for _ in range(16)]:
                job.result()
    assert len({id(client) for client in made}) == 1
