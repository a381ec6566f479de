"""Token buckets."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from spokebridge.limits import TokenBucket, bucket_for
from spokebridge.options import RateLimit


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_burst_goes_at_once_and_the_rest_at_the_rate(clock: Clock) -> None:
    bucket = TokenBucket(RateLimit(20), clock)
    waits = [bucket.reserve() for _ in range(23)]
    assert waits[:20] == [0.0] * 20
    assert waits[20:] == pytest.approx([0.05, 0.10, 0.15])


def test_permissions_come_back_with_time_but_no_more_than_a_burst(clock: Clock) -> None:
    bucket = TokenBucket(RateLimit(2, seconds=1), clock)
    assert [bucket.reserve() for _ in range(3)] == pytest.approx([0, 0, 0.5])
    clock.now += 1
    assert bucket.reserve() == 0
    clock.now += 3600
    assert [bucket.reserve() for _ in range(3)] == pytest.approx([0, 0, 0.5])


def test_a_permission_that_was_not_used_is_given_back(clock: Clock) -> None:
    bucket = TokenBucket(RateLimit(1), clock)
    assert bucket.reserve() == 0
    assert bucket.reserve() == 1
    bucket.give_back()
    assert bucket.reserve() == 1
    bucket.give_back()
    bucket.give_back()
    bucket.give_back()
    assert bucket.reserve() == 0
    assert bucket.reserve() == 1


def test_less_than_one_request_in_a_period(clock: Clock) -> None:
    bucket = TokenBucket(RateLimit(0.5), clock)
    assert [bucket.reserve() for _ in range(3)] == [0, 2, 4]


def test_a_clock_that_stands_still_or_steps_back_makes_no_permissions(clock: Clock) -> None:
    bucket = TokenBucket(RateLimit(1), clock)
    bucket.reserve()
    clock.now -= 10
    assert bucket.reserve() > 0


def test_threads_take_each_permission_once(clock: Clock) -> None:
    bucket = TokenBucket(RateLimit(100), clock)
    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(lambda _: bucket.reserve(), range(400)))
    assert sorted(waits) == pytest.approx([0.0] * 100 + [number / 100 for number in range(1, 301)])


def test_who_shares_a_bucket() -> None:
    limit = RateLimit(5)
    mine = bucket_for("host", "me", limit)
    assert bucket_for("host", "me", RateLimit(5)) is mine
    assert bucket_for("host", "you", limit) is not mine
    assert bucket_for("elsewhere", "me", limit) is not mine
    assert bucket_for("host", "me", RateLimit(6)) is not mine
