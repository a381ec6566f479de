"""Read one company

Answers with the company. An unknown id is presumably a 404.

`GET /companies/{company}`
- company: Id of the company. All samples are UUIDs, but no other string is ruled out.

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

OPERATION = OPERATIONS["getCompany"]


def request(
    company: str,
) -> Request[models.CompanyEnvelope]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"company": company}),
        models.CompanyEnvelope,
    )


def sync_detailed(
    company: str,
    *,
    client: Client,
) -> Response[models.CompanyEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            company,
        )
    )


def sync(
    company: str,
    *,
    client: Client,
) -> models.CompanyEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            company,
        )
    ).parsed


async def asyncio_detailed(
    company: str,
    *,
    client: AsyncClient,
) -> Response[models.CompanyEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            company,
        )
    )


async def asyncio(
    company: str,
    *,
    client: AsyncClient,
) -> models.CompanyEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                company,
            )
        )
    ).parsed
