"""Read the business

Master data of the business, from accounting apps. The only datasource that answers with a single object,
under `result.business`. Whether query options have any effect here, and whether several businesses can be
answered, is not documented.

`GET /companies/{company}/connections/{connection}/data/business`
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

OPERATION = OPERATIONS["getBusiness"]


def request(
    company: str,
    connection: str,
) -> Request[models.BusinessResult]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"company": company, "connection": connection}),
        models.BusinessResult,
    )


def sync_detailed(
    company: str,
    connection: str,
    *,
    client: Client,
) -> Response[models.BusinessResult]:
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
) -> models.BusinessResult:
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
) -> Response[models.BusinessResult]:
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
) -> models.BusinessResult:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                company,
                connection,
            )
        )
    ).parsed
