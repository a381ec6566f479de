"""A feed and a server for tests of the publisher, and records for those of spend."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from spokebridge._async.publisher import AsyncPublisher
from spokebridge.concurrency import aio
from spokebridge.deliveries.opening import open_deliveries
from spokebridge.deliveries.plan import Target
from spokebridge.errors import (
    ApiError,
    error_class,
)
from spokebridge.plugins.manager import Plugins
from spokebridge.publishing import BadRecord, Feed, as_mapping
from spokebridge.report import PublishReport


def spend(number: int, **members: Any) -> dict[str, Any]:
    return {
        "signatureId": f"T-{number}",
        "created": 1_719_830_400_000 + number,
        "amount": Decimal("12.50"),
        "currency": "USD",
        "type": "expense",
        "vendor": "GitHub",
        **members,
    }


def _check(record: dict[str, Any]) -> None:
    if record.get("n") is None:
        raise BadRecord("n is missing")


FEED = Feed(
    operation="publishThings",
    to_wire=as_mapping,
    check=_check,
    encode=lambda record: json.dumps(record).encode(),
    identity=("n",),
    limit=10,
    prefix=b'{"records":[',
    suffix=b"]}",
)
TARGET = Target("publishThings", "here", "me")


class Server:
    """Keeps what it is sent, unless told to fail: `fails` looks at the numbers of a request and may raise."""

    def __init__(self, fails: Callable[[list[int]], None] = lambda numbers: None) -> None:
        self.requests: list[list[int]] = []
        self.kept: list[int] = []
        self._fails = fails

    async def send(self, body: bytes) -> object:
        numbers = [record["n"] for record in json.loads(body)["records"]]
        self.requests.append(numbers)
        self._fails(numbers)
        self.kept += numbers
        return None


async def publish(
    server: Server,
    records: Any,
    *,
    feed: Feed = FEED,
    concurrency: int = 1,
    plugins: tuple[object, ...] = (),
    on_progress: Any = None,
    journal: Any = None,
) -> PublishReport:
    deliveries = await aio.blocking(open_deliveries, journal, feed, TARGET)
    try:
        publisher = AsyncPublisher(
            feed, server.send, Plugins(plugins), deliveries, concurrency=concurrency, on_progress=on_progress
        )
        return await publisher.run(records)
    finally:
        await aio.blocking(deliveries.close)


def things(count: int) -> list[dict[str, Any]]:
    return [{"n": number} for number in range(count)]


def failed(status: int, **members: Any) -> ApiError:
    said: dict[str, Any] = {"operation": "publishThings", "method": "POST", "route": "/things", "message": "said so"}
    return error_class(status)(**said, status_code=status, **members)
