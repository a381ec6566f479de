"""When a failed attempt is repeated, and after which wait."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spokebridge import retry
from spokebridge.options import RetryPolicy
from spokebridge.retry import Attempt, Failure, parse_retry_after, passes, wait_before_next

NOW = datetime(2024, 7, 1, 9, 0, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def longest_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry.random, "uniform", lambda low, high: high)


def wait(
    number: int = 1,
    failure: Failure = Failure.REFUSED,
    *,
    policy: RetryPolicy | None = RetryPolicy(),  # noqa: B008
    elapsed: float = 0.0,
    retry_after: float | None = None,
    repeatable: bool = True,
    budget: float | None = None,
) -> float | None:
    attempt = Attempt(number, failure, elapsed, retry_after)
    return wait_before_next(policy, attempt, repeatable=repeatable, budget=budget)


def test_the_ceiling_doubles_until_it_is_reached() -> None:
    policy = RetryPolicy(attempts=20, deadline=1000, base=0.5, ceiling=20)
    assert [wait(number, policy=policy) for number in range(1, 8)] == [0.5, 1, 2, 4, 8, 16, 20]


def test_many_attempts_do_not_overflow() -> None:
    assert wait(5000, policy=RetryPolicy(attempts=10_000, deadline=1000)) == 20
    assert wait(5000, policy=RetryPolicy(attempts=10_000, deadline=1000, base=0)) == 0


def test_jitter_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[float, float]] = []

    def uniform(low: float, high: float) -> float:
        asked.append((low, high))
        return low

    monkeypatch.setattr(retry.random, "uniform", uniform)
    assert wait(3) == 0
    assert asked == [(0, 2.0)]


def test_attempts_count_the_first() -> None:
    policy = RetryPolicy(attempts=2)
    assert wait(1, policy=policy) is not None
    assert wait(2, policy=policy) is None
    assert wait(1, policy=RetryPolicy(attempts=1)) is None
    assert wait(1, policy=None) is None


@pytest.mark.parametrize(
    ("failure", "repeatable", "again"),
    [
        (Failure.NOT_SENT, True, True),
        (Failure.NOT_SENT, False, True),
        (Failure.ANSWER_LOST, True, True),
        (Failure.ANSWER_LOST, False, False),
        (Failure.REFUSED, True, True),
        (Failure.REFUSED, False, False),
    ],
)
def test_what_is_not_repeatable_is_repeated_only_when_it_never_left(
    failure: Failure, repeatable: bool, again: bool
) -> None:
    assert (wait(1, failure, repeatable=repeatable) is not None) is again


@pytest.mark.parametrize(
    ("retry_after", "elapsed", "budget", "expected"),
    [
        (7.0, 0.0, None, 7.0),
        (0.0, 0.0, None, 0.0),
        (59.9, 0.0, None, 59.9),
        (60.0, 0.0, None, None),  # nothing would be left for the attempt itself
        (7.0, 55.0, None, None),
        (7.0, 0.0, 5.0, None),
        (4.0, 0.0, 5.0, 4.0),
        (86400.0, 0.0, None, None),
        (float("inf"), 0.0, None, None),
    ],
)
def test_a_wait_that_was_asked_for_is_kept_exactly_or_not_at_all(
    retry_after: float, elapsed: float, budget: float | None, expected: float | None
) -> None:
    assert wait(retry_after=retry_after, elapsed=elapsed, budget=budget) == expected


def test_a_wait_of_ours_fits_the_budget() -> None:
    assert wait(elapsed=59.4) == 0.5
    assert wait(elapsed=59.6) is None
    assert wait(budget=0.4) is None


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 520, 522, 561, 599])
def test_passing_statuses(status: int) -> None:
    assert passes(status)


@pytest.mark.parametrize("status", [200, 301, 400, 401, 403, 404, 405, 409, 413, 422, 499, 501, 505, 511, 600])
def test_lasting_statuses(status: int) -> None:
    assert not passes(status)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (None, None),
        ("", None),
        ("  ", None),
        ("0", 0.0),
        ("120", 120.0),
        (" 120 ", 120.0),
        ("1.5", 1.5),
        ("86400", 86400.0),
        ("-5", None),
        ("soon", None),
        ("1e3", None),
        ("١٢", None),
        (".", None),
        ("Mon, 01 Jul 2024 09:00:30 GMT", 30.0),
        ("Mon, 01 Jul 2024 08:59:00 GMT", 0.0),
        ("Mon, 01 Jul 2024 11:00:30 +0200", 30.0),
        ("Monday, 01-Jul-24 09:01:00 GMT", 60.0),
        ("Mon Jul  1 09:02:00 2024", 120.0),
        ("Mon, 99 Jul 2024 09:00:30 GMT", None),
        ("Mon, 01 Jul 99999999999 09:00:30 GMT", None),
        ("Mon, 01 Jul 2024 09:00:30 +9999999999", None),
    ],
)
def test_retry_after(text: str | None, seconds: float | None) -> None:
    assert parse_retry_after(text, NOW) == seconds


def test_retry_after_is_relative_to_the_present_unless_told() -> None:
    assert parse_retry_after("Mon, 01 Jul 2024 09:00:30 GMT") == 0.0


def test_an_absurd_number_is_a_wait_that_fits_no_budget() -> None:
    assert wait(retry_after=parse_retry_after("9" * 400)) is None
