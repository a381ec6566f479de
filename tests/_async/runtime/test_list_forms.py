"""9Spokes data lists in every form an answer may come in."""

from __future__ import annotations

from typing import Any

import pytest

from spokebridge._async.ninespokes.client import AsyncNineSpokes
from spokebridge._async.pager import AsyncPager
from spokebridge.errors import NotFound, SchemaDrift
from spokebridge.plugins import hookimpl
from tests._async.runtime.listing import bodies, read, read_from, rows
from tests.support.misbehaving import Misbehaving, answer

pytestmark = pytest.mark.anyio


async def test_rows_without_a_payload_keep_their_place() -> None:
    first = {"results": [{"data": None}, None, {}, {"transaction_reference": "B-0003"}], "total": 5}
    found, offsets = await read_from([first, {"results": rows(4), "total": 5}], page_size=4)
    assert found == [None, None, None, "B-0003", "B-0004"]
    assert offsets == ["0", "4"]


async def test_what_cannot_be_typed_is_given_as_it_came() -> None:
    body = {"results": ["odd", {"data": 7}, {"data": {"transaction_reference": 7}}], "total": 3}
    with Misbehaving(answer(body=body)) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            found: list[Any] = [bill async for bill in nine.data.bills("c", "n")]
    assert found[:2] == ["odd", 7]
    assert found[2].transaction_reference == 7


@pytest.mark.parametrize("body", [{"records": rows(0)}, {"results": "none"}, {"results": {"0": {}}}, "text", 7])
async def test_a_body_without_a_list_is_not_an_empty_list(body: Any) -> None:
    with Misbehaving(answer(body=body)) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            with pytest.raises(SchemaDrift, match=r"listBills .*holds no list under"):
                await read(nine.data.bills("c", "n"))
        assert len(server.calls) == 1


async def test_drift_in_another_container_is_reported_once_and_strict_refuses_it() -> None:
    class Watcher:
        def __init__(self) -> None:
            self.paths: list[str] = []

        @hookimpl
        def spokebridge_on_drift(self, event: Any) -> None:
            self.paths.append(event.path)

    watcher = Watcher()
    body = {"status": "ok", "details": {"results": [{"data": {"line_items": 7}}], "total": 1}}
    with Misbehaving(answer(body=body)) as server:
        async with AsyncNineSpokes(**server.ninespokes, plugins=[watcher]) as nine:
            assert len(await read(nine.data.bills("c", "n"))) == 1
            assert watcher.paths.count("$.results[0].data.line_items") == 1
            with pytest.raises(SchemaDrift):
                await read(nine.with_options(strict=True).data.bills("c", "n"))


ALIASES = [
    ("contacts", "contacts", {"contact": {"id": "1"}}),
    ("leaves", "leaves", {"leave": {"id": "1"}}),
    ("pay_run_summary", "payRunSummary", {"pay_run_summary": {"hours": 1}}),
    ("staff_wages", "staffWages", {"staff_wages": {"gross_pay": 1}}),
    ("web_analytics", "webAnalytics", {"bounce_rate": "33%"}),
]


class OldPaths:
    """Knows the alias path only."""

    def __call__(self, connection: Any, server: Misbehaving, asked: Any) -> bool:
        if "/data/" in asked.path:
            return answer(404, {"message": "no such path"})(connection, server, asked)
        return answer(body={"results": [self.record], "total": 1})(connection, server, asked)

    def __init__(self, record: Any) -> None:
        self.record = record


@pytest.mark.parametrize(("method", "segment", "record"), ALIASES)
async def test_the_other_path_is_tried_once_and_remembered(method: str, segment: str, record: Any) -> None:
    with Misbehaving(OldPaths(record)) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            for client in (nine, nine, nine.with_options(timeout=3)):
                pager: AsyncPager[Any] = getattr(client.data, method)("c", "n")
                assert len([item async for item in pager]) == 1
        paths = [asked.path for asked in server.calls]
    described, other = f"/companies/c/connections/n/data/{segment}", f"/companies/c/connections/n/{segment}"
    assert paths == [described, other, other, other]


async def test_when_both_paths_are_unknown_the_error_is_that_of_the_first() -> None:
    with Misbehaving(answer(404, {"message": "first"}), answer(404, {"message": "second"})) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            with pytest.raises(NotFound, match="first"):
                async for _ in nine.data.contacts("c", "n"):
                    pass
            assert len(server.calls) == 2
            with pytest.raises(NotFound):
                await read(nine.data.bills("c", "n"))
            assert len(server.calls) == 3  # bills have one path


async def test_web_analytics_in_both_containers() -> None:
    for key in ("data", "results"):
        with Misbehaving(*bodies({key: [{"bounce_rate": "33%"}]}, {key: []})) as server:
            async with AsyncNineSpokes(**server.ninespokes) as nine:
                assert [found.bounce_rate async for found in nine.data.web_analytics("c", "n")] == ["33%"]


@pytest.mark.parametrize(
    "body",
    [
        {"result": {"business": {"name": "Tiles"}}},
        {"business": {"name": "Tiles"}},
        {"status": "ok", "details": {"result": {"business": {"name": "Tiles"}}}},
        {"result": {"name": "Tiles"}},
    ],
)
async def test_a_business_in_every_form(body: Any) -> None:
    with Misbehaving(answer(body=body)) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            assert (await nine.data.business("c", "n")).name == "Tiles"


@pytest.mark.parametrize("body", [[], "text"])
async def test_no_business(body: Any) -> None:
    with Misbehaving(answer(body=body)) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            with pytest.raises(SchemaDrift, match="getBusiness"):
                await nine.data.business("c", "n")


@pytest.mark.parametrize("details", [{"name": "Tiles"}, None, [], "done"])
async def test_details_of_every_kind(details: Any) -> None:
    with Misbehaving(answer(body={"status": "ok", "details": details})) as server:
        async with AsyncNineSpokes(**server.ninespokes) as nine:
            confirmed: Any = await nine.companies.delete("c")
            assert confirmed == details
            if details != "done":
                listed = await nine.companies.list()
                assert [company.name for company in listed] == (["Tiles"] if details else [])
            if not isinstance(details, dict):
                with pytest.raises(SchemaDrift, match="HTTP 200, the answer holds no object under `details`"):
                    await nine.companies.get("c")
