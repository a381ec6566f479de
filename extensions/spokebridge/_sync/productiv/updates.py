# Derived from extensions/spokebridge/_async/productiv/updates.py by `python -m codegen build`; edit that file instead.
"""How attribute updates are sent: in order, keeping every failure the server reports (Productiv facts 3.17 to 3.20)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from productiv_client.types import Request
from spokebridge._sync.caller import Caller
from spokebridge._sync.productiv.publications import opened
from spokebridge._sync.publisher import OnProgress, Publisher
from spokebridge.concurrency import threads
from spokebridge.deliveries.opening import JournalArgument
from spokebridge.productiv.attributes import AttributesReport
from spokebridge.publishing import Feed


def publish_updates(
    caller: Caller,
    feed: Feed,
    request: Callable[..., Request[Any]],
    updates: threads.Source[Any],
    *,
    on_progress: OnProgress | None,
    journal: JournalArgument,
) -> AttributesReport[Any]:
    """Publish them one request after the other: later updates of an app win over earlier ones."""
    report: AttributesReport[Any] = AttributesReport()

    def send(body: bytes) -> object:
        answer = caller.call(request(body=body))
        report.add_answer(answer.value)
        return answer

    deliveries = opened(caller, feed, "", journal)
    try:
        publisher = Publisher(
            feed, send, caller.plugins, deliveries, concurrency=1, on_progress=on_progress, report=report
        )
        publisher.run(updates)
    finally:
        threads.blocking(deliveries.close)
    return report
