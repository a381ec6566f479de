"""Talking to the sandbox as any HTTP client would, with JSON whose numbers stay exact."""

from collections.abc import Sequence
from typing import Any

import httpx

from spokebridge.sandbox import Sandbox
from spokebridge.sandbox.ninespokes.accounts import Connection
from spokebridge.sandbox.web import codec

FINANCE = "/services/push/v1/customer/apps/{}/finance"
USERS = "/services/push/v1/customer/apps/{}/users"
EVENTS = "/services/push/v1/customer/apps/{}/events"
SCOPE = "https://api.productiv.com/{}"


def read(response: httpx.Response) -> Any:
    return codec.decode(response.content)


def connect(base_url: str, **headers: str) -> httpx.Client:
    """Loopback needs no certificates, and reading them takes longer than most tests."""
    return httpx.Client(base_url=base_url, headers=headers, verify=False)


def ninespokes(sandbox: Sandbox) -> httpx.Client:
    settings = sandbox.ninespokes
    return connect(settings["base_url"], Authorization=settings["api_key"])


def token_form(sandbox: Sandbox, **fields: str) -> dict[str, str]:
    settings = sandbox.productiv
    credentials = {"client_id": settings["client_id"], "client_secret": settings["client_secret"]}
    return {"grant_type": "client_credentials", **credentials, **fields}


def ask_token(sandbox: Sandbox, *scopes: str) -> str:
    form = token_form(sandbox, scope=" ".join(SCOPE.format(scope) for scope in scopes))
    response = httpx.post(sandbox.productiv["token_url"], data=form, verify=False)
    response.raise_for_status()
    return str(response.json()["access_token"])


def productiv(sandbox: Sandbox, *scopes: str) -> httpx.Client:
    return with_token(sandbox, ask_token(sandbox, *scopes))


def with_token(sandbox: Sandbox, token: str) -> httpx.Client:
    return connect(sandbox.productiv["base_url"], Authorization=f"Bearer {token}")


def send_json(client: httpx.Client, method: str, path: str, body: object) -> httpx.Response:
    content = codec.encode(body)
    return client.request(method, path, content=content, headers={"Content-Type": "application/json"})


def spend_record(number: int, **members: object) -> dict[str, object]:
    return {
        "signatureId": f"T-{number}",
        "created": 1_719_830_400_000 + number,
        "amount": 12,
        "currency": "USD",
        "type": "expense",
        "vendor": "GitHub",
        **members,
    }


def data_path(connection: Connection, datasource: str = "bills") -> str:
    return f"/companies/{connection.company}/connections/{connection.id}/data/{datasource}"


def references(body: Any) -> Sequence[str]:
    """Which bills a page shows."""
    return [record["data"]["transaction_reference"] for record in body["results"]]
