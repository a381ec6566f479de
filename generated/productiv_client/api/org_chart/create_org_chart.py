"""Request a resource id for an org chart

First step of publishing an org chart. The returned id stands for one snapshot; users are added to it with
`addOrgChartUsers`. Snapshots with different ids are independent, and the newest one is the current org
chart. A snapshot becomes the newest as soon as its id exists, so the chart reads as empty until users have
been added.

`POST /services/push/v1/customer/org-chart`
- body: Name of a snapshot and its custom columns

Scope: https://api.productiv.com/connector.write.
Evidence: official, PAGE-request-resource-id (Request a resource ID). That the empty snapshot is at once the
newest comes from the guide, and that a new name gives a new id from the older page.
Retry: unsafe; A new name gives a new id, but nothing says that a repeated name gives the same one. A repeat
may therefore open a second, empty snapshot, and if the copy that was thought lost lands late, it is the
newest one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import codec, models
from ...operations import OPERATIONS
from ...types import Request, Response

if TYPE_CHECKING:
    from ...client import AsyncClient, Client

OPERATION = OPERATIONS["createOrgChart"]


def request(
    *,
    body: models.CreateOrgChartRequest | bytes,
) -> Request[models.CreateOrgChartResponse]:
    """Describe the call without making it; send the result with any HTTP client. A body of bytes is sent as it is."""
    return Request(
        OPERATION,
        OPERATION.path,
        models.CreateOrgChartResponse,
        content_type="application/json",
        content=body if isinstance(body, bytes) else codec.encode(body),
    )


def sync_detailed(
    *,
    body: models.CreateOrgChartRequest | bytes,
    client: Client,
) -> Response[models.CreateOrgChartResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    )


def sync(
    *,
    body: models.CreateOrgChartRequest | bytes,
    client: Client,
) -> models.CreateOrgChartResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return client.call(
        request(
            body=body,
        )
    ).parsed


async def asyncio_detailed(
    *,
    body: models.CreateOrgChartRequest | bytes,
    client: AsyncClient,
) -> Response[models.CreateOrgChartResponse]:
    """Call and give status, headers and bytes beside the typed value. Raises ApiError for any other status."""
    return await client.call(
        request(
            body=body,
        )
    )


async def asyncio(
    *,
    body: models.CreateOrgChartRequest | bytes,
    client: AsyncClient,
) -> models.CreateOrgChartResponse:
    """Call and give the typed value. Raises ApiError for any other status."""
    return (
        await client.call(
            request(
                body=body,
            )
        )
    ).parsed
