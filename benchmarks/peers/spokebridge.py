"""This project."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from benchmarks.peers import COMPANY, CONNECTION, PAGE

NAME = "spokebridge"
AHEAD = 12
CONCURRENCY = 8


def first_client() -> object:
    from spokebridge import NineSpokes, Productiv

    return Productiv("id", "secret"), NineSpokes("key")


def pull(url: str, concurrency: int = 1) -> int:
    from spokebridge import NineSpokes

    with NineSpokes("key", base_url=url, rate_limit=None) as nine:
        pager = nine.data.bills(COMPANY, CONNECTION, page_size=PAGE, concurrency=concurrency)
        return sum(1 for bill in pager if bill.transaction_gross_value is not None)


def pull_ahead(url: str) -> int:
    return pull(url, AHEAD)


def pull_async(url: str) -> int:
    import asyncio

    from spokebridge import AsyncNineSpokes

    async def read() -> int:
        count = 0
        async with AsyncNineSpokes("key", base_url=url, rate_limit=None) as nine:
            async for bill in nine.data.bills(COMPANY, CONNECTION, page_size=PAGE):
                count += bill.transaction_gross_value is not None
        return count

    return asyncio.run(read())


def push(url: str, records: Iterable[dict[str, Any]], concurrency: int = 1) -> int:
    from spokebridge import Productiv

    with Productiv("id", "secret", base_url=url, token_url=f"{url}/token", rate_limit=None) as productiv:
        return productiv.spend.publish("app", records, concurrency=concurrency).accepted


def push_ahead(url: str, records: Iterable[dict[str, Any]]) -> int:
    return push(url, records, CONCURRENCY)


def decode(content: bytes) -> object:
    from ninespokes_client import codec
    from ninespokes_client.models import BillsPage

    return codec.decode(content, BillsPage)


def typed(content: bytes) -> Any:
    from productiv_client import codec
    from productiv_client.models import PublishSpendDataRequest

    return codec.decode(content, PublishSpendDataRequest)


def encode(value: Any) -> bytes:
    from productiv_client import codec

    return codec.encode(value)
