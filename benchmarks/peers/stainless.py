"""openai's base client, which Stainless generates, with models that are equal to ours: pydantic, floats."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from benchmarks.peers import CHUNK, COMPANY, CONNECTION, PAGE
from benchmarks.peers.chunks import chunks

NAME = "Stainless style (openai's base client)"


def client(url: str) -> Any:
    from openai._base_client import SyncAPIClient

    return SyncAPIClient(version="1", base_url=url, _strict_response_validation=False)


def first_client() -> object:
    from benchmarks.peers import stainless_models  # noqa: F401

    return client("https://localhost"), client("https://localhost")


def pull(url: str) -> int:
    from openai._base_client import make_request_options

    from benchmarks.peers.stainless_models import BillRecord, BillsPage

    bills = client(url).get_api_list(
        f"/companies/{COMPANY}/connections/{CONNECTION}/data/bills",
        model=BillRecord,
        page=BillsPage,
        options=make_request_options(query={"$top": PAGE, "$skip": 0}),
    )
    return sum(1 for record in bills if record.data.transaction_gross_value is not None)


def push(url: str, records: Iterable[dict[str, Any]]) -> int:
    from benchmarks.peers.stainless_models import Success

    count = 0
    service = client(url)
    for chunk in chunks(records, CHUNK):
        body = {"records": [{**record, "amount": float(record["amount"])} for record in chunk]}
        answer = service.post("/services/push/v1/customer/apps/app/finance", cast_to=Success, body=body)
        assert answer.success
        count += len(chunk)
    return count


def decode(content: bytes) -> object:
    import json

    from openai._models import construct_type

    from benchmarks.peers.stainless_models import BillsPage

    return construct_type(type_=BillsPage, value=json.loads(content))
