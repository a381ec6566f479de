"""Threads that read ahead look at their answers one after the other, the first one first."""

from __future__ import annotations

from threading import Event

import pytest

from spokebridge.concurrency import threads

SECONDS = 10


def test_a_call_waits_at_its_turn_for_the_one_it_follows() -> None:
    asked, done = Event(), list[str]()

    def first() -> None:
        assert asked.wait(SECONDS)
        done.append("first")

    def second() -> None:
        asked.set()
        threads.turn()
        done.append("second")

    with threads.Workers(2) as workers:
        following = workers.follow(workers.start(first), second)
        following.result()
    assert done == ["first", "second"]


def test_whatever_became_of_that_one() -> None:
    go = Event()

    def held() -> None:
        assert go.wait(SECONDS)

    def fails() -> None:
        raise LookupError

    with threads.Workers(1) as workers:
        running = workers.start(held)
        dropped = workers.start(held)
        dropped.drop()
        failed = workers.follow(dropped, fails)
        after = workers.follow(failed, threads.turn)
        go.set()
        running.result()
        after.result()
        with pytest.raises(LookupError):
            failed.result()


def test_nobody_else_waits() -> None:
    begun, go = Event(), Event()

    def held() -> None:
        begun.set()
        assert go.wait(SECONDS)

    def starts_another() -> None:
        with threads.Workers(1) as workers:
            workers.start(threads.turn).result()
        go.set()

    threads.turn()
    with threads.Workers(2) as workers:
        workers.follow(workers.start(held), starts_another).result()
