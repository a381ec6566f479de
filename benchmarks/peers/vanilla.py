"""What openapi-python-client makes from our specifications with its own templates: attrs models, floats."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from benchmarks.peers import CHUNK, COMPANY, CONNECTION, PAGE
from benchmarks.peers.chunks import chunks

NAME = "openapi-python-client, as it comes"


def first_client() -> object:
    from vanilla_ninespokes import AuthenticatedClient as NineSpokes
    from vanilla_productiv import AuthenticatedClient as Productiv

    clients = Productiv("https://localhost", "token"), NineSpokes("https://localhost", "key")
    return [client.get_httpx_client() for client in clients]


def pull(url: str) -> int:
    from vanilla_ninespokes import AuthenticatedClient
    from vanilla_ninespokes.api.data import list_bills

    count = 0
    with AuthenticatedClient(url, "key", prefix="") as client:
        while True:
            page = list_bills.sync(COMPANY, CONNECTION, client=client, top=PAGE, skip=count)
            count += sum(1 for record in page.results if record.data.transaction_gross_value is not None)
            if not page.results or count >= page.total:
                return count


def push(url: str, records: Iterable[dict[str, Any]]) -> int:
    from vanilla_productiv import AuthenticatedClient
    from vanilla_productiv.api.spend import publish_spend_data
    from vanilla_productiv.models import PublishSpendDataRequest, SpendDataRecord

    count = 0
    with AuthenticatedClient(url, "token") as client:
        for chunk in chunks(records, CHUNK):
            typed = [SpendDataRecord.from_dict({**record, "amount": float(record["amount"])}) for record in chunk]
            answer = publish_spend_data.sync("app", client=client, body=PublishSpendDataRequest(records=typed))
            assert answer.success
            count += len(typed)
    return count


def decode(content: bytes) -> object:
    from vanilla_ninespokes.models import BillsPage

    return BillsPage.from_dict(json.loads(content))


def typed(content: bytes) -> Any:
    from vanilla_productiv.models import PublishSpendDataRequest

    return PublishSpendDataRequest.from_dict(json.loads(content))


def encode(value: Any) -> bytes:
    return json.dumps(value.to_dict()).encode()
