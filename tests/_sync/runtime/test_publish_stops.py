# Derived from tests/_async/runtime/test_publish_stops.py by `python -m codegen build`; edit that file instead.
"""What stops a run, and that every record that was read has its outcome then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from spokebridge.errors import (
    AuthenticationError,
    ConfigurationError,
    SpokebridgeError,
)
from spokebridge.plugins import Abort, ChunkSent, hookimpl
from spokebridge.report import Progress

from tests._sync.runtime.publishing import Server, failed, publish, things

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("error", [failed(401), failed(403), failed(404), AuthenticationError("no")], ids=str)
@pytest.mark.parametrize("concurrency", [1, 2, 5])
@pytest.mark.parametrize("at", [0, 15, 44])
def test_a_stop_accounts_for_every_record_that_was_read(error: SpokebridgeError, concurrency: int, at: int) -> None:
    read: list[int] = []

    def source() -> Iterator[dict[str, Any]]:
        for number in range(1000):
            read.append(number)
            yield {"n": number if number != 5 else None}

    def fails(numbers: list[int]) -> None:
        if at in numbers:
            raise error

    server = Server(fails)
    with pytest.raises(type(error)) as found:
        publish(server, source(), concurrency=concurrency)
    report = found.value.report
    assert report is not None
    assert report.total == len(read)
    assert len(read) <= at + 10 * (concurrency + 2)
    assert report.accepted == len(server.kept)
    outcomes = {item.index for item in report.rejected} | set(server.kept)
    assert outcomes == set(read)
    assert [item.index for item in report.rejected] == sorted(item.index for item in report.rejected)


@pytest.mark.parametrize("concurrency", [1, 3])
def test_an_exception_of_the_input_goes_on_when_all_is_accounted_for(concurrency: int) -> None:
    class Broken(Exception):
        pass

    def source() -> Iterator[dict[str, Any]]:
        yield from things(34)
        raise Broken("the disk is gone")

    server = Server()
    with pytest.raises(Broken, match="the disk is gone") as found:
        publish(server, source(), concurrency=concurrency)
    report = vars(found.value)["report"]
    assert sorted(server.kept) == list(range(30))
    assert (report.accepted, report.total) == (30, 34)
    assert [(item.index, item.reason) for item in report.rejected] == [
        (index, "not sent: the run was stopped") for index in range(30, 34)
    ]


@pytest.mark.parametrize("concurrency", [1, 3])
def test_an_interrupt_stops_at_once_and_still_gives_every_record_its_outcome(concurrency: int) -> None:
    class Interrupt(BaseException):
        """As KeyboardInterrupt is, which test runners keep for themselves."""

    def source() -> Iterator[dict[str, Any]]:
        yield from things(34)
        raise Interrupt

    server = Server()
    with pytest.raises(Interrupt) as found:
        publish(server, source(), concurrency=concurrency)
    report = vars(found.value)["report"]
    assert report.total == 34
    assert report.accepted <= len(server.kept)
    assert not {item.index for item in report.rejected} & set(server.kept)


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ({"n": 1}, "a single dict was passed as records; pass a list"),
        ("n", "a single str was passed as records; pass a list"),
        (7, "a int was passed as records; pass an Iterable"),
        (None, "a NoneType was passed as records; pass an Iterable"),
    ],
)
def test_what_is_no_list_of_records(records: Any, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        publish(Server(), records)


def test_records_may_be_changed_as_soon_as_they_are_read() -> None:
    def source() -> Iterator[dict[str, Any]]:
        record: dict[str, Any] = {"n": -1}
        for number in range(25):
            record["n"] = number
            yield record
        record["n"] = 99

    server = Server()
    publish(server, source(), concurrency=2)
    assert sorted(server.kept) == list(range(25))


def test_an_exception_of_on_progress_stops_the_run_and_nothing_is_lost() -> None:
    def on_progress(progress: Progress) -> None:
        raise KeyError("mine")

    server = Server()
    with pytest.raises(KeyError, match="mine") as found:
        publish(server, things(50), concurrency=2, on_progress=on_progress)
    report = vars(found.value)["report"]
    assert report.accepted == len(server.kept)
    assert report.total == len({item.index for item in report.rejected} | set(server.kept))


def test_an_abort_of_a_mapper_stops_the_run() -> None:
    class Stopper:
        @hookimpl
        def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any]:
            if record["n"] == 15:
                raise Abort("enough")
            return record

    server = Server()
    with pytest.raises(Abort) as found:
        publish(server, things(50), plugins=(Stopper(),))
    assert found.value.report is not None
    assert server.kept == list(range(10))
    assert [item.index for item in found.value.report.rejected] == list(range(10, 16))


@pytest.mark.parametrize("concurrency", [1, 2, 4])
def test_the_input_is_read_no_faster_than_chunks_leave(concurrency: int) -> None:
    read: list[int] = []
    ahead: list[int] = []
    server = Server(lambda numbers: ahead.append(len(read) - len(server.kept)))

    def source() -> Iterator[dict[str, Any]]:
        for number in range(200):
            read.append(number)
            yield {"n": number}

    report = publish(server, source(), concurrency=concurrency)
    assert report.accepted == 200
    assert max(ahead) <= 10 * (concurrency + 1) + 1
    assert len(ahead) == 20


def test_progress_only_grows_and_ends_complete() -> None:
    seen: list[Progress] = []
    told: list[ChunkSent] = []

    class Watcher:
        @hookimpl
        def spokebridge_on_chunk(self, chunk: ChunkSent) -> None:
            told.append(chunk)

    def fails(numbers: list[int]) -> None:
        if 13 in numbers:
            raise failed(400)
        if 25 in numbers:
            raise failed(500)

    records = [*things(45), {"n": 1}, {}]
    report = publish(Server(fails), records, concurrency=3, on_progress=seen.append, plugins=(Watcher(),))
    for name in ("read", "accepted", "rejected", "duplicates", "unknown", "requests"):
        values = [getattr(progress, name) for progress in seen]
        assert values == sorted(values)
    assert seen[-1] == Progress.of(report)
    assert seen[-1].read == 47
    assert [(chunk.number, chunk.records, chunk.accepted, chunk.rejected, chunk.unknown) for chunk in told] == [
        (1, 10, 10, 0, 0),
        (2, 10, 9, 1, 0),
        (3, 10, 0, 0, 10),
        (4, 10, 10, 0, 0),
        (5, 5, 5, 0, 0),
    ]
