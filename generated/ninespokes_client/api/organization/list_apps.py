"""List the apps and their state

Every app that 9Spokes supports, with its state for this organization and, where it is enabled, the OAuth2
client in use. Take app names from here: the documentation spells some of them in two ways.

`GET /organization/apps`

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

OPERATION = OPERATIONS["listApps"]


def request() -> Request[models.AppListEnvelope]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.AppListEnvelope,
    )


def sync_detailed(
    *,
    client: Client,
) -> Response[models.AppListEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(request())


def sync(
    *,
    client: Client,
) -> models.AppListEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(request()).parsed


async def asyncio_detailed(
    *,
    client: AsyncClient,
) -> Response[models.AppListEnvelope]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(request())


async def asyncio(
    *,
    client: AsyncClient,
) -> models.AppListEnvelope:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (await client.call(request())).parsed
