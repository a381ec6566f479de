"""Delete a company with all its connections and data

Removes the company, every connection of it and all data of those connections. This cannot be undone.

`DELETE /companies/{company}`
- company: Id of the company. All samples are UUIDs, but no other string is ruled out.

Scope: none.
Evidence: official, S2 (GitHub 9spokes/open-platform-docs at f6f0fbb (2022-05-25), source of S1, with its
history since 2020-11-03).
Retry: idempotent; The company is gone after the first call; a repeat can at worst be answered with 404.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response, render_path

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["deleteCompany"]


def request(
    company: str,
) -> Request[models.ConfirmationEnvelope]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        render_path(OPERATION.path, {"company": company}),
        models.ConfirmationEnvelope,
    )


def sync_detailed(
    company: str,
    *,
    client: Client,
) -> Response[models.ConfirmationEnvelope]:
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
) -> models.ConfirmationEnvelope:
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
) -> Response[models.ConfirmationEnvelope]:
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
) -> models.ConfirmationEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                company,
            )
        )
    ).parsed
