"""Get the latest org chart

Returns a link to the newest snapshot as a CSV file. An org chart with users must have been published
before. Unknown: the columns of the file, the lifetime of the link, and the answer when there is no org
chart.

`GET /services/push/v1/customer/org-chart`

Scope: https://api.productiv.com/report.read.
Evidence: official, PAGE-get-org-chart (Get latest org chart).
Retry: read; Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models
from ...operations import OPERATIONS
from ...types import Request, Response

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["getLatestOrgChart"]


def request() -> Request[models.LatestOrgChartResponse]:
    """Describe the call without making it; send the result with any HTTP client."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.LatestOrgChartResponse,
    )


def sync_detailed(
    *,
    client: Client,
) -> Response[models.LatestOrgChartResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(request())


def sync(
    *,
    client: Client,
) -> models.LatestOrgChartResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(request()).parsed


async def asyncio_detailed(
    *,
    client: AsyncClient,
) -> Response[models.LatestOrgChartResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(request())


async def asyncio(
    *,
    client: AsyncClient,
) -> models.LatestOrgChartResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (await client.call(request())).parsed
