"""What the asynchronous half does that the synchronous one cannot: being cancelled, and moving between event loops."""

from __future__ import annotations

import asyncio
import gc
import itertools
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import pytest

from spokebridge import AsyncNineSpokes, Productiv
from spokebridge._async.publisher import STRETCH, AsyncPublisher
from spokebridge.concurrency import aio, threads
from spokebridge.deliveries.manifest import Remembered
from spokebridge.deliveries.plan import Target
from spokebridge.errors import ConfigurationError, Timeout
from spokebridge.limits import bucket_for
from spokebridge.options import RateLimit, Timeouts
from spokebridge.plugins.manager import Plugins
from spokebridge.publishing import Feed, as_mapping
from spokebridge.report import Progress
from spokebridge.sandbox import Sandbox
from tests.support.misbehaving import Misbehaving, answer, hang, raw

TARGET = Target("publishThings", "here", "me")
COMPANIES = answer(body={"details": []})
FEED = Feed(
    operation="publishThings",
    to_wire=as_mapping,
    check=lambda record: None,
    encode=lambda record: json.dumps(record).encode(),
    identity=("n",),
    limit=10,
    prefix=b'{"records":[',
    suffix=b"]}",
)


def test_both_modules_have_the_same_shape() -> None:
    assert [name for name in threads.__all__ if not hasattr(aio, name)] == []


def test_reading_a_long_list_does_not_hold_up_the_event_loop() -> None:
    turns, before_the_end = itertools.count(), list[int]()

    async def others() -> None:
        while True:
            next(turns)
            await asyncio.sleep(0)

    def source() -> Iterator[dict[str, Any]]:
        yield from ({"n": number} for number in range(10 * STRETCH))
        before_the_end.append(next(turns))

    async def send(_body: bytes) -> object:
        return None

    async def main() -> None:
        task = asyncio.create_task(others())
        feed = replace(FEED, limit=100 * STRETCH)
        report = await AsyncPublisher(feed, send, Plugins(), Remembered(feed, TARGET), concurrency=1).run(source())
        task.cancel()
        assert report.accepted == 10 * STRETCH

    asyncio.run(main())
    assert before_the_end[0] >= 10


def test_a_cancelled_publish_stops_reading_and_sending() -> None:
    sent: list[int] = []
    read: list[int] = []
    closed: list[bool] = []

    async def send(body: bytes) -> object:
        sent.append(len(body))
        await asyncio.sleep(0.01 if len(sent) == 1 else 60)
        return None

    async def source() -> AsyncIterator[dict[str, Any]]:
        try:
            for number in range(1000):
                read.append(number)
                yield {"n": number}
        finally:
            closed.append(True)

    async def main() -> None:
        publisher = AsyncPublisher(FEED, send, Plugins(), Remembered(FEED, TARGET), concurrency=2)
        task = asyncio.create_task(publisher.run(source()))
        while len(sent) < 3:
            await asyncio.sleep(0.002)
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as found:
            await task
        report = vars(found.value)["report"]
        assert (report.accepted, report.total) == (10, len(read))
        assert [item.index for item in report.unknown] == list(range(10, 30))
        assert [item.index for item in report.rejected] == list(range(30, len(read)))
        before = (len(sent), len(read))
        await asyncio.sleep(0.03)
        assert (len(sent), len(read)) == before
        assert [other for other in asyncio.all_tasks() if other is not asyncio.current_task()] == []

    asyncio.run(main())
    assert len(read) <= 41
    assert closed == [True]


def test_an_async_input_is_closed_when_the_run_stops() -> None:
    closed: list[bool] = []

    async def send(body: bytes) -> object:
        raise RuntimeError("broken")

    async def source() -> AsyncIterator[dict[str, Any]]:
        try:
            for number in range(1000):
                yield {"n": number}
        finally:
            closed.append(True)

    async def main() -> None:
        with pytest.raises(RuntimeError, match="broken"):
            await AsyncPublisher(FEED, send, Plugins(), Remembered(FEED, TARGET), concurrency=1).run(source())
        assert closed == [True]

    asyncio.run(main())


def test_a_client_may_move_from_loop_to_loop() -> None:
    with Misbehaving(COMPANIES) as server:
        nine = AsyncNineSpokes(**server.ninespokes)

        async def call() -> object:
            found = await asyncio.gather(*(nine.companies.list() for _ in range(5)))
            await nine._caller.transport._pool().aclose()  # leaves no socket behind on a loop that ends
            nine._caller.transport._pools.take()
            return found

        for _ in range(3):
            assert asyncio.run(call()) == [[]] * 5
        assert len(server.calls) == 15


def test_pools_of_closed_loops_are_forgotten() -> None:
    local: aio.Local[object] = aio.Local()

    async def get() -> object:
        assert local.get(object) is local.get(object)
        return local.get(object)

    values = [asyncio.run(get()) for _ in range(4)]
    assert len({id(value) for value in values}) == 4
    assert len(local._values) == 1


def test_a_cancelled_turn_is_given_back() -> None:
    limit = RateLimit(1, seconds=1000)
    with Misbehaving(COMPANIES) as server:

        async def main() -> None:
            async with AsyncNineSpokes(**server.ninespokes, rate_limit=limit, timeout=Timeouts(total=None)) as nine:
                await nine.companies.list()
                waiting = [asyncio.create_task(nine.companies.list()) for _ in range(20)]
                await asyncio.sleep(0.01)
                for task in waiting:
                    task.cancel()
                await asyncio.gather(*waiting, return_exceptions=True)
                bucket = bucket_for(server.url.removeprefix("http://"), nine._caller.credential.id, limit)
                assert bucket.reserve() == pytest.approx(1000, abs=5)

        asyncio.run(main())
        assert len(server.calls) == 1


def test_a_cancelled_call_leaves_the_pool_usable() -> None:
    with Misbehaving(hang, COMPANIES) as server:

        async def main() -> None:
            async with AsyncNineSpokes(**server.ninespokes) as nine:
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(nine.companies.list(), 0.05)
                assert await nine.companies.list() == []

        asyncio.run(main())


def test_the_total_deadline_holds_against_trickled_headers() -> None:
    """Only a task can be interrupted in the middle of a head; a thread goes on until the head is complete."""
    pieces = [b"HTTP/1.1 200 OK\r\n", *(b"X-%d: y\r\n" % number for number in range(200))]
    with Misbehaving(raw(*pieces, pause=0.02)) as server:

        async def main() -> None:
            async with AsyncNineSpokes(**server.ninespokes, timeout=Timeouts(total=0.15)) as nine:
                with pytest.raises(Timeout, match="the deadline of the call passed"):
                    await nine.companies.list()

        asyncio.run(asyncio.wait_for(main(), 1))


def test_errors_of_dropped_jobs_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise RuntimeError("nobody's")

    async def main() -> None:
        async with aio.Workers(2) as workers:
            workers.start(fail)
            await asyncio.sleep(0.01)
        gc.collect()

    asyncio.run(main())
    assert caplog.records == []


def test_leaving_a_loop_over_a_pager_early_leaves_nothing_running() -> None:
    with Sandbox() as sandbox:
        connection = sandbox.ninespokes_store.add_connection(sandbox.ninespokes_store.add_company("Tiles").id)
        sandbox.ninespokes_store.make_up_bills(connection.id, 100)

        async def main() -> None:
            async with AsyncNineSpokes(**sandbox.ninespokes) as nine:
                async for _ in nine.data.bills(connection.company, connection.id, page_size=5, concurrency=4):
                    break
                gc.collect()
                await asyncio.sleep(0.05)
                assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []

        asyncio.run(main())


def test_the_synchronous_half_says_that_it_takes_no_asynchronous_input() -> None:
    async def source() -> AsyncIterator[dict[str, Any]]:
        yield {}

    productiv = Productiv("id", "secret")
    with pytest.raises(ConfigurationError, match="a async_generator was passed as records; pass an Iterable"):
        productiv.spend.publish("figma", source())  # type: ignore[arg-type]


def test_a_callback_may_be_a_coroutine_function_where_it_can_be_awaited() -> None:
    seen: list[int] = []

    async def on_progress(progress: Progress) -> None:
        await asyncio.sleep(0)
        seen.append(progress.accepted)

    async def send(body: bytes) -> object:
        return None

    async def main() -> None:
        publisher = AsyncPublisher(FEED, send, Plugins(), concurrency=1, on_progress=on_progress)
        await publisher.run({"n": number} for number in range(25))

    asyncio.run(main())
    assert seen == [10, 20, 25]
    with pytest.raises(TypeError, match="the callback returned something to be awaited; a synchronous client cannot"):
        threads.called(on_progress, Progress(0, 0, 0, 0, 0, 0))
