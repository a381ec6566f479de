"""Read one connection

Answers with the connection and its state: poll this call after consent until the state is `ACTIVE`. Prose
also promises the extraction state of each datasource here, but no sample shows it; `getConnectionStatus`
has it. A connection of another company is presumably a 404.

`GET /companies/{company}/connections/{connection}`
- company: Id of the company. All samples are UUIDs, but no other string is ruled out.
- connection: Id of a connection of that company. All samples are UUIDs, but no other string is ruled out.

Scope: none.
Evidence: official, S2 (GitHub 9spokes/open-platform-docs at f6f0fbb (2022-05-25), source of S1, with its
history since 2020-11-03).
Retry: read; A read changes nothing on the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["getConnection"]


def request(
    company: str,
    connection: str,
) -> Request[models.ConnectionEnvelope]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"company": company, "connection": connection}),
        models.ConnectionEnvelope,
    )


def sync_detailed(
    company: str,
    connection: str,
    *,
    client: Client,
) -> Response[models.ConnectionEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            company,
            connection,
        )
    )


def sync(
    company: str,
    connection: str,
    *,
    client: Client,
) -> models.ConnectionEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            company,
            connection,
        )
    ).parsed


async def asyncio_detailed(
    company: str,
    connection: str,
    *,
    client: AsyncClient,
) -> Response[models.ConnectionEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            company,
            connection,
        )
    )


async def asyncio(
    company: str,
    connection: str,
    *,
    client: AsyncClient,
) -> models.ConnectionEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                company,
                connection,
            )
        )
    ).parsed
