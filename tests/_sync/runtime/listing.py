# Derived from tests/_async/runtime/listing.py by `python -m codegen build`; edit that file instead.
"""What tests of lists share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ninespokes_client import models
from spokebridge._sync.ninespokes.client import NineSpokes
from spokebridge._sync.pager import Pager
from spokebridge.sandbox import Sandbox
from spokebridge.sandbox.ninespokes.accounts import Connection

from tests.support.misbehaving import Behaviour, Misbehaving, answer


def store(sandbox: Sandbox, count: int) -> Connection:
    """A connection with so many bills, whose references are in order."""
    company = sandbox.ninespokes_store.add_company("Tiles")
    connection = sandbox.ninespokes_store.add_connection(company.id)
    bills = [{"data": {"transaction_reference": f"B-{number:04}"}} for number in range(count)]
    sandbox.ninespokes_store.add_bills(connection.id, bills)
    return connection


def names(numbers: Iterable[int]) -> list[str]:
    return [f"B-{number:04}" for number in numbers]


def read(pager: Pager[models.Bill]) -> list[str | None]:
    return [bill.transaction_reference for bill in pager]


TOTALS: list[Any] = ["count", "omit", "zero"]


def bodies(*pages: Any, wrapper: str | None = "data") -> list[Behaviour]:
    return [answer(body=page) for page in pages]


def rows(*numbers: int) -> list[Any]:
    return [{"data": {"transaction_reference": f"B-{number:04}"}} for number in numbers]


EMPTY: dict[str, Any] = {"results": []}


def read_from(pages: Sequence[Any], **options: Any) -> tuple[list[str | None], list[str]]:
    """What a server's answers, one after the other, make; and the offsets it was asked for."""
    with Misbehaving(*bodies(*pages)) as server:
        with NineSpokes(**server.ninespokes) as nine:
            found = read(nine.data.bills("c", "n", **options))
        return found, [asked.target.rpartition("%24skip=")[2].split("&")[0] for asked in server.calls]
