"""How records of an app are published: checked, in chunks, with an account of what was delivered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from productiv_client.types import Request
from spokebridge._async.caller import AsyncCaller
from spokebridge._async.publisher import AsyncPublisher, OnProgress
from spokebridge.concurrency import aio
from spokebridge.deliveries.opening import JournalArgument, open_deliveries
from spokebridge.deliveries.plan import Deliveries, Target
from spokebridge.productiv import arguments
from spokebridge.publishing import Feed
from spokebridge.report import PublishReport


async def opened(caller: AsyncCaller, feed: Feed, where: str, journal: JournalArgument) -> Deliveries:
    """What earlier runs delivered. Raises ConfigurationError for a journal that is not of this host, place and client
    id.
    """
    target = Target(feed.operation, f"{caller.base_url} {where}".rstrip(), caller.credential.account)
    return await aio.blocking(open_deliveries, journal, feed, target)


async def publish(
    caller: AsyncCaller,
    feed: Feed,
    request: Callable[..., Request[Any]],
    where: str,
    records: aio.Source[Any],
    *,
    concurrency: int,
    on_progress: OnProgress | None,
    journal: JournalArgument,
) -> PublishReport:
    """Publish records to one app; `request` makes the call from the app and a body."""
    arguments.count("concurrency", concurrency)

    async def send(body: bytes) -> object:
        return await caller.call(request(where, body=body))

    deliveries = await opened(caller, feed, where, journal)
    try:
        publisher = AsyncPublisher(
            feed, send, caller.plugins, deliveries, concurrency=concurrency, on_progress=on_progress
        )
        return await publisher.run(records)
    finally:
        await aio.blocking(deliveries.close)
