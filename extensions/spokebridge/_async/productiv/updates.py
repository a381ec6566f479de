"""How attribute updates are sent: in order, keeping every failure the server reports (Productiv facts 3.17 to 3.20)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from productiv_client.types import Request
from spokebridge._async.caller import AsyncCaller
from spokebridge._async.productiv.publications import opened
from spokebridge._async.publisher import AsyncPublisher, OnProgress
from spokebridge.concurrency import aio
from spokebridge.deliveries.opening import JournalArgument
from spokebridge.productiv.attributes import AttributesReport
from spokebridge.publishing import Feed


async def publish_updates(
    caller: AsyncCaller,
    feed: Feed,
    request: Callable[..., Request[Any]],
    updates: aio.Source[Any],
    *,
    on_progress: OnProgress | None,
    journal: JournalArgument,
) -> AttributesReport[Any]:
    """Publish them one request after the other: later updates of an app win over earlier ones."""
    report: AttributesReport[Any] = AttributesReport()

    async def send(body: bytes) -> object:
        answer = await caller.call(request(body=body))
        report.add_answer(answer.value)
        return answer

    deliveries = await opened(caller, feed, "", journal)
    try:
        publisher = AsyncPublisher(
            feed, send, caller.plugins, deliveries, concurrency=1, on_progress=on_progress, report=report
        )
        await publisher.run(updates)
    finally:
        await aio.blocking(deliveries.close)
    return report
