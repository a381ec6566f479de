"""Read the redirect URL

The address that receives the user agent after a consent flow. What is answered before any was set is not
documented: the member may be missing, empty or null. Until June 2021 the documentation wrote
`/organisation/` here and in the other calls of this group; nobody knows whether those paths still work.

`GET /organization/redirect_url`

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

OPERATION = OPERATIONS["getRedirectUrl"]


def request() -> Request[models.RedirectUrlEnvelope]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.RedirectUrlEnvelope,
    )


def sync_detailed(
    *,
    client: Client,
) -> Response[models.RedirectUrlEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(request())


def sync(
    *,
    client: Client,
) -> models.RedirectUrlEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(request()).parsed


async def asyncio_detailed(
    *,
    client: AsyncClient,
) -> Response[models.RedirectUrlEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(request())


async def asyncio(
    *,
    client: AsyncClient,
) -> models.RedirectUrlEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (await client.call(request())).parsed
