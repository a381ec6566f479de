"""Paging by offset neither loses nor repeats a record."""

from __future__ import annotations

from typing import Any

import pytest

from spokebridge._async.ninespokes.client import AsyncNineSpokes
from spokebridge.concurrency import aio
from spokebridge.errors import ConfigurationError, PaginationStalled
from spokebridge.sandbox import NineSpokesOptions, Sandbox
from tests._async.runtime.listing import EMPTY, TOTALS, names, read, read_from, rows, store
from tests.support.misbehaving import Misbehaving, answer, slowly

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("envelope", ["none", "members", "details"])
@pytest.mark.parametrize("total", TOTALS)
@pytest.mark.parametrize("cap", [None, 7])
async def test_every_record_once_whatever_the_server_does(envelope: Any, total: Any, cap: int | None) -> None:
    options = NineSpokesOptions(data_envelope=envelope, total=total, page_cap=cap, null_for_empty=True)
    with Sandbox(ninespokes_options=options) as sandbox:
        bills = store(sandbox, 45)
        async with AsyncNineSpokes(**sandbox.ninespokes, strict=envelope != "details") as nine:
            for concurrency in (1, 4):
                for page_size in (1, 10, 15, 100):
                    pager = nine.data.bills(bills.company, bills.id, page_size=page_size, concurrency=concurrency)
                    assert await read(pager) == names(range(45))


@pytest.mark.parametrize("total", TOTALS)
async def test_an_empty_list(total: Any) -> None:
    options = NineSpokesOptions(total=total, null_for_empty=True)
    with Sandbox(ninespokes_options=options) as sandbox:
        bills = store(sandbox, 0)
        async with AsyncNineSpokes(**sandbox.ninespokes) as nine:
            assert await read(nine.data.bills(bills.company, bills.id, concurrency=3)) == []


async def test_a_total_saves_the_last_question_and_the_look_ahead_stops_at_it(sandbox: Sandbox) -> None:
    bills = store(sandbox, 45)
    async with AsyncNineSpokes(**sandbox.ninespokes) as nine:
        await read(nine.data.bills(bills.company, bills.id, page_size=10))
        assert sandbox.count("listBills") == 5
        await read(nine.data.bills(bills.company, bills.id, page_size=10, concurrency=3))
        assert sandbox.count("listBills") == 10


@pytest.mark.parametrize(
    ("pages", "expected", "offsets"),
    [
        ([{"results": rows(0, 1)}, {"results": rows(2)}, EMPTY], 3, ["0", "2", "3"]),
        ([{"results": rows(0, 1), "total": 2}, EMPTY], 2, ["0", "2"]),  # a full page may be all that its total counts
        ([{"results": rows(0, 1), "total": 2}, {"results": rows(2), "total": 1}, EMPTY], 3, ["0", "2", "3"]),
        ([{"results": rows(0), "total": 1}], 1, ["0"]),
        ([{"results": rows(0, 1), "total": 1}, {"results": rows(2)}, EMPTY], 3, ["0", "2", "3"]),
        ([{"results": rows(0), "total": 9}, {"results": rows(1), "total": 2}], 2, ["0", "1"]),
        ([{"results": rows(0), "total": 9}, {"results": [], "total": 1}], 1, ["0", "1"]),  # one was deleted meanwhile
        (
            [{"results": rows(0), "total": 2}, {"results": [], "total": 2}, {"results": rows(1), "total": 2}],
            2,
            ["0", "1", "1"],
        ),
        ([{"results": rows(0), "total": "2"}, {"results": rows(1), "total": "2"}], 2, ["0", "1"]),
        ([{"results": rows(0), "total": -1}, EMPTY], 1, ["0", "1"]),
        ([{"results": rows(0), "total": None}, {"results": None}], 1, ["0", "1"]),
        ([{"data": rows(0, 1)}, {"details": {"results": rows(2)}}, None], 3, ["0", "2", "3"]),
        ([[*rows(0, 1)], []], 2, ["0", "2"]),
    ],
)
async def test_totals_and_ends(pages: list[Any], expected: int, offsets: list[str]) -> None:
    assert await read_from(pages, page_size=2) == (names(range(expected)), offsets)


@pytest.mark.parametrize("concurrency", [1, 3])
async def test_an_announced_end_that_never_comes_is_an_error(concurrency: int) -> None:
    def act(connection: Any, server: Misbehaving, asked: Any) -> bool:
        first = asked.target.endswith("%24skip=0")
        body = {"results": rows(0) if first else [], "total": 5}
        return answer(body=body, headers={"X-Request-Id": asked.target[-1]})(connection, server, asked)

    with Misbehaving(act) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            found = []
            with pytest.raises(
                PaginationStalled,
                match=r"listBills \(GET .*\): the server counts 5 records but gives none from offset 1 on; "
                "correlation id 1; 1 attempt. Go on later",
            ) as caught:
                async for bill in nine.data.bills("c", "n", concurrency=concurrency):
                    found.append(bill.transaction_reference)
        assert found == names([0])
        assert (caught.value.operation, caught.value.correlation_id, caught.value.attempts) == ("listBills", "1", 1)


@pytest.mark.parametrize("concurrency", [1, 3])
async def test_an_empty_page_in_the_middle_loses_nothing(concurrency: int) -> None:
    failed: set[int] = set()

    def act(connection: Any, server: Misbehaving, asked: Any) -> bool:
        skip = int(asked.target.rpartition("%24skip=")[2].split("&")[0])
        empty = skip in (2, 6) and skip not in failed
        failed.add(skip)
        found = [] if empty else rows(*range(skip, min(skip + 2, 10)))
        return answer(body={"results": found, "total": 10})(connection, server, asked)

    with Misbehaving(act) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            assert await read(nine.data.bills("c", "n", page_size=2, concurrency=concurrency)) == names(range(10))


@pytest.mark.parametrize("concurrency", [1, 3])
async def test_a_server_that_ignores_the_offset_is_an_error_and_gives_each_record_once(concurrency: int) -> None:
    with Misbehaving(answer(body={"results": rows(0, 1, 2)})) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            found = []
            with pytest.raises(PaginationStalled, match="repeats the page before from offset 3 on"):
                async for bill in nine.data.bills("c", "n", page_size=3, concurrency=concurrency):
                    found.append(bill.transaction_reference)
    assert found == names(range(3))


async def test_a_page_that_came_twice_is_asked_for_again() -> None:
    pages = [{"results": rows(0, 1)}, {"results": rows(0, 1)}, {"results": rows(2, 3)}, EMPTY]
    assert await read_from(pages, page_size=2) == (names(range(4)), ["0", "2", "2", "4"])


async def test_a_page_from_before_is_asked_for_once_more_and_then_believed() -> None:
    first, second, third = ({"results": rows(*pair)} for pair in ((0, 1), (2, 3), (4, 5)))
    pages = [first, second, first, third, second, second, EMPTY]
    assert await read_from(pages, page_size=2) == (names([0, 1, 2, 3, 4, 5, 2, 3]), ["0", "2", "4", "4", "6", "6", "8"])


async def test_equal_records_are_no_repeated_page() -> None:
    wages = {"staff_wages": {"employment_type": "FULL-TIME", "gross_pay": 19000}}
    with Sandbox(ninespokes_options=NineSpokesOptions(total="omit")) as sandbox:
        connection = store(sandbox, 0)
        sandbox.ninespokes_store.add_records(connection.id, "staffWages", [wages] * 6)
        async with AsyncNineSpokes(**sandbox.ninespokes) as nine:
            for size in (1, 2, 3):
                pager = nine.data.staff_wages(connection.company, connection.id, page_size=size)
                assert len([wage async for wage in pager]) == 6


@pytest.mark.parametrize("options", [{"page_size": 0}, {"concurrency": 0}, {"page_size": -1}])
async def test_sizes_that_make_no_sense(options: Any) -> None:
    async with AsyncNineSpokes("key", base_url="http://127.0.0.1:1") as nine:
        with pytest.raises(ConfigurationError, match="use 1 or more"):
            nine.data.bills("c", "n", **options)


async def test_look_ahead_keeps_order_and_throws_wrong_guesses_away() -> None:
    """Later pages arrive before earlier ones, and the first page is shorter than asked."""
    served = [{"data": {"transaction_reference": f"B-{number:04}"}} for number in range(40)]

    def act(connection: Any, server: Misbehaving, asked: Any) -> bool:
        skip = int(asked.target.rpartition("%24skip=")[2].split("&")[0])
        size = 6 if skip == 0 else 9 if skip < 20 else 10
        body = {"results": served[skip : skip + size], "total": 40}
        return slowly(0.03 if skip % 2 == 0 else 0.0, answer(body=body))(connection, server, asked)

    with Misbehaving(act) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            assert await read(nine.data.bills("c", "n", page_size=10, concurrency=4)) == names(range(40))


async def test_a_failing_guess_is_nobodys_error() -> None:
    """The page after the end fails; the list does not need it."""

    def act(connection: Any, server: Misbehaving, asked: Any) -> bool:
        skip = int(asked.target.rpartition("%24skip=")[2].split("&")[0])
        if skip > 2:
            return answer(400, {"message": "past the end"})(connection, server, asked)
        return answer(body={"results": rows(*range(skip, 2))})(connection, server, asked)

    with Misbehaving(act) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            assert await read(nine.data.bills("c", "n", page_size=2, concurrency=4)) == names(range(2))


@pytest.mark.parametrize("kind", ["reset", "truncated", "html", "status"])
async def test_faults_in_the_middle_are_not_noticed(sandbox: Sandbox, kind: Any) -> None:
    bills = store(sandbox, 25)
    sandbox.fail("listBills", after=1, times=2, kind=kind)
    async with AsyncNineSpokes(**sandbox.ninespokes) as nine:
        assert await read(nine.data.bills(bills.company, bills.id, page_size=10, concurrency=2)) == names(range(25))
    assert {request.fault for request in sandbox.requests} == {None, kind}


@pytest.mark.parametrize("total", TOTALS)
@pytest.mark.parametrize("kind", ["duplicate_page", "short_page"])
async def test_pages_that_go_wrong_in_the_middle_lose_nothing(kind: Any, total: Any) -> None:
    with Sandbox(ninespokes_options=NineSpokesOptions(total=total)) as sandbox:
        bills = store(sandbox, 45)
        for after in (1, 4):
            sandbox.fail("listBills", after=after, times=2, kind=kind)
        async with AsyncNineSpokes(**sandbox.ninespokes) as nine:
            assert await read(nine.data.bills(bills.company, bills.id, page_size=10)) == names(range(45))
        assert kind in {request.fault for request in sandbox.requests}


async def test_leaving_early_stops_the_look_ahead(sandbox: Sandbox) -> None:
    bills = store(sandbox, 200)
    async with AsyncNineSpokes(**sandbox.ninespokes) as nine:
        async with aio.closing(
            nine.data.bills(bills.company, bills.id, page_size=1, concurrency=4).__aiter__()
        ) as items:
            async for _ in items:
                break
        asked = sandbox.count("listBills")
        await aio.sleep(0.05)
        assert asked <= 8
        assert sandbox.count("listBills") <= asked + 3
