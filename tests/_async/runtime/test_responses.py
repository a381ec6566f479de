"""The answers behind typed values."""

from __future__ import annotations

import msgspec
import pytest

from spokebridge._async.ninespokes.client import AsyncNineSpokes
from spokebridge._async.productiv.client import AsyncProductiv
from spokebridge.sandbox import Sandbox

pytestmark = pytest.mark.anyio


async def test_show_status_headers_bytes_and_value(sandbox: Sandbox) -> None:
    async with AsyncProductiv(**sandbox.productiv) as productiv:
        with productiv.responses() as seen:
            apps = await productiv.apps.list()
        await productiv.apps.list()
    (answer,) = seen
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.value is apps
    assert len(msgspec.json.decode(answer.content)["Apps"]) == len(apps.apps)


async def test_follow_into_pages_read_ahead_and_copies_of_the_client(sandbox: Sandbox) -> None:
    connection = sandbox.ninespokes_store.add_example(30)
    async with AsyncNineSpokes(**sandbox.ninespokes) as ninespokes:
        copy = ninespokes.with_options(strict=True)
        with ninespokes.responses() as seen:
            pager = copy.data.bills(connection.company, connection.id, page_size=10, concurrency=3)
            bills = [bill async for bill in pager]
    assert len(bills) == 30
    assert {answer.operation for answer in seen} == {"listBills"}
    assert len(seen) >= 3


async def test_another_client_is_not_heard(sandbox: Sandbox) -> None:
    async with AsyncProductiv(**sandbox.productiv) as one, AsyncProductiv(**sandbox.productiv) as other:
        with one.responses() as seen:
            await other.apps.list()
    assert seen == []
