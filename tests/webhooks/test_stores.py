"""What both stores remember, for how long, and who wins a race."""

from __future__ import annotations

import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from spokebridge.errors import ConfigurationError
from spokebridge.webhooks import Claim, MemoryStore, SQLiteStore

DAY = 86_400


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Any:
    if request.param == "memory":
        return MemoryStore(clock=clock)
    return SQLiteStore(tmp_path / "events.db", clock=clock)


def test_an_event_is_claimed_once_and_done_for_good(store: Any, clock: Clock) -> None:
    assert store.claim("k", "a", 60) is Claim.OURS
    assert store.claim("k", "b", 60) is Claim.RUNNING
    assert store.claim("other", "b", 60) is Claim.OURS
    store.finish("k")
    assert store.claim("k", "b", 60) is Claim.DONE
    clock.now += 399 * DAY
    assert store.claim("k", "b", 60) is Claim.DONE


def test_a_released_event_is_free_and_only_its_owner_releases_it(store: Any) -> None:
    store.claim("k", "a", 60)
    store.release("k", "b")
    assert store.claim("k", "b", 60) is Claim.RUNNING
    store.release("k", "a")
    assert store.claim("k", "b", 60) is Claim.OURS
    store.finish("k")
    store.release("k", "b")
    assert store.claim("k", "c", 60) is Claim.DONE


def test_a_claim_ends_with_its_lease(store: Any, clock: Clock) -> None:
    store.claim("k", "a", 60)
    clock.now += 59
    assert store.claim("k", "b", 60) is Claim.RUNNING
    clock.now += 2
    assert store.claim("k", "b", 60) is Claim.OURS
    store.release("k", "a")
    assert store.claim("k", "c", 60) is Claim.RUNNING


def test_an_action_begins_once_unless_it_is_undone(store: Any) -> None:
    assert store.begin("k", "comment")
    assert not store.begin("k", "comment")
    assert store.begin("k", "another")
    assert store.begin("other", "comment")
    store.undo("k", "comment")
    assert store.begin("k", "comment")


def test_a_key_is_new_until_it_was_seen_and_again_later(store: Any, clock: Clock) -> None:
    assert store.first_seen("m", 600)
    assert not store.first_seen("m", 600)
    assert store.first_seen("n", 600)
    clock.now += 601
    assert store.first_seen("m", 600)


def test_of_many_claims_at_once_one_wins(store: Any) -> None:
    barrier = threading.Barrier(8)

    def claim(owner: int) -> Claim:
        barrier.wait()
        claimed: Claim = store.claim("k", str(owner), 60)
        return claimed

    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(claim, range(8)))
    assert sorted(claim.value for claim in claims) == ["ours", *["running"] * 7]


def test_memory_holds_no_more_than_it_may(clock: Clock) -> None:
    store = MemoryStore(kept=2, clock=clock)
    for key in ("a", "b", "c"):
        store.claim(key, "me", 60)
        store.finish(key)
        assert store.first_seen(key, 600)
    assert [store.claim(key, "me", 60) for key in "abc"] == [Claim.OURS, Claim.DONE, Claim.DONE]
    assert not store.first_seen("c", 600)


def test_a_file_is_shared_and_outlives_its_process(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "events.db"
    SQLiteStore(path, clock=clock).claim("k", "a", 60)
    other = SQLiteStore(path, clock=clock, keep_days=1)
    assert other.claim("k", "b", 60) is Claim.RUNNING
    other.finish("k")
    assert SQLiteStore(path, clock=clock).claim("k", "c", 60) is Claim.DONE
    clock.now += DAY + 1
    assert other.claim("k", "c", 60) is Claim.OURS


def test_a_file_belongs_to_its_user_alone(tmp_path: Path) -> None:
    SQLiteStore(tmp_path / "events.db")
    assert stat.S_IMODE((tmp_path / "events.db").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [None, b"this is no database, but it is longer than a header of one"])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "missing" / "events.db" if content is None else tmp_path / "events.db"
    if content is not None:
        path.write_bytes(content * 20)
    with pytest.raises(ConfigurationError, match=r"the event store .*events\.db cannot be used"):
        SQLiteStore(path)
