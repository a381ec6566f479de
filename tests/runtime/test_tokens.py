"""The state table of the token cache, with a clock that stands still."""

from __future__ import annotations

import pytest

from spokebridge.errors import AuthenticationError, ConnectionFailed
from spokebridge.redaction import Secret
from spokebridge.tokens import REFUSAL_SECONDS, Abandoned, Fetch, Token, TokenCache, Use, Wait, cache_for


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(clock: Clock) -> TokenCache:
    return TokenCache(clock)


def fetch(cache: TokenCache) -> Fetch:
    step = cache.next_step()
    assert isinstance(step, Fetch)
    return step


def used(cache: TokenCache) -> str:
    step = cache.next_step()
    assert isinstance(step, Use)
    return step.token.value.reveal()


def give(cache: TokenCache, value: str = "T1", seconds: float = 3600) -> None:
    cache.succeed(fetch(cache), value, seconds)


def test_the_first_asker_fetches_and_the_others_wait(cache: TokenCache) -> None:
    leader = fetch(cache)
    waiter = cache.next_step()
    assert isinstance(waiter, Wait)
    cache.succeed(leader, "T1", 3600)
    assert waiter.future.result(0).value == Secret("T1")
    assert used(cache) == "T1"


def test_windows_are_shares_of_the_lifetime_up_to_a_limit() -> None:
    short, long = Token.lasting("T", 100, 0), Token.lasting("T", 86400, 0)
    assert (short.refresh_at, short.replace_at) == (80, 95)
    assert (long.refresh_at, long.replace_at) == (86100, 86370)


def test_advisory_window_one_fetches_and_the_others_go_on(cache: TokenCache, clock: Clock) -> None:
    give(cache)
    clock.now += 3400
    leader = fetch(cache)
    assert leader.spare is not None
    assert used(cache) == "T1"
    cache.succeed(leader, "T2", 3600)
    assert used(cache) == "T2"


@pytest.mark.parametrize("refused", [False, True])
def test_a_failed_advisory_fetch_leaves_the_old_token_at_work(cache: TokenCache, clock: Clock, refused: bool) -> None:
    give(cache)
    clock.now += 3400
    leader = fetch(cache)
    if refused:
        cache.refuse(leader, AuthenticationError("no", refused=True))
    else:
        cache.fail(leader, ConnectionFailed("down"))
    assert used(cache) == "T1"  # and nobody is held up by trying again at once
    clock.now += REFUSAL_SECONDS
    assert isinstance(cache.next_step(), Fetch)


def test_mandatory_window_everybody_waits(cache: TokenCache, clock: Clock) -> None:
    give(cache)
    clock.now += 3575
    leader = fetch(cache)
    assert leader.spare is None
    assert isinstance(cache.next_step(), Wait)


def test_a_failed_advisory_fetch_does_not_put_off_the_mandatory_one(cache: TokenCache, clock: Clock) -> None:
    give(cache)
    clock.now += 3560
    cache.fail(fetch(cache), ConnectionFailed("down"))
    clock.now += 15
    assert fetch(cache).spare is None


def test_a_refusal_is_remembered_for_a_while(cache: TokenCache, clock: Clock) -> None:
    error = AuthenticationError("no such client", refused=True)
    leader = fetch(cache)
    waiter = cache.next_step()
    assert isinstance(waiter, Wait)
    cache.refuse(leader, error)
    with pytest.raises(AuthenticationError, match="no such client"):
        waiter.future.result(0)
    clock.now += REFUSAL_SECONDS - 1
    raised = []
    for _ in range(2):
        with pytest.raises(AuthenticationError, match="no such client") as found:
            cache.next_step()
        raised.append(found.value)
    assert raised[0] is not raised[1]  # an error that several raise would collect their tracebacks and reports
    assert raised[0] is not error
    clock.now += 1
    assert isinstance(cache.next_step(), Fetch)


def test_a_failure_that_says_nothing_about_the_credential_is_not_remembered(cache: TokenCache) -> None:
    leader = fetch(cache)
    waiter = cache.next_step()
    assert isinstance(waiter, Wait)
    cache.fail(leader, ConnectionFailed("down"))
    with pytest.raises(ConnectionFailed):
        waiter.future.result(0)
    assert isinstance(cache.next_step(), Fetch)


def test_an_abandoned_fetch_is_taken_over(cache: TokenCache) -> None:
    leader = fetch(cache)
    waiter = cache.next_step()
    assert isinstance(waiter, Wait)
    cache.abandon(leader)
    with pytest.raises(Abandoned):
        waiter.future.result(0)
    assert fetch(cache) is not leader


def test_success_ends_a_refusal(cache: TokenCache, clock: Clock) -> None:
    cache.refuse(fetch(cache), AuthenticationError("no", refused=True))
    clock.now += REFUSAL_SECONDS
    give(cache, "T1")
    cache.reject(Secret("T1"))
    assert isinstance(cache.next_step(), Fetch)


def test_a_late_rejection_never_discards_a_newer_token(cache: TokenCache) -> None:
    give(cache, "T1")
    cache.reject(Secret("T1"))
    give(cache, "T2")
    cache.reject(Secret("T1"))
    assert used(cache) == "T2"
    cache.reject(Secret("T2"))
    assert isinstance(cache.next_step(), Fetch)


def test_a_rejection_while_a_fetch_is_under_way_starts_no_second_one(cache: TokenCache) -> None:
    give(cache, "T1")
    cache.reject(Secret("T1"))
    fetch(cache)
    cache.reject(Secret("T1"))
    assert isinstance(cache.next_step(), Wait)


def test_a_token_without_life_serves_those_who_waited_and_nobody_else(cache: TokenCache) -> None:
    leader = fetch(cache)
    waiter = cache.next_step()
    assert isinstance(waiter, Wait)
    assert cache.succeed(leader, "T1", 0).value == Secret("T1")
    assert waiter.future.result(0).value == Secret("T1")
    assert isinstance(cache.next_step(), Fetch)


def test_a_stale_fetch_does_not_release_a_newer_one(cache: TokenCache) -> None:
    old = fetch(cache)
    cache.abandon(old)
    new = fetch(cache)
    assert isinstance(cache.next_step(), Wait)
    assert new.future is not old.future


def test_who_shares_a_cache() -> None:
    def key(url: str = "u", client: str = "c", secret: str = "s", *scopes: str) -> TokenCache:
        return cache_for(url, client, Secret(secret), scopes)

    mine = key()
    assert key() is mine
    others = [key("v"), key("u", "d"), key("u", "c", "t"), key("u", "c", "s", "scope")]
    assert mine not in others
