# Derived from tests/_async/runtime/test_publish.py by `python -m codegen build`; edit that file instead.
"""The publisher accounts for every record, whatever happens to the requests that carry them."""

from __future__ import annotations

from typing import Any

import pytest
from spokebridge.concurrency import threads
from spokebridge.errors import (
    ApiError,
    AuthenticationError,
    BadRequest,
    ConfigurationError,
    ConnectionFailed,
    Forbidden,
    NotFound,
    RateLimited,
    SchemaDrift,
    ServerError,
    Timeout,
    Unauthorized,
)
from spokebridge.plugins import Abort, hookimpl

from tests._sync.runtime.publishing import Server, failed, publish, things

pytestmark = pytest.mark.anyio


def test_chunks_by_count_and_by_bytes() -> None:
    server = Server()
    report = publish(server, things(25))
    assert [len(numbers) for numbers in server.requests] == [10, 10, 5]
    assert (report.accepted, report.requests, report.total) == (25, 3, 25)
    large = [{"n": number, "text": "x" * 1_500_000} for number in range(5)]
    server = Server()
    publish(server, large)
    assert [len(numbers) for numbers in server.requests] == [2, 2, 1]
    server = Server()
    publish(server, [{"n": 1, "text": "x" * 5_000_000}, {"n": 2}])
    assert server.requests == [[1], [2]]  # one that alone is too large travels alone


@pytest.mark.parametrize("poison", [{3}, {0}, {9}, {3, 4}, set(range(10)), {2, 5, 7}, {12, 17}])
@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_refused_chunk_is_halved_until_the_bad_records_stand_alone(poison: set[int], status: int) -> None:
    def fails(numbers: list[int]) -> None:
        if poison & set(numbers):
            raise failed(status, correlation_id="c-1")

    server = Server(fails)
    report = publish(server, things(20))
    assert server.kept == [number for number in range(20) if number not in poison]
    assert [(item.index, item.key, item.status, item.reason, item.correlation_id) for item in report.rejected] == [
        (number, (number,), status, "said so", "c-1") for number in sorted(poison)
    ]
    assert (report.accepted, report.total) == (20 - len(poison), 20)
    assert report.requests == len(server.requests) <= 2 + 2 * len(poison) * 4


def test_what_never_is_sent_has_its_outcome_too() -> None:
    class Dropper:
        @hookimpl
        def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any] | None:
            return None if record.get("n") == 4 else {**record, "n": record.get("n")}

    records: list[Any] = [{"n": 1}, {"n": 2}, {"n": 1}, {}, {"n": 4}, "text", None, 7, {"n": 1, "other": 2}]
    server = Server()
    report = publish(server, records, plugins=(Dropper(),))
    assert server.kept == [1, 2]
    assert (report.accepted, report.duplicates, report.dropped) == (2, 2, 1)
    assert [(item.index, item.status) for item in report.rejected] == [(3, None), (5, None), (6, None), (7, None)]
    assert [item.reason for item in report.rejected][:2] == [
        "n is missing",
        "a str is not a record; pass the typed record or a mapping with wire names",
    ]
    assert report.total == 9


def test_a_mapper_that_returns_no_record_is_passed_over() -> None:
    class Odd:
        @hookimpl
        def spokebridge_map_outgoing(self, record: dict[str, Any]) -> Any:
            return "text" if record["n"] == 1 else record

    report = publish(Server(), things(3), plugins=(Odd(),))
    assert (report.accepted, report.rejected) == (3, [])


def test_one_odd_record_does_not_stop_the_run() -> None:
    records = [{"n": 1}, {"n": {1, 2}}, {"n": 3}]
    server = Server()
    report = publish(server, records)
    assert server.kept == [1, 3]
    assert [item.index for item in report.rejected] == [1]
    assert report.rejected[0].reason.startswith("cannot be read (TypeError: Object of type set")


DECIDED = [
    # what the request meets, whether the run goes on, the outcome of its records
    (failed(429), True, "rejected"),
    (failed(408), True, "rejected"),
    (failed(409), True, "rejected"),
    (failed(499), True, "rejected"),
    (failed(500), True, "unknown"),
    (failed(503), True, "unknown"),
    (failed(520), True, "unknown"),
    (failed(501), True, "unknown"),
    (ConnectionFailed("refused", sent=False), True, "rejected"),
    (ConnectionFailed("reset", sent=True), True, "unknown"),
    (Timeout("slow", sent=True), True, "unknown"),
    (Timeout("queue", sent=False), True, "rejected"),
    (SchemaDrift("a page"), True, "unknown"),
    (failed(401), False, "rejected"),
    (failed(403), False, "rejected"),
    (failed(404), False, "rejected"),
    (failed(405), False, "rejected"),
    (failed(302), False, "rejected"),
    (failed(200), False, "rejected"),
    (AuthenticationError("no"), False, "rejected"),
    (ConfigurationError("closed"), False, "rejected"),
    (Abort("enough"), False, "rejected"),
    (RuntimeError("a defect"), False, "unknown"),
]


@pytest.mark.parametrize(("error", "goes_on", "outcome"), DECIDED, ids=lambda value: str(value)[:40])
@pytest.mark.parametrize("concurrency", [1, 3])
def test_what_becomes_of_a_chunk(error: Exception, goes_on: bool, outcome: str, concurrency: int) -> None:
    def fails(numbers: list[int]) -> None:
        if 10 in numbers:
            raise error

    server = Server(fails)
    if goes_on:
        report = publish(server, things(40), concurrency=concurrency)
        assert sorted(server.kept) == [*range(10), *range(20, 40)]
    else:
        with pytest.raises(type(error)) as found:
            publish(server, things(40), concurrency=concurrency)
        report = vars(found.value)["report"]
        assert report.total == len(report.rejected) + report.accepted + len(report.unknown)
        assert report.accepted == len(server.kept)
    assert set(range(10, 20)) <= {item.index for item in getattr(report, outcome)}
    assert {item.reason for item in getattr(report, outcome) if item.index in range(10, 20)} == {
        "said so" if isinstance(error, ApiError) else str(error)
    }


def test_a_doubt_from_an_earlier_attempt_is_not_forgotten() -> None:
    def fails(numbers: list[int]) -> None:
        error = failed(429)
        error.in_doubt = True
        raise error

    report = publish(Server(fails), things(3))
    assert len(report.unknown) == 3


def test_concurrency_is_bounded() -> None:
    running: list[int] = []
    most: list[int] = []

    class Slow(Server):
        def send(self, body: bytes) -> object:
            running.append(1)
            most.append(len(running))
            threads.sleep(0.005)
            running.pop()
            return super().send(body)

    publish(Slow(), things(100), concurrency=3)
    assert max(most) == 3
    with pytest.raises(ConfigurationError, match="concurrency is 0"):
        publish(Server(), [], concurrency=0)


@pytest.mark.parametrize("records", [[], iter([]), (), {}.values()])
def test_nothing_to_publish(records: Any) -> None:
    server = Server()
    report = publish(server, records)
    assert (report.total, report.requests, server.requests) == (0, 0, [])


def test_the_kinds_of_outcome_are_all_looked_at() -> None:
    assert {type(error) for error, _, _ in DECIDED} >= {RateLimited, ServerError, NotFound, Forbidden, Unauthorized}
    assert BadRequest not in {type(error) for error, _, _ in DECIDED}  # halved instead
