"""List the companies

All companies of the organization in one answer. No order is documented and no paging or query option
applies.

`GET /companies`

Scope: none.
Evidence: official, S2 (GitHub 9spokes/open-platform-docs at f6f0fbb (2022-05-25), source of S1, with its
history since 2020-11-03).
Retry: read; A read changes nothing on the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["listCompanies"]


def request() -> Request[models.CompanyListEnvelope]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.CompanyListEnvelope,
    )


def sync_detailed(
    *,
    client: Client,
) -> Response[models.CompanyListEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(request())


def sync(
    *,
    client: Client,
) -> models.CompanyListEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(request()).parsed


async def asyncio_detailed(
    *,
    client: AsyncClient,
) -> Response[models.CompanyListEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(request())


async def asyncio(
    *,
    client: AsyncClient,
) -> models.CompanyListEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (await client.call(request())).parsed
