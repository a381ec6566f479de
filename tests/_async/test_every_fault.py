"""What the clients make of everything that the sandbox can get wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from spokebridge import AsyncNineSpokes, AsyncProductiv
from spokebridge.drift import DriftEvent
from spokebridge.errors import PaginationStalled, SchemaDrift
from spokebridge.options import RetryPolicy
from spokebridge.plugins import hookimpl
from spokebridge.sandbox import FaultKind, Sandbox

pytestmark = pytest.mark.anyio

AT_ONCE = RetryPolicy(base=0.001, ceiling=0.002)
COUNT = 25


class Drift:
    def __init__(self) -> None:
        self.paths: list[str] = []

    @hookimpl
    def spokebridge_on_drift(self, event: DriftEvent) -> None:
        self.paths.append(event.path)


async def bills(sandbox: Sandbox, **settings: Any) -> list[Any]:
    connection = sandbox.ninespokes_store.add_example(COUNT)
    async with AsyncNineSpokes(**sandbox.ninespokes, retry=AT_ONCE, **settings) as ninespokes:
        found = ninespokes.data.bills(connection.company, connection.id, page_size=10)
        return [bill async for bill in found]


@pytest.mark.parametrize("kind", ["status", "reset", "truncated", "html"])
async def test_what_passes_is_tried_again(sandbox: Sandbox, kind: FaultKind) -> None:
    fault = sandbox.fail("listBills", kind=kind, after=1, times=2, status=503)
    assert len({bill.transaction_reference for bill in await bills(sandbox)}) == COUNT
    assert (fault.fired, sandbox.count("listBills")) == (2, 5)


@pytest.mark.parametrize("retry_after", [None, 0])
async def test_too_many_requests(sandbox: Sandbox, retry_after: float | None) -> None:
    sandbox.fail("listBills", status=429, retry_after=retry_after)
    assert len(await bills(sandbox)) == COUNT


async def test_a_token_that_counts_no_longer(sandbox: Sandbox) -> None:
    sandbox.fail("getProvisionedUsers", kind="revoke_token")
    async with AsyncProductiv(**sandbox.productiv) as productiv:
        assert [user async for user in productiv.provisioned_users.list("figma")] == []
    assert sandbox.token_requests == 2


@pytest.mark.parametrize("times", [1, 3])
async def test_short_pages_lose_nothing(sandbox: Sandbox, times: int) -> None:
    sandbox.fail("listBills", kind="short_page", times=times)
    assert len({bill.transaction_reference for bill in await bills(sandbox)}) == COUNT


async def users(sandbox: Sandbox) -> list[str]:
    async with AsyncProductiv(**sandbox.productiv) as productiv:
        found = productiv.apps.users("figma", as_of_date="2024-06-30", data_source="Engagement")
        return [str(user.email) async for user in found]


async def test_a_page_that_comes_twice_counts_once(sandbox: Sandbox) -> None:
    sandbox.fail("listBills", kind="duplicate_page", after=1)
    references = [bill.transaction_reference for bill in await bills(sandbox)]
    assert len(references) == len(set(references)) == COUNT
    right = await users(sandbox)
    sandbox.fail("listAppUsers", kind="duplicate_page", after=1)
    assert await users(sandbox) == right


@pytest.mark.parametrize("read", [bills, users])
async def test_a_page_that_comes_for_ever_ends_the_list(
    sandbox: Sandbox, read: Callable[[Sandbox], Awaitable[list[Any]]]
) -> None:
    for operation in ("listBills", "listAppUsers"):
        sandbox.fail(operation, kind="duplicate_page", after=1, times=99)
    with pytest.raises(PaginationStalled, match=r"^list\w+ \(GET /.*; 1 attempt\. Go on later"):
        await read(sandbox)


@pytest.mark.parametrize(
    ("kind", "member", "attribute", "value"),
    [
        ("wrong_type", "transaction_gross_value", "transaction_gross_value", "twelve"),
        ("wrong_type", "transaction_date", "transaction_date", 12),
        ("unknown_enum", None, "transaction_status", "SOMETHING_NEW"),
    ],
)
async def test_one_wrong_value_costs_no_record(
    sandbox: Sandbox, kind: FaultKind, member: str | None, attribute: str, value: object
) -> None:
    drift = Drift()
    sandbox.fail("listBills", kind=kind, member=member)
    found = await bills(sandbox, plugins=[drift])
    assert len(found) == COUNT
    assert getattr(found[0], attribute) == value
    assert drift.paths == [f"$.results[0].data.{attribute}"]


async def test_a_null_is_a_value_left_out(sandbox: Sandbox) -> None:
    drift = Drift()
    sandbox.fail("listBills", kind="null", member="transaction_gross_value")
    found = await bills(sandbox, plugins=[drift])
    assert len(found) == COUNT
    assert found[0].transaction_gross_value is None


async def test_a_strict_client_says_so_at_once(sandbox: Sandbox) -> None:
    sandbox.fail("listBills", kind="wrong_type", member="transaction_date")
    with pytest.raises(SchemaDrift, match="transaction_date"):
        await bills(sandbox, strict=True)
