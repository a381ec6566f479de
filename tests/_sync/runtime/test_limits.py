# Derived from tests/_async/runtime/test_limits.py by `python -m codegen build`; edit that file instead.
"""The rate limit of a host and credential, whoever calls."""

from __future__ import annotations

from typing import Any

import pytest
from spokebridge import limits
from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge.concurrency import threads
from spokebridge.errors import Timeout
from spokebridge.limits import TokenBucket, bucket_for
from spokebridge.options import RateLimit

from tests.support.misbehaving import Misbehaving, answer

pytestmark = pytest.mark.anyio

COMPANIES = answer(body={"details": []})
SLOW = RateLimit(2, seconds=3600)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits that calls were given; nobody really waits."""
    found: list[float] = []

    def sleep(seconds: float) -> None:
        found.append(seconds)

    monkeypatch.setattr(threads, "sleep", sleep)
    return found


def test_clients_of_one_host_and_key_share_a_limit(waits: list[float]) -> None:
    with Misbehaving(COMPANIES) as server:
        settings: dict[str, Any] = {**server.ninespokes, "rate_limit": RateLimit(2, seconds=100)}
        with NineSpokes(**settings) as one, NineSpokes(**settings) as two:
            one.companies.list()
            two.companies.list()
            assert waits == []
            one.companies.list()
            two.with_options(timeout=290).companies.list()
        with NineSpokes(**{**settings, "api_key": "another"}) as three:
            three.companies.list()
        assert len(server.calls) == 5
    assert waits == pytest.approx([50, 100], abs=1)


def test_off_for_a_client_or_for_a_call(waits: list[float]) -> None:
    with Misbehaving(COMPANIES) as server:
        with NineSpokes(**server.ninespokes, rate_limit=RateLimit(1, seconds=100)) as nine:
            nine.companies.list()
            for _ in range(5):
                nine.with_options(rate_limit=None).companies.list()
        with NineSpokes(**server.ninespokes, rate_limit=None) as free:
            free.companies.list()
    assert waits == []


def test_copies_share_the_pool(waits: list[float]) -> None:
    with Misbehaving(COMPANIES) as server:
        with NineSpokes(**server.ninespokes) as nine:
            nine.companies.list()
            nine.with_options(rate_limit=SLOW, timeout=9).companies.list()
            assert nine.with_options()._caller.transport._pool() is nine._caller.transport._pool()
        assert len(server.calls) == 2


def test_a_wait_beyond_the_deadline_is_refused_at_once_and_costs_nobody_a_turn(waits: list[float]) -> None:
    with Misbehaving(COMPANIES) as server:
        with NineSpokes(**server.ninespokes, rate_limit=SLOW, timeout=30) as nine:
            nine.companies.list()
            nine.companies.list()
            for _ in range(3):
                with pytest.raises(Timeout, match=r"not sent, because the rate limit asks to wait 1[78]") as found:
                    nine.companies.create("Tiles")
            assert (found.value.sent, found.value.in_doubt) == (False, False)
            assert found.value.operation == "createCompany"
        assert len(server.calls) == 2
        bucket = bucket_for(server.url.removeprefix("http://"), nine._caller.credential.id, SLOW)
        assert bucket.reserve() == pytest.approx(1800, abs=5)
    assert waits == []


def test_each_attempt_takes_a_turn(waits: list[float]) -> None:
    with Misbehaving(answer(503, {}), COMPANIES) as server:
        with NineSpokes(**server.ninespokes, rate_limit=RateLimit(1, seconds=50)) as nine:
            nine.companies.list()
        assert len(server.calls) == 2
    assert [wait for wait in waits if wait] == pytest.approx([50], abs=1)


def test_the_bucket_keeps_the_pace_in_real_time() -> None:
    with Misbehaving(COMPANIES) as server:
        settings: dict[str, Any] = {**server.ninespokes, "rate_limit": RateLimit(5, seconds=0.1)}
        with NineSpokes(**settings) as nine, threads.Workers(9) as workers:
            clock = limits.time.monotonic
            begun = clock()
            for job in [workers.start(nine.companies.list) for _ in range(9)]:
                job.result()
            assert clock() - begun >= 0.079
        assert len(server.calls) == 9


def test_a_bucket_has_a_clock_of_its_own() -> None:
    now = [0.0]
    bucket = TokenBucket(RateLimit(1), lambda: now[0])
    assert [bucket.reserve(), bucket.reserve()] == [0, 1]
