# Derived from extensions/spokebridge/_async/productiv/publications.py by `python -m codegen build`; edit that file instead.
"""How records of an app are published: checked, in chunks, with an account of what was delivered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from productiv_client.types import Request
from spokebridge._sync.caller import Caller
from spokebridge._sync.publisher import OnProgress, Publisher
from spokebridge.concurrency import threads
from spokebridge.deliveries.opening import JournalArgument, open_deliveries
from spokebridge.deliveries.plan import Deliveries, Target
from spokebridge.productiv import arguments
from spokebridge.publishing import Feed
from spokebridge.report import PublishReport


def opened(caller: Caller, feed: Feed, where: str, journal: JournalArgument) -> Deliveries:
    """What earlier runs delivered. Raises ConfigurationError for a journal that is not of this host, place and client
    id.
    """
    target = Target(feed.operation, f"{caller.base_url} {where}".rstrip(), caller.credential.account)
    return threads.blocking(open_deliveries, journal, feed, target)


def publish(
    caller: Caller,
    feed: Feed,
    request: Callable[..., Request[Any]],
    where: str,
    records: threads.Source[Any],
    *,
    concurrency: int,
    on_progress: OnProgress | None,
    journal: JournalArgument,
) -> PublishReport:
    """Publish records to one app; `request` makes the call from the app and a body."""
    arguments.count("concurrency", concurrency)

    def send(body: bytes) -> object:
        return caller.call(request(where, body=body))

    deliveries = opened(caller, feed, where, journal)
    try:
        publisher = Publisher(feed, send, caller.plugins, deliveries, concurrency=concurrency, on_progress=on_progress)
        return publisher.run(records)
    finally:
        threads.blocking(deliveries.close)
