"""What is sent again and what is not, against a server that breaks connections."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from email.utils import formatdate
from time import time
from typing import Any

import pytest

from spokebridge._async.ninespokes.client import AsyncNineSpokes
from spokebridge.concurrency import aio
from spokebridge.errors import (
    ApiError,
    ConnectionFailed,
    NotFound,
    RateLimited,
    SchemaDrift,
    ServiceUnavailable,
    SpokebridgeError,
)
from spokebridge.options import RetryPolicy
from spokebridge.plugins import RequestFailed, RetryPlanned, hookimpl
from tests._async.runtime.companies import COMPANIES, COMPANY
from tests.support.misbehaving import (
    Behaviour,
    Misbehaving,
    answer,
    cut,
    raw,
    reset,
    unused_port,
)

pytestmark = pytest.mark.anyio


BAD_GZIP = answer(200, b"not gzip at all", {"Content-Encoding": "gzip"})


LOST: dict[str, Behaviour] = {
    "reset": reset,
    "closed": raw(b""),
    "cut body": cut(),
    "cut head": raw(b"HTTP/1.1 200 OK\r\nContent-"),
    "cut chunk": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"),
    "garbage": raw(b"what do you want\r\n\r\n"),
    "bad gzip": BAD_GZIP,
    "cut gzip": answer(200, gzip.compress(b'{"status":"ok"}' * 99)[:40], {"Content-Encoding": "gzip"}),
    "html": answer(200, b"<html>hello</html>", {"Content-Type": "text/html"}),
    "cut json": answer(200, b'{"status":"ok","details":['),
}


class Watcher:
    """Notes what the attempts of a call were."""

    def __init__(self) -> None:
        self.retries: list[RetryPlanned] = []
        self.failures: list[RequestFailed] = []

    @hookimpl
    def spokebridge_on_retry(self, attempt: RetryPlanned) -> None:
        self.retries.append(attempt)

    @hookimpl
    def spokebridge_on_error(self, error: RequestFailed) -> None:
        self.failures.append(error)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 520, 561])
async def test_a_read_is_repeated_after_a_passing_error(status: int) -> None:
    watcher = Watcher()
    with Misbehaving(answer(status, {}), answer(status, {}), COMPANIES) as server:
        async with AsyncNineSpokes(**server.ninespokes, plugins=[watcher]) as nine:
            assert [company.name for company in await nine.companies.list()] == ["Tiles"]
        assert len(server.calls) == 3
    assert [(planned.attempt, planned.reason) for planned in watcher.retries] == [
        (1, f"HTTP {status}"),
        (2, f"HTTP {status}"),
    ]


@pytest.mark.parametrize("status", [302, 400, 404, 405, 409, 413, 422, 499, 501, 505, 511])
async def test_a_read_is_not_repeated_after_a_lasting_error(status: int) -> None:
    with Misbehaving(answer(status, {}), COMPANIES) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            with pytest.raises(ApiError) as found:
                await nine.companies.list()
        assert len(server.calls) == 1
    assert (found.value.status_code, found.value.attempts) == (status, 1)


@pytest.mark.parametrize("name", LOST)
async def test_a_read_is_repeated_after_a_lost_answer(name: str) -> None:
    with Misbehaving(LOST[name], LOST[name], COMPANIES) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            assert len(await nine.companies.list()) == 1
        assert len(server.calls) == 3


@pytest.mark.parametrize("name", LOST)
async def test_a_read_whose_answers_stay_lost(name: str) -> None:
    with Misbehaving(LOST[name]) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            with pytest.raises(
                (ConnectionFailed, SchemaDrift), match=r"listCompanies \(GET /companies.*4 attempts"
            ) as found:
                await nine.companies.list()
        assert len(server.calls) == 4
    assert found.value.attempts == 4
    assert found.value.in_doubt
    assert "hello" not in str(found.value)
    assert "what do" not in str(found.value)


@pytest.mark.parametrize("name", [*LOST, "500", "503", "429", "520"])
async def test_an_unsafe_call_is_never_repeated_once_it_was_sent(name: str) -> None:
    behaviour = LOST[name] if name in LOST else answer(int(name), {}, {"Retry-After": "0"})
    with Misbehaving(behaviour, COMPANY) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            with pytest.raises(SpokebridgeError, match="createCompany") as found:
                await nine.companies.create("Tiles")
        assert len(server.calls) == 1
    assert found.value.in_doubt is (name != "429")


async def test_an_unsafe_call_is_repeated_while_nothing_was_sent() -> None:
    watcher = Watcher()
    settings: dict[str, Any] = {"api_key": "key", "base_url": f"http://127.0.0.1:{unused_port()}", "plugins": [watcher]}
    async with AsyncNineSpokes(**settings) as nine:
        with pytest.raises(
            ConnectionFailed, match=r"createCompany \(POST /companies at 127.0.0.1\): connect error"
        ) as found:
            await nine.companies.create("Tiles")
    assert (found.value.attempts, found.value.sent, found.value.in_doubt) == (4, False, False)
    assert len(watcher.retries) == 3
    assert [failure.attempts for failure in watcher.failures] == [4]


async def test_a_doubt_outlives_the_attempt_that_raised_it() -> None:
    for first in (reset, answer(500, {}), answer(200, b"<html>")):
        with Misbehaving(first, answer(404, {})) as server:
            async with AsyncNineSpokes(**server.ninespokes) as nine:
                with pytest.raises(NotFound) as found:
                    await nine.companies.delete("c-1")
        assert found.value.in_doubt
    with Misbehaving(answer(404, {})) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            with pytest.raises(NotFound) as found:
                await nine.companies.delete("c-1")
    assert not found.value.in_doubt


@pytest.mark.parametrize("behaviour", [answer(503, {}), reset, cut()], ids=["503", "reset", "cut"])
async def test_without_retries_there_is_one_attempt(behaviour: Behaviour) -> None:
    with Misbehaving(behaviour, COMPANIES) as server:
        async with AsyncNineSpokes(**server.ninespokes, retry=None) as nine:
            with pytest.raises((ServiceUnavailable, ConnectionFailed)) as found:
                await nine.companies.list()
            assert found.value.attempts == 1
            assert len(server.calls) == 1
            assert len(await nine.with_options(retry=RetryPolicy()).companies.list()) == 1


@pytest.mark.parametrize(
    "header", [lambda: "1", lambda: formatdate(time() + 1.99, usegmt=True)], ids=["seconds", "date"]
)
async def test_the_servers_wait_is_kept(header: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    watcher = Watcher()
    slept: list[float] = []

    async def noted(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(aio, "sleep", noted)
    with Misbehaving(answer(503, {}, {"Retry-After": header()}), COMPANIES) as server:
        async with AsyncNineSpokes(**server.ninespokes, plugins=[watcher]) as nine:
            assert len(await nine.companies.list()) == 1
    assert slept == [watcher.retries[0].wait]
    assert 0.5 < slept[0] <= 2


@pytest.mark.parametrize(
    ("wait", "options"),
    [
        ("86400", {}),
        ("61", {}),
        ("3", {"timeout": 2}),
        ("3", {"retry": RetryPolicy(deadline=2)}),
        (formatdate(4_000_000_000, usegmt=True), {}),
    ],
)
async def test_a_wait_beyond_the_budget_is_raised_at_once(wait: str, options: dict[str, Any]) -> None:
    begun = time()
    with Misbehaving(answer(429, {"message": "slow down"}, {"Retry-After": wait}), COMPANIES) as server:
        async with AsyncNineSpokes(**server.ninespokes, **options) as nine:
            with pytest.raises(RateLimited, match="slow down; 1 attempt; the server asks to wait") as found:
                await nine.companies.list()
        assert len(server.calls) == 1
    assert found.value.retry_after is not None
    assert found.value.retry_after >= 3
    assert time() - begun < 5
