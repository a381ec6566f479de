"""The publisher accounts for every record, whatever happens to the requests that carry them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from productiv_client import models
from spokebridge._async.productiv.client import AsyncProductiv
from spokebridge._async.publisher import AsyncPublisher
from spokebridge.concurrency import aio
from spokebridge.errors import (
    ApiError,
    AuthenticationError,
    BadRequest,
    ConfigurationError,
    ConnectionFailed,
    Forbidden,
    MethodNotAllowed,
    NotFound,
    RateLimited,
    SchemaDrift,
    ServerError,
    SpokebridgeError,
    Timeout,
    Unauthorized,
    error_class,
)
from spokebridge.options import RetryPolicy
from spokebridge.plugins import Abort, ChunkSent, hookimpl
from spokebridge.plugins.manager import Plugins
from spokebridge.publishing import BadRecord, Feed, as_mapping
from spokebridge.report import Progress, PublishReport
from spokebridge.sandbox import ProductivOptions, Sandbox
from tests.support.misbehaving import Misbehaving, answer, reset

pytestmark = pytest.mark.anyio


def spend(number: int, **members: Any) -> dict[str, Any]:
    return {
        "signatureId": f"T-{number}",
        "created": 1_719_830_400_000 + number,
        "amount": Decimal("12.50"),
        "currency": "USD",
        "type": "expense",
        "vendor": "GitHub",
        **members,
    }


def _check(record: dict[str, Any]) -> None:
    if record.get("n") is None:
        raise BadRecord("n is missing")


FEED = Feed(
    operation="publishThings",
    to_wire=as_mapping,
    check=_check,
    encode=lambda record: json.dumps(record).encode(),
    identity=("n",),
    limit=10,
    prefix=b'{"records":[',
    suffix=b"]}",
)


class Server:
    """Keeps what it is sent, unless told to fail: `fails` looks at the numbers of a request and may raise."""

    def __init__(self, fails: Callable[[list[int]], None] = lambda numbers: None) -> None:
        self.requests: list[list[int]] = []
        self.kept: list[int] = []
        self._fails = fails

    async def send(self, body: bytes) -> object:
        numbers = [record["n"] for record in json.loads(body)["records"]]
        self.requests.append(numbers)
        self._fails(numbers)
        self.kept += numbers
        return None


async def publish(
    server: Server, records: Any, *, concurrency: int = 1, plugins: tuple[object, ...] = (), on_progress: Any = None
) -> PublishReport:
    publisher = AsyncPublisher(FEED, server.send, Plugins(plugins), concurrency=concurrency, on_progress=on_progress)
    return await publisher.run(records)


def things(count: int) -> list[dict[str, Any]]:
    return [{"n": number} for number in range(count)]


def failed(status: int, **members: Any) -> ApiError:
    said: dict[str, Any] = {"operation": "publishThings", "method": "POST", "route": "/things", "message": "said so"}
    return error_class(status)(**said, status_code=status, **members)


async def test_chunks_by_count_and_by_bytes() -> None:
    server = Server()
    report = await publish(server, things(25))
    assert [len(numbers) for numbers in server.requests] == [10, 10, 5]
    assert (report.accepted, report.requests, report.total) == (25, 3, 25)
    large = [{"n": number, "text": "x" * 1_500_000} for number in range(5)]
    server = Server()
    await publish(server, large)
    assert [len(numbers) for numbers in server.requests] == [2, 2, 1]
    server = Server()
    await publish(server, [{"n": 1, "text": "x" * 5_000_000}, {"n": 2}])
    assert server.requests == [[1], [2]]  # one that alone is too large travels alone


@pytest.mark.parametrize("poison", [{3}, {0}, {9}, {3, 4}, set(range(10)), {2, 5, 7}, {12, 17}])
@pytest.mark.parametrize("status", [400, 413, 422])
async def test_a_refused_chunk_is_halved_until_the_bad_records_stand_alone(poison: set[int], status: int) -> None:
    def fails(numbers: list[int]) -> None:
        if poison & set(numbers):
            raise failed(status, correlation_id="c-1")

    server = Server(fails)
    report = await publish(server, things(20))
    assert server.kept == [number for number in range(20) if number not in poison]
    assert [(item.index, item.key, item.status, item.reason, item.correlation_id) for item in report.rejected] == [
        (number, (number,), status, "said so", "c-1") for number in sorted(poison)
    ]
    assert (report.accepted, report.total) == (20 - len(poison), 20)
    assert report.requests == len(server.requests) <= 2 + 2 * len(poison) * 4


async def test_what_never_is_sent_has_its_outcome_too() -> None:
    class Dropper:
        @hookimpl
        def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any] | None:
            return None if record.get("n") == 4 else {**record, "n": record.get("n")}

    records: list[Any] = [{"n": 1}, {"n": 2}, {"n": 1}, {}, {"n": 4}, "text", None, 7, {"n": 1, "other": 2}]
    server = Server()
    report = await publish(server, records, plugins=(Dropper(),))
    assert server.kept == [1, 2]
    assert (report.accepted, report.duplicates, report.dropped) == (2, 2, 1)
    assert [(item.index, item.status) for item in report.rejected] == [(3, None), (5, None), (6, None), (7, None)]
    assert [item.reason for item in report.rejected][:2] == [
        "n is missing",
        "a str is not a record; pass the typed record or a mapping with wire names",
    ]
    assert report.total == 9


async def test_a_mapper_that_returns_no_record() -> None:
    class Odd:
        @hookimpl
        def spokebridge_map_outgoing(self, record: dict[str, Any]) -> Any:
            return "text" if record["n"] == 1 else record

    report = await publish(Server(), things(3), plugins=(Odd(),))
    assert [(item.index, item.reason) for item in report.rejected] == [
        (1, "a plugin made a str of it; map_outgoing gives a record or None")
    ]


async def test_one_odd_record_does_not_stop_the_run() -> None:
    records = [{"n": 1}, {"n": {1, 2}}, {"n": 3}]
    server = Server()
    report = await publish(server, records)
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
async def test_what_becomes_of_a_chunk(error: Exception, goes_on: bool, outcome: str, concurrency: int) -> None:
    def fails(numbers: list[int]) -> None:
        if 10 in numbers:
            raise error

    server = Server(fails)
    if goes_on:
        report = await publish(server, things(40), concurrency=concurrency)
        assert sorted(server.kept) == [*range(10), *range(20, 40)]
    else:
        with pytest.raises(type(error)) as found:
            await publish(server, things(40), concurrency=concurrency)
        report = vars(found.value)["report"]
        assert report.total == len(report.rejected) + report.accepted + len(report.unknown)
        assert report.accepted == len(server.kept)
    assert set(range(10, 20)) <= {item.index for item in getattr(report, outcome)}
    assert {item.reason for item in getattr(report, outcome) if item.index in range(10, 20)} == {
        "said so" if isinstance(error, ApiError) else str(error)
    }


async def test_a_doubt_from_an_earlier_attempt_is_not_forgotten() -> None:
    def fails(numbers: list[int]) -> None:
        error = failed(429)
        error.in_doubt = True
        raise error

    report = await publish(Server(fails), things(3))
    assert len(report.unknown) == 3


@pytest.mark.parametrize("error", [failed(401), failed(403), failed(404), AuthenticationError("no")], ids=str)
@pytest.mark.parametrize("concurrency", [1, 2, 5])
@pytest.mark.parametrize("at", [0, 15, 44])
async def test_a_stop_accounts_for_every_record_that_was_read(
    error: SpokebridgeError, concurrency: int, at: int
) -> None:
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
        await publish(server, source(), concurrency=concurrency)
    report = found.value.report
    assert report is not None
    assert report.total == len(read)
    assert len(read) <= at + 10 * (concurrency + 2)
    assert report.accepted == len(server.kept)
    outcomes = {item.index for item in report.rejected} | set(server.kept)
    assert outcomes == set(read)
    assert [item.index for item in report.rejected] == sorted(item.index for item in report.rejected)


@pytest.mark.parametrize("concurrency", [1, 3])
async def test_an_exception_of_the_input_goes_on_when_all_is_accounted_for(concurrency: int) -> None:
    class Broken(Exception):
        pass

    def source() -> Iterator[dict[str, Any]]:
        yield from things(34)
        raise Broken("the disk is gone")

    server = Server()
    with pytest.raises(Broken, match="the disk is gone") as found:
        await publish(server, source(), concurrency=concurrency)
    report = vars(found.value)["report"]
    assert sorted(server.kept) == list(range(30))
    assert (report.accepted, report.total) == (30, 34)
    assert [(item.index, item.reason) for item in report.rejected] == [
        (index, "not sent: the run was stopped") for index in range(30, 34)
    ]


async def test_an_exception_of_on_progress_stops_the_run_and_nothing_is_lost() -> None:
    def on_progress(progress: Progress) -> None:
        raise KeyError("mine")

    server = Server()
    with pytest.raises(KeyError, match="mine") as found:
        await publish(server, things(50), concurrency=2, on_progress=on_progress)
    report = vars(found.value)["report"]
    assert report.accepted == len(server.kept)
    assert report.total == len({item.index for item in report.rejected} | set(server.kept))


async def test_an_abort_of_a_mapper_stops_the_run() -> None:
    class Stopper:
        @hookimpl
        def spokebridge_map_outgoing(self, record: dict[str, Any]) -> dict[str, Any]:
            if record["n"] == 15:
                raise Abort("enough")
            return record

    server = Server()
    with pytest.raises(Abort) as found:
        await publish(server, things(50), plugins=(Stopper(),))
    assert found.value.report is not None
    assert server.kept == list(range(10))
    assert [item.index for item in found.value.report.rejected] == list(range(10, 16))


@pytest.mark.parametrize("concurrency", [1, 2, 4])
async def test_the_input_is_read_no_faster_than_chunks_leave(concurrency: int) -> None:
    read: list[int] = []
    ahead: list[int] = []
    server = Server(lambda numbers: ahead.append(len(read) - len(server.kept)))

    def source() -> Iterator[dict[str, Any]]:
        for number in range(200):
            read.append(number)
            yield {"n": number}

    report = await publish(server, source(), concurrency=concurrency)
    assert report.accepted == 200
    assert max(ahead) <= 10 * (concurrency + 1) + 1
    assert len(ahead) == 20


async def test_progress_only_grows_and_ends_complete() -> None:
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
    report = await publish(Server(fails), records, concurrency=3, on_progress=seen.append, plugins=(Watcher(),))
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


async def test_concurrency_is_bounded() -> None:
    running: list[int] = []
    most: list[int] = []

    class Slow(Server):
        async def send(self, body: bytes) -> object:
            running.append(1)
            most.append(len(running))
            await aio.sleep(0.005)
            running.pop()
            return await super().send(body)

    await publish(Slow(), things(100), concurrency=3)
    assert max(most) == 3
    with pytest.raises(ConfigurationError, match="concurrency is 0"):
        await publish(Server(), [], concurrency=0)


@pytest.mark.parametrize("records", [[], iter([]), (), {}.values()])
async def test_nothing_to_publish(records: Any) -> None:
    server = Server()
    report = await publish(server, records)
    assert (report.total, report.requests, server.requests) == (0, 0, [])


# the same through a client


BAD: list[tuple[dict[str, Any], str]] = [
    ({"created": datetime(2024, 7, 1)}, "created has no time zone"),
    ({"created": date(2024, 7, 1)}, "created is a date"),
    ({"created": None}, "created is missing"),
    ({"created": True}, "created is a bool"),
    ({"created": "2024-07-01"}, "created is a str"),
    ({"amount": 0.1 + 0.2}, "rounding noise"),
    ({"amount": "12"}, "amount is a str"),
    ({"amount": None}, "amount is missing"),
    ({"amount": float("nan")}, "finite"),
    ({"amount": Decimal("Infinity")}, "finite"),
    ({"currency": "usd"}, "ISO 4217"),
    ({"currency": "XXZ"}, "ISO 4217"),
    ({"currency": None}, "currency is missing"),
    ({"type": "bill"}, "use 'expense' or 'invoice'"),
    ({"vendor": " "}, "vendor is empty"),
    ({"signatureId": 7}, "signatureId is a int"),
    ({"extra": object()}, "cannot be written as JSON"),
]


async def test_bad_records_are_rejected_with_index_and_reason_before_they_are_sent(sandbox: Sandbox) -> None:
    records = [spend(0), *(spend(number, **members) for number, (members, _) in enumerate(BAD, 1)), spend(99)]
    async with AsyncProductiv(**sandbox.productiv) as productiv:
        report = await productiv.spend.publish("figma", records)
    assert report.accepted == 2
    assert len(report.rejected) == len(BAD)
    for number, (item, (_, reason)) in enumerate(zip(report.rejected, BAD, strict=True), 1):
        assert item.index == number
        assert reason in item.reason
        assert item.status is None
    assert [record["signatureId"] for record in sandbox.received_spend("figma")] == ["T-0", "T-99"]


async def test_values_arrive_exactly(sandbox: Sandbox) -> None:
    moment = datetime(2024, 7, 1, 9, 0, 0, 123000, tzinfo=UTC)
    typed = models.SpendDataRecord(
        signature_id="T-1", created=moment, amount=Decimal("0.10"), currency="NZD", type="invoice", vendor="A"
    )
    async with AsyncProductiv(**sandbox.productiv) as productiv:
        plain = spend(2, created=moment, amount=19.99, team="x", note=None)
        report = await productiv.spend.publish("figma", [typed, plain])
    assert report.accepted == 2
    first, second = sandbox.received_spend("figma")
    assert (str(first["amount"]), first["created"]) == ("0.10", 1_719_824_400_123)
    assert (str(second["amount"]), second["team"], "note" in second) == ("19.99", "x", False)


async def test_thousands_of_records_travel_in_thousands(sandbox: Sandbox) -> None:
    async with AsyncProductiv(**sandbox.productiv) as productiv:
        report = await productiv.spend.publish("figma", (spend(number) for number in range(2500)), concurrency=3)
    assert (report.accepted, report.requests) == (2500, 3)
    assert sandbox.count("publishSpendData") == 3
    assert len(sandbox.received_spend("figma")) == 2500


async def test_transport_faults_are_healed_by_repeating(sandbox: Sandbox) -> None:
    sandbox.fail("publishSpendData", kind="reset", applied=True)
    sandbox.fail("publishSpendData", after=2, status=500, applied=True)
    sandbox.fail("publishSpendData", after=3, status=429, retry_after=0)
    sandbox.fail("publishSpendData", after=5, kind="truncated")
    sandbox.fail("publishSpendData", after=6, kind="html")
    async with AsyncProductiv(**sandbox.productiv) as productiv:
        report = await productiv.spend.publish("figma", (spend(number) for number in range(3500)), concurrency=1)
    assert (report.accepted, report.unknown, report.rejected) == (3500, [], [])
    assert len(sandbox.received_spend("figma")) == 3500


async def test_429_after_all_attempts_is_a_rejection_and_lost_answers_are_unknown(sandbox: Sandbox) -> None:
    sandbox.fail("publishSpendData", times=2, status=429, message="slow down")
    sandbox.fail("publishSpendData", times=2, after=2, kind="reset")
    policy = RetryPolicy(attempts=2)
    async with AsyncProductiv(**sandbox.productiv, retry=policy) as productiv:
        report = await productiv.spend.publish("figma", (spend(number) for number in range(3000)), concurrency=1)
    assert [len(report.rejected), len(report.unknown), report.accepted] == [1000, 1000, 1000]
    assert report.rejected[0].reason == "slow down"
    assert report.rejected[0].status == 429
    assert report.unknown[0].index == 1000


async def test_a_lost_answer_then_a_refusal_leaves_the_fate_open(sandbox: Sandbox) -> None:
    """The first attempt took effect and its answer was lost; the second was turned away: the server has the records."""
    sandbox.fail("publishSpendData", kind="reset", applied=True)
    sandbox.fail("publishSpendData", after=1, times=9, status=429)
    async with AsyncProductiv(**sandbox.productiv, retry=RetryPolicy(attempts=2)) as productiv:
        report = await productiv.spend.publish("figma", [spend(1)])
    assert len(sandbox.received_spend("figma")) == 1
    assert (report.accepted, len(report.rejected), len(report.unknown)) == (0, 0, 1)


@pytest.mark.parametrize(
    ("status", "kind"), [(401, Unauthorized), (403, Forbidden), (404, NotFound), (405, MethodNotAllowed)]
)
async def test_what_more_records_would_meet_as_well_stops_the_run(sandbox: Sandbox, status: int, kind: Any) -> None:
    sandbox.fail("publishSpendData", after=2, times=99, status=status)
    async with AsyncProductiv(**sandbox.productiv) as productiv:
        with pytest.raises(kind) as found:
            await productiv.spend.publish("figma", (spend(number) for number in range(10_000)), concurrency=2)
    report = found.value.report
    assert report is not None
    assert report.accepted == len(sandbox.received_spend("figma")) == 2000
    assert report.total <= 6001
    assert report.total == report.accepted + len(report.rejected)


async def test_a_missing_scope_is_named_and_stops_the_run() -> None:
    with Sandbox(productiv_options=ProductivOptions(granted_scopes=frozenset())) as sandbox:
        async with AsyncProductiv(**sandbox.productiv) as productiv:
            with pytest.raises((AuthenticationError, Forbidden)) as found:
                await productiv.spend.publish("figma", [spend(1)])
    assert found.value.report is not None
    assert found.value.report.total == 1


async def test_a_refused_connection_never_counts_as_unknown() -> None:
    with Misbehaving(reset, reset) as server:
        settings = {**server.productiv, "base_url": "http://127.0.0.1:1"}
        async with AsyncProductiv(**settings) as productiv:
            report = await productiv.spend.publish("figma", [spend(1)])
    assert (len(report.rejected), len(report.unknown)) == (1, 0)


async def test_an_abort_after_the_answer_leaves_no_rejection() -> None:
    class Stopper:
        @hookimpl
        def spokebridge_after_response(self, response: Any) -> None:
            raise Abort("enough")

    with Misbehaving(answer(body={"success": True})) as server:
        async with AsyncProductiv(**server.productiv, plugins=[Stopper()]) as productiv:
            with pytest.raises(Abort) as found:
                await productiv.spend.publish("figma", [spend(1)])
    assert found.value.report is not None
    assert (len(found.value.report.rejected), len(found.value.report.unknown)) == (0, 1)


def test_the_kinds_of_outcome_are_all_looked_at() -> None:
    assert {type(error) for error, _, _ in DECIDED} >= {RateLimited, ServerError, NotFound, Forbidden, Unauthorized}
    assert BadRequest not in {type(error) for error, _, _ in DECIDED}  # halved instead
