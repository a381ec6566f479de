"""httpx and msgspec by hand, with the models of this project: the practical limit.

No retry, no drift, no plugin, no report.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from benchmarks.peers import CHUNK, COMPANY, CONNECTION, PAGE
from benchmarks.peers.chunks import chunks

NAME = "httpx + msgspec by hand, same Decimal models"


def first_client() -> object:
    import httpx

    from ninespokes_client import models

    return httpx.Client(), httpx.Client(), models


def pull(url: str) -> int:
    import httpx
    import msgspec

    from ninespokes_client.models import BillsPage

    read = msgspec.json.Decoder(BillsPage).decode
    count = 0
    with httpx.Client(base_url=url, headers={"Authorization": "key"}) as client:
        while True:
            query = {"$top": PAGE, "$skip": count}
            response = client.get(f"/companies/{COMPANY}/connections/{CONNECTION}/data/bills", params=query)
            page = read(response.raise_for_status().content)
            count += sum(1 for record in page.results if record.data.transaction_gross_value is not None)
            if not page.results or count >= page.total:
                return count


def push(url: str, records: Iterable[dict[str, Any]]) -> int:
    import httpx
    import msgspec

    write = msgspec.json.Encoder(decimal_format="number").encode
    count = 0
    fields = {"Authorization": "Bearer token", "Content-Type": "application/json"}
    with httpx.Client(base_url=url, headers=fields) as client:
        for chunk in chunks(records, CHUNK):
            body = write({"records": chunk})
            client.post("/services/push/v1/customer/apps/app/finance", content=body).raise_for_status()
            count += len(chunk)
    return count


def decode(content: bytes) -> object:
    import msgspec

    from ninespokes_client.models import BillsPage

    return msgspec.json.decode(content, type=BillsPage)
