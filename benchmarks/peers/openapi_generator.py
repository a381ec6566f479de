"""What openapi-generator (python) makes from our specifications: pydantic models on urllib3, floats."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.peers import CHUNK, COMPANY, CONNECTION, PAGE
from benchmarks.peers.chunks import chunks

NAME = "openapi-generator (python)"


def _use(api: str) -> None:
    """Both clients are called `openapi_client`; a process can hold one of them."""
    root = next(path for path in sys.path if (Path(path) / f"openapi_generator_{api}").is_dir())
    for name in [name for name in sys.modules if name.split(".")[0] == "openapi_client"]:
        del sys.modules[name]
    sys.path.insert(0, str(Path(root) / f"openapi_generator_{api}"))


def first_client() -> object:
    _use("productiv")
    import openapi_client

    productiv = openapi_client.SpendApi(openapi_client.ApiClient(openapi_client.Configuration()))
    _use("ninespokes")
    import openapi_client

    return productiv, openapi_client.DataApi(openapi_client.ApiClient(openapi_client.Configuration()))


def pull(url: str) -> int:
    _use("ninespokes")
    import openapi_client

    count = 0
    with openapi_client.ApiClient(openapi_client.Configuration(host=url)) as client:
        data = openapi_client.DataApi(client)
        while True:
            page = data.list_bills(COMPANY, CONNECTION, top=PAGE, skip=count)
            count += sum(1 for record in page.results if record.data.transaction_gross_value is not None)
            if not page.results or count >= page.total:
                return count


def push(url: str, records: Iterable[dict[str, Any]]) -> int:
    _use("productiv")
    import openapi_client

    count = 0
    with openapi_client.ApiClient(openapi_client.Configuration(host=url, access_token="token")) as client:
        spend = openapi_client.SpendApi(client)
        for chunk in chunks(records, CHUNK):
            made = [
                openapi_client.SpendDataRecord.from_dict({**record, "amount": float(record["amount"])})
                for record in chunk
            ]
            answer = spend.publish_spend_data("app", openapi_client.PublishSpendDataRequest(records=made))
            assert answer.success
            count += len(made)
    return count


def decode(content: bytes) -> object:
    _use("ninespokes")
    from openapi_client import BillsPage

    return BillsPage.from_json(content.decode())


def typed(content: bytes) -> Any:
    _use("productiv")
    from openapi_client import PublishSpendDataRequest

    return PublishSpendDataRequest.from_json(content.decode())


def encode(value: Any) -> bytes:
    return value.to_json().encode()
