"""Random runs against the sandbox, which keeps the truth. Each seed is a schedule of its own and can be repeated."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from productiv_client.api.spend import publish_spend_data
from spokebridge._async.ninespokes.client import AsyncNineSpokes
from spokebridge._async.productiv.client import AsyncProductiv
from spokebridge._async.publisher import AsyncPublisher
from spokebridge.concurrency import aio
from spokebridge.deliveries.opening import open_deliveries
from spokebridge.deliveries.plan import Target
from spokebridge.errors import SpokebridgeError
from spokebridge.options import RetryPolicy
from spokebridge.plugins.manager import Plugins
from spokebridge.productiv.feeds import SPEND
from spokebridge.report import PublishReport
from spokebridge.sandbox import NineSpokesOptions, Sandbox
from tests.support.schedules import folder, seeds

pytestmark = pytest.mark.anyio

PUBLISH = "publishSpendData"
SEEDS = seeds(0, per_example=0.28)
SCHEDULES = 5  # each seed makes several, in one sandbox


def spoil_publishing(sandbox: Sandbox, dice: random.Random) -> None:
    """Plans what goes wrong in one run."""
    sandbox.clear_faults()
    for _ in range(dice.randrange(6)):
        plan: dict[str, Any] = {"after": dice.randrange(12), "times": dice.choice([1, 1, 2, 4])}
        match dice.randrange(7):
            case 0:
                sandbox.fail(PUBLISH, kind="reset", applied=dice.random() < 0.5, **plan)
            case 1:
                sandbox.fail(PUBLISH, status=dice.choice([500, 502, 503, 520]), applied=dice.random() < 0.5, **plan)
            case 2:
                sandbox.fail(PUBLISH, status=429, retry_after=dice.choice([0, None, 86400]), **plan)
            case 3:
                sandbox.fail(PUBLISH, kind=dice.choice(["truncated", "html"]), **plan)
            case 4:
                sandbox.fail(PUBLISH, kind="revoke_token", **plan)
            case 5:
                sandbox.fail(PUBLISH, status=dice.choice([401, 403, 404]), **{**plan, "times": 1})
            case _:
                sandbox.fail("getAccessToken", status=503, times=dice.choice([1, 5]))


def make_records(dice: random.Random, prefix: str) -> list[Any]:
    """Good records, repeated ones, some that the client refuses and some that only the server does."""
    records: list[Any] = []
    for number in range(dice.randrange(60)):
        record: dict[str, Any] = {
            "signatureId": f"{prefix}-{number}",
            "created": 1_719_830_400_000 + number,
            "amount": number,
            "currency": "USD",
            "type": "expense",
            "vendor": "GitHub",
        }
        match dice.randrange(12):
            case 0:
                record["description"] = 7  # passed on as it is; the server wants text
            case 1:
                record["currency"] = "nope"
            case 2 if records:
                record = dice.choice(records)
            case _:
                pass
        records.append(record)
    return records


async def run_once(
    productiv: AsyncProductiv, records: list[Any], dice: random.Random, journal: Path
) -> tuple[PublishReport, set[str]]:
    """One run in small chunks: the report, also when it was stopped, and the signatures of what was read."""

    async def send(body: bytes) -> object:
        return await productiv._caller.call(publish_spend_data.request("figma", body=body))

    feed = replace(SPEND, limit=dice.choice([1, 3, 7]))
    deliveries = await aio.blocking(open_deliveries, journal, feed, Target("publishSpendData", "figma", "me"))
    publisher = AsyncPublisher(feed, send, Plugins(), deliveries, concurrency=dice.choice([1, 2, 4]))
    read = 0

    def source() -> Any:
        nonlocal read
        for record in records:
            read += 1
            yield record

    try:
        report = await publisher.run(source())
    except SpokebridgeError as error:
        assert error.report is not None
        report = error.report
    else:
        assert read == len(records)
    finally:
        await aio.blocking(deliveries.close)
    assert report.total == read
    return report, {record["signatureId"] for record in records[:read]}


@pytest.mark.parametrize("seed", SEEDS)
async def test_every_record_has_the_outcome_that_the_server_knows(seed: int) -> None:
    dice = random.Random(seed)
    with Sandbox() as sandbox, folder() as place:
        async with AsyncProductiv(**sandbox.productiv, retry=RetryPolicy(attempts=3)) as productiv:
            for schedule in range(SCHEDULES):
                records = make_records(dice, f"{seed}-{schedule}")
                for _ in range(dice.choice([1, 1, 2])):
                    spoil_publishing(sandbox, dice)
                    report, read = await run_once(productiv, records, dice, place / str(schedule))
                    kept = [record["signatureId"] for record in sandbox.received_spend("figma")]
                    assert len(kept) == len(set(kept))
                    mine = read.intersection(kept)
                    refused = {item.key[0] for item in report.rejected if item.key}
                    unknown = {item.key[0] for item in report.unknown}
                    assert not refused & mine
                    assert not refused & unknown
                    assert report.accepted == len(mine - unknown)
                    for item in report.rejected:
                        assert item.reason
                await settle(sandbox, productiv, records, place / str(schedule))


async def settle(sandbox: Sandbox, productiv: AsyncProductiv, records: list[Any], journal: Path) -> None:
    """A last run of the same records heals everything that can be healed, and the server has each of them once."""
    sandbox.clear_faults()
    report, read = await run_once(productiv, records, random.Random(1), journal)
    assert report.unknown == []
    good = {record["signatureId"] for record in records if record["currency"] == "USD" and "description" not in record}
    kept = [record["signatureId"] for record in sandbox.received_spend("figma")]
    assert read.intersection(kept) == good
    assert report.accepted == len(good)
    assert len(kept) == len(set(kept))


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_list_is_the_servers_whatever_happens_on_the_way(seed: int) -> None:
    dice = random.Random(seed)
    options = NineSpokesOptions(
        page_cap=dice.choice([None, 1, 3, 10]),
        total=dice.choice(["count", "omit", "zero"]),
        data_envelope=dice.choice(["none", "members", "details"]),
        null_for_empty=dice.random() < 0.5,
    )
    with Sandbox(ninespokes_options=options) as sandbox:
        company = sandbox.ninespokes_store.add_company("Tiles")
        connection = sandbox.ninespokes_store.add_connection(company.id)
        expected = [f"B-{number:04}" for number in range(dice.randrange(40))]
        bills = [{"data": {"transaction_reference": name}} for name in expected]
        sandbox.ninespokes_store.add_bills(connection.id, bills)
        async with AsyncNineSpokes(**sandbox.ninespokes, retry=RetryPolicy(attempts=2)) as nine:
            for _ in range(SCHEDULES):
                sandbox.clear_faults()
                for _ in range(dice.randrange(5)):
                    kind: Any = dice.choice(["reset", "truncated", "html", "status"])
                    sandbox.fail("listBills", kind=kind, after=dice.randrange(9), times=dice.choice([1, 1, 3]))
                found: list[str | None] = []
                token: str | None = None
                while True:
                    pager = nine.data.bills(
                        company.id,
                        connection.id,
                        page_size=dice.choice([1, 2, 7, 100]),
                        concurrency=dice.choice([1, 2, 4]),
                        resume=token,
                    )
                    stop = dice.choice([None, None, dice.randrange(1, 20)])
                    try:
                        async with aio.closing(pager.__aiter__()) as items:
                            async for bill in items:
                                found.append(bill.transaction_reference)
                                if stop is not None and len(found) >= stop:
                                    break
                            else:
                                break
                    except SpokebridgeError:
                        pass
                    token = pager.resume_token
                assert found == expected
