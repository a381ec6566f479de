"""A client made by openapi-python-client as it comes, against the sandbox: token, spend published, bills read."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from spokebridge.sandbox import Sandbox


def run() -> Iterator[str]:
    """What was done, line by line. Raises AssertionError when an answer is not what it should be."""
    with Sandbox() as sandbox:
        connection = sandbox.ninespokes_store.add_example(25)
        yield f"vanilla client published {_publish(sandbox)} spend record"
        yield f"vanilla client read {_bills(sandbox, connection.company, connection.id)} of 25 bills in one page"


def _publish(sandbox: Sandbox) -> int:
    settings = sandbox.productiv
    package = import_module("vanilla_productiv")
    client = package.Client(base_url=settings["base_url"])
    authorization = import_module("vanilla_productiv.api.authorization.get_access_token")
    spend = import_module("vanilla_productiv.api.spend.publish_spend_data")
    models: Any = import_module("vanilla_productiv.models")
    form = models.AccessTokenRequest(
        grant_type=models.GrantType.CLIENT_CREDENTIALS,
        client_id=settings["client_id"],
        client_secret=settings["client_secret"],
        scope="https://api.productiv.com/connector.write",
    )
    token = authorization.sync(client=client, body=form)
    bearer = package.AuthenticatedClient(base_url=settings["base_url"], token=token.access_token)
    record = models.SpendDataRecord(
        signature_id="T-1",
        created=1719830400000,
        amount=12.5,
        currency="USD",
        type_=models.SpendType.EXPENSE,
        vendor="GitHub",
    )
    answer = spend.sync("spend-import", client=bearer, body=models.PublishSpendDataRequest(records=[record]))
    assert answer.success is True
    received = sandbox.received_spend("spend-import")
    assert [item["signatureId"] for item in received] == ["T-1"]
    return len(received)


def _bills(sandbox: Sandbox, company: str, connection: str) -> int:
    settings = sandbox.ninespokes
    package = import_module("vanilla_ninespokes")
    client = package.AuthenticatedClient(base_url=settings["base_url"], token=settings["api_key"], prefix="")
    page = import_module("vanilla_ninespokes.api.data.list_bills").sync(company, connection, client=client, top=20)
    assert page.total == 25
    assert all(record.data.transaction_currency for record in page.results)
    return len(page.results)
