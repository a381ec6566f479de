"""Read how far extraction has come

One entry per datasource of the connection. A datasource is ready when `completed` has reached `total`; both
count units of extraction (such as months), not records.

`GET /companies/{company}/connections/{connection}/status`
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

OPERATION = OPERATIONS["getConnectionStatus"]


def request(
    company: str,
    connection: str,
) -> Request[models.ExtractionStatusListEnvelope]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"company": company, "connection": connection}),
        models.ExtractionStatusListEnvelope,
    )


def sync_detailed(
    company: str,
    connection: str,
    *,
    client: Client,
) -> Response[models.ExtractionStatusListEnvelope]:
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
) -> models.ExtractionStatusListEnvelope:
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
) -> Response[models.ExtractionStatusListEnvelope]:
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
) -> models.ExtractionStatusListEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                company,
                connection,
            )
        )
    ).parsed
